"""`403 MessageWritesBlocked` is final for that person and shown to the owner; others are unaffected."""

from __future__ import annotations

import pytest

from govbot.adapter_api.chat import Undeliverable
from govbot_teams import TeamsAdapter
from govbot_teams.errors import BLOCKED, NOT_INSTALLED
from tests.teams.given import ADA, BEN, tenant
from tests.teams.scripted import CARD, ScriptedBot

pytestmark = pytest.mark.check("R12")


async def send(adapter: TeamsAdapter, email: str) -> None:
    account = await adapter.chat.address(email)
    assert account is not None
    await adapter.chat.send(account, "", CARD, f"key for {email}")


async def test_who_blocks_govbot_is_named_to_the_owner_and_others_are_reached() -> None:
    async with tenant(ScriptedBot()) as (teams, adapter):
        teams.person(ADA).user.blocked = True
        with pytest.raises(Undeliverable, match="blocked or uninstalled") as final:
            await send(adapter, ADA)
        assert str(final.value) == BLOCKED
        await send(adapter, BEN)
        assert [message.conversation for message in teams.posted()] == [teams.person(BEN).chat.id]
        teams.person(ADA).user.blocked = False
        await send(adapter, ADA)


async def test_who_has_not_installed_the_app_gets_it_where_graph_allows() -> None:
    async with tenant(ScriptedBot()) as (teams, adapter):
        teams.person(ADA).user.installed = False
        await send(adapter, ADA)
        assert len(teams.person(ADA).inbox) == 1


async def test_and_is_named_to_the_owner_where_it_does_not() -> None:
    async with tenant(ScriptedBot(), graph=False) as (teams, adapter):
        await teams.person(ADA).say("hello")
        account = await adapter.chat.address(ADA)
        assert account is None
        await adapter.chat.profile(adapter.chat._account(teams.person(ADA).user.id))
        account = await adapter.chat.address(ADA)
        assert account is not None
        await adapter._context.references.leave(account.user)
        teams.person(ADA).user.installed = False
        with pytest.raises(Undeliverable) as final:
            await adapter.chat.send(account, "", CARD, "key")
        assert str(final.value) == NOT_INSTALLED
