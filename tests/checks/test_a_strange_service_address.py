"""Told to post to an attacker's `serviceUrl`: refused, and the token is not sent."""

from __future__ import annotations

import aiohttp
import pytest
from aiohttp import web
from botbuilder.schema import Activity

from govbot.adapter_api.chat import RetryLater, Undeliverable
from govbot_teams import TeamsSettings
from govbot_teams.errors import NotOurs, TeamsSays
from govbot_teams.sdk_connector import Connectors
from govbot_teams.sdk_turns import Turns
from govbot_teams.standin import Workspace
from govbot_teams.standin.faults import Fault
from govbot_teams.standin.world import APP, TENANT
from govbot_teams.tokens import Checks, Denied
from tests.teams.given import ADA, said, tenant
from tests.teams.scripted import CARD, ScriptedBot

pytestmark = pytest.mark.check("S47")

PUBLIC = TeamsSettings(app_id=APP, app_password="a password", tenant=TENANT)
STRANGE = [
    "https://evil.example/teams/",
    "http://smba.trafficmanager.net/teams/",
    "https://smba.trafficmanager.net.evil.example/teams/",
    "https://smba.trafficmanager.net@evil.example/teams/",
    "https://evil.example/smba.trafficmanager.net",
    "https://evil.example\\@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/teams/",
    "https://smba.infra.gov.teams.microsoft.us/teams/",
    "http://169.254.169.254/",
    "file:///etc/passwd",
    "https://[::1",
    "",
]


class Attacker:
    """Somebody who waits for tokens."""

    def __init__(self) -> None:
        self.came: list[str] = []

    async def app(self, teams: Workspace) -> str:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._take)
        return await teams.listen(app)

    async def _take(self, request: web.Request) -> web.StreamResponse:
        self.came.append(request.headers.get("Authorization", "nothing"))
        return web.json_response({"id": "1"})


@pytest.mark.parametrize("address", STRANGE)
async def test_no_strange_address_gets_a_token(address: str) -> None:
    asked = []

    async def token() -> str:
        asked.append("token")
        return "secret"

    async with aiohttp.ClientSession() as session:
        turns = Turns(APP, Connectors(PUBLIC.is_service, token, session))
        with pytest.raises(NotOurs):
            await turns.post(address, "a:1", {"type": "message", "text": "x"})
    assert asked == []


@pytest.mark.parametrize("signed_for_it", [True, False])
async def test_a_request_that_names_a_strange_address_is_refused(signed_for_it: bool) -> None:
    bot, attacker = ScriptedBot(), Attacker()
    async with tenant(bot) as (teams, adapter):
        strange = await attacker.app(teams) + "/teams/"
        token = teams.server.identity.sign(strange if signed_for_it else teams.payloads.service)
        status, _ = await teams.send({**said(teams), "serviceUrl": strange}, token)
        assert status == (403 if signed_for_it else 401)
        await teams.settled()
        account = await adapter.chat.address(ADA)
        assert account is not None
        await adapter.chat.send(account, "", CARD, "key")
    assert bot.asked == []
    assert attacker.came == []


async def test_each_of_the_three_guards_stands_alone() -> None:
    """The door, the maker of connectors (above), and the sender, just before the socket."""
    asked: list[str] = []

    async def token() -> str:
        asked.append("token")
        return "secret"

    strange = STRANGE[0]
    async with tenant(ScriptedBot()) as (teams, _):
        header = f"Bearer {teams.server.identity.sign(strange)}"
        activity = {**said(teams), "serviceUrl": strange}
        checks = Checks(teams.settings())
        claims = await checks.sender(header, teams.session)
        with pytest.raises(Denied) as denied:
            checks.compare(claims, activity)
        assert denied.value.status == 403
        connector = Connectors(PUBLIC.is_service, token, teams.session)._make(strange)
        with pytest.raises(NotOurs):
            await connector.conversations.send_to_conversation("a:1", Activity(type="message", text="x"))
    assert asked == []


async def test_no_redirect_is_followed() -> None:
    attacker = Attacker()
    async with tenant(ScriptedBot()) as (teams, adapter):
        strange = await attacker.app(teams)
        account = await adapter.chat.address(ADA)
        assert account is not None
        for call in ("create", "post", "token", "graph"):
            teams.fail(Fault("redirect", call, code=strange))
        with pytest.raises(RetryLater):
            await adapter.chat.send(account, "", CARD, "key")
        for key in ("1", "2"):
            with pytest.raises(Undeliverable) as final:
                await adapter.chat.send(account, "", CARD, key)
            assert isinstance(final.value.__cause__, TeamsSays)
        with pytest.raises(Undeliverable):
            await adapter.chat.address(ADA)
    assert attacker.came == []


async def test_a_kept_reference_with_a_strange_address_is_refused() -> None:
    attacker = Attacker()
    async with tenant(ScriptedBot()) as (teams, adapter):
        strange = await attacker.app(teams)
        account = await adapter.chat.address(ADA)
        assert account is not None
        references = adapter._context.references
        await references.meet(account.user, service=f"{strange}/teams/", conversation="a:1")
        await references.visit("a:1", f"{strange}/teams/")
        with pytest.raises(Undeliverable, match="not one of Teams' own"):
            await adapter.chat.send(account, "", CARD, "key")
    assert attacker.came == []
