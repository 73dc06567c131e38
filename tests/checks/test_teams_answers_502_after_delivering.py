"""Teams answers 502 (or nothing) after delivering: outcome unknown, and no second copy is sent."""

from __future__ import annotations

import pytest

from govbot.adapter_api.chat import Account, DeliveryOutcomeUnknown, RetryLater
from govbot_teams import TeamsAdapter
from govbot_teams.standin import Workspace
from govbot_teams.standin.faults import Fault
from tests.teams.given import ADA, tenant
from tests.teams.scripted import CARD, ScriptedBot

pytestmark = pytest.mark.check("R11")

AFTER = [Fault("status after", "post", status=status) for status in (500, 502, 504)]


async def account(adapter: TeamsAdapter) -> Account:
    account = await adapter.chat.address(ADA)
    assert account is not None
    return account


@pytest.mark.parametrize(
    "fault", [*AFTER, Fault("drop after", "post")], ids=lambda one: f"{one.kind} {one.status}"
)
async def test_what_may_have_arrived_is_not_sent_again(fault: Fault) -> None:
    async with tenant(ScriptedBot()) as (teams, adapter):
        ada = await account(adapter)
        teams.fail(Fault(fault.kind, fault.call, status=fault.status))
        with pytest.raises(DeliveryOutcomeUnknown):
            await adapter.chat.send(ada, "", CARD, "key")
        with pytest.raises(DeliveryOutcomeUnknown):
            await adapter.chat.find("", "key")
        assert len(teams.posted()) == 1


@pytest.mark.parametrize("status", [412, 429])
async def test_what_surely_did_not_arrive_is_sent_again(status: int) -> None:
    async with tenant(ScriptedBot()) as (teams, adapter):
        ada = await account(adapter)
        teams.fail(Fault("status", "post", status=status, seconds=30.0 if status == 429 else 0.0))
        with pytest.raises(RetryLater) as pause:
            await adapter.chat.send(ada, "", CARD, "key")
        assert pause.value.seconds == (30.0 if status == 429 else 1.0)
        assert await adapter.chat.find("", "key") is None
        sent = await adapter.chat.send(ada, "", CARD, "key")
        assert await adapter.chat.find("", "key") == sent
        assert len(teams.posted()) == 1


async def test_a_message_of_another_process_cannot_be_found_out() -> None:
    async with tenant(ScriptedBot()) as (_, adapter):
        with pytest.raises(DeliveryOutcomeUnknown, match="can't be found out"):
            await adapter.chat.find("a:1", "unheard-of")


async def _redrawn(teams: Workspace, adapter: TeamsAdapter) -> None:
    sent = await adapter.chat.post("steering", CARD, "key")
    teams.fail(Fault("status after", "update", status=502))
    with pytest.raises(RetryLater):
        await adapter.chat.redraw(sent, CARD)
    await adapter.chat.redraw(sent, CARD)


async def test_drawing_again_is_safe_to_repeat() -> None:
    async with tenant(ScriptedBot()) as (teams, adapter):
        await _redrawn(teams, adapter)
        assert [message.redrawn for message in teams.posted()] == [2]
