"""The faults of botbuilder 4.17.1 that PLATFORMS names: each is closed here. Tokens are in `tests/checks`."""

from __future__ import annotations

import asyncio
import time
import urllib.request

import pytest

from govbot.core.cards.vocabulary import ShowCard
from govbot_teams import TeamsAdapter, TeamsSettings
from govbot_teams.standin import RequestRefused, Workspace
from govbot_teams.standin.apart import apart, stalls, watched
from govbot_teams.standin.faults import Fault
from govbot_teams.standin.server import Server
from govbot_teams.standin.world import APP, TENANT, World
from tests.teams.given import said
from tests.teams.scripted import DONE, ScriptedBot

ADA = "ada@state.example"
SLOW = 2.0  # seconds


async def test_an_invoke_with_a_body_is_answered_with_it(
    teams: Workspace, adapter: TeamsAdapter, bot: ScriptedBot
) -> None:
    user = teams.world.user(ADA)
    value = {"queryText": "x", "dataset": "people:who token"}
    answer = await teams.invoke(
        teams.payloads.invoke("application/search", user, teams.person(ADA).chat, value)
    )
    assert answer["value"] == {"results": []}


@pytest.mark.parametrize(
    ("change", "answered"),
    [
        ({"timestamp": "soon"}, 400),
        ({"conversation": "a:1"}, 400),
        ({"entities": 3}, 400),
        ({"from": []}, 400),
        ({"value": "x"}, 200),
    ],
)
async def test_a_malformed_activity_is_no_bug_of_ours(
    teams: Workspace, adapter: TeamsAdapter, change: dict[str, object], answered: int
) -> None:
    status, _ = await teams.send({**said(teams), **change})
    await teams.settled()
    assert status == answered


async def test_an_unknown_invoke_is_not_implemented(teams: Workspace, adapter: TeamsAdapter) -> None:
    user = teams.world.user(ADA)
    with pytest.raises(RequestRefused) as refused:
        await teams.invoke(teams.payloads.invoke("signin/verifyState", user, teams.person(ADA).chat, {}))
    assert refused.value.status == 501


async def test_slow_keys_and_tokens_never_hold_up_the_loop(bot: ScriptedBot) -> None:
    # A busy machine may hold up the loop for some tenths of a second; a call that blocks, for all of its time.
    # How much it really is, `make bench` measures.
    assert max(await stalls(bot, SLOW)) < SLOW / 2


async def test_the_watch_sees_a_call_that_blocks() -> None:
    """As the SDK makes them: it asks for keys and tokens in the loop itself."""
    server = Server(World())
    server.faults.add(Fault("delay", "keys", seconds=SLOW))
    with apart(server) as address, watched(asyncio.get_running_loop()) as waits:
        with urllib.request.urlopen(f"{address}/keys/openid") as answer:  # noqa: ASYNC210
            assert answer.status == 200
        await asyncio.sleep(0.1)
    assert max(waits) > SLOW / 2


async def test_keys_and_tokens_are_fetched_once(teams: Workspace, adapter: TeamsAdapter) -> None:
    activities = [said(teams, words=f"hello {number}") for number in range(5)]
    await asyncio.gather(*(teams.deliver(activity) for activity in activities))
    await teams.settled()
    assert teams.server.calls["keys"] == 2
    assert teams.server.calls["token"] == 1
    assert len(teams.posted()) == 5


async def test_a_token_is_renewed_ahead_while_nobody_waits(teams: Workspace, adapter: TeamsAdapter) -> None:
    ada = teams.person(ADA)
    await ada.say("hello")
    clock = time.monotonic
    adapter._access._now = lambda: clock() + 3600 - 300
    teams.fail(Fault("delay", "token", seconds=1.0))
    began = time.monotonic()
    await ada.say("hello again")
    assert time.monotonic() - began < 0.8
    while teams.server.calls["token"] < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def test_a_message_delivered_twice_is_answered_once(
    teams: Workspace, adapter: TeamsAdapter, bot: ScriptedBot
) -> None:
    activity = said(teams)
    await asyncio.gather(teams.deliver(activity), teams.deliver(activity))
    await teams.deliver(activity)
    await teams.settled()
    assert len(bot.calls("said")) == 1
    assert len(teams.posted()) == 1


async def test_a_message_that_failed_is_taken_up_when_it_comes_again(
    teams: Workspace, adapter: TeamsAdapter, bot: ScriptedBot
) -> None:
    activity = said(teams)
    bot.replies["hello"] = RuntimeError("a bug")
    assert (await teams.send(activity))[0] == 500
    bot.replies["hello"] = ShowCard(DONE)
    assert (await teams.send(activity))[0] == 200
    await teams.settled()
    assert len(teams.posted()) == 1


async def test_the_loopback_test_mode_serves_this_machine_without_tokens(
    teams: Workspace, bot: ScriptedBot
) -> None:
    settings = TeamsSettings(
        app_id=APP, app_password="", tenant=TENANT, stand_in=teams.server.address, unchecked=True
    )
    await teams.serve(TeamsAdapter(bot, settings))
    teams.server.identity.check = lambda header, audience: None  # type: ignore[method-assign]
    assert (await teams.send(said(teams), ""))[0] == 200
    await teams.settled()
    assert len(teams.posted()) == 1
    assert teams.server.calls["token"] == 0
    strange = {**said(teams), "serviceUrl": "https://smba.trafficmanager.net/teams/"}
    assert (await teams.send(strange, ""))[0] == 403
    assert len(bot.calls("said")) == 1


async def test_a_stopped_adapter_says_so(teams: Workspace, adapter: TeamsAdapter) -> None:
    await adapter.stop()
    assert (await teams.send(said(teams)))[0] == 503
