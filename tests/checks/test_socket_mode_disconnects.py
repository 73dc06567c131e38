"""Socket Mode ends connections, warned or not, during 100 clicks: each acknowledged has its effect."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from govbot_slack import SlackAdapter
from govbot_slack import adapter as adapter_module
from govbot_slack.form import modal
from govbot_slack.standin import Workspace
from govbot_slack.standin.views_api import push
from tests.bot.town import Town, town_at

pytestmark = pytest.mark.check("R18")

CLICKS = 100
EVERY = 5  # how many clicks pass between two ends of a connection
Dict = dict[str, Any]


async def filled(slack: Workspace, town: Town, number: int) -> Dict:
    """A form of its own for each click, as Slack sends it when it is handed in."""
    form = (await town.dss.press("Comment", *town.dss.inbox)).form
    person = slack.person("dss@ct.example")
    view = push(slack.world, person.user.id, modal(form))
    await person.fill(view, {"kind": "A comment", "text": f"Comment {number}."}, submit=False)
    return slack.payloads.submit(person.user, view)


async def effects(town: Town) -> Counter[str]:
    state, _ = await town.app.record.read(lambda tx: tx.state("policy:ITP-1"))
    return Counter(comment.text for comment in state.development.comments)


async def test_of_a_hundred_clicks_each_acknowledged_one_has_its_effect_and_none_has_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter_module, "PING_SECONDS", 0.2)
    chance = random.Random(18)
    acknowledged, lost = set(), []
    async with town_at("circulate", tmp_path) as town, Workspace(("DSS", "dss@ct.example")) as slack:
        await slack.serve(SlackAdapter(town.bot, slack.settings()), socket_mode=True)
        for number in range(CLICKS):
            payload = await filled(slack, town, number)
            sending = asyncio.create_task(slack.sockets.deliver("interactive", payload))
            if number % EVERY == EVERY - 1:
                await asyncio.sleep(chance.uniform(0, 0.02))
                await (slack.sockets.warn() if number % (2 * EVERY) == EVERY - 1 else cut(slack))
            if await sending is not None:
                acknowledged.add(f"Comment {number}.")
                assert f"Comment {number}." in await effects(town)
            else:
                lost.append(payload)
        assert len(acknowledged) >= CLICKS - CLICKS // EVERY
        recorded = await effects(town)
        assert acknowledged <= set(recorded)
        for payload in lost:  # the person presses again
            assert await slack.sockets.deliver("interactive", payload) is not None
        assert await effects(town) == Counter(f"Comment {number}." for number in range(CLICKS))


async def cut(slack: Workspace) -> None:
    slack.sockets.cut()
