"""SIGTERM while clicks come in: each that was answered has happened, the others can be sent again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from govbot.record.errors import BUSY, UNKNOWN
from govbot_slack.standin import View, Workspace
from govbot_slack.standin.delivery import NotAnswered
from tests.places import Place
from tests.slack.test_serving import REPRESENTATIVE, serving

pytestmark = pytest.mark.check("R20")

CLICKS = 30
EVERY = 0.02  # seconds
Dict = dict[str, Any]


async def filled(slack: Workspace, number: int) -> Dict:
    """A form of its own for each need, as Slack sends it when it is handed in."""
    raiser = slack.person(REPRESENTATIVE)
    form = await raiser.command("need")
    assert isinstance(form, View)
    options = (
        option for block in form.payload["blocks"] for option in block.get("element", {}).get("options", ())
    )
    source = next(options)["text"]["text"]
    answers = {"title": f"Need {number}.", "text": "Agencies ask for it.", "sources": [source]}
    await raiser.fill(form, answers, submit=False)
    return slack.payloads.submit(raiser.user, form)


async def answered(slack: Workspace, payload: Dict) -> bool:
    """Whether the answer says that it was recorded: none, "busy" and "not known yet" do not."""
    try:
        answer = await slack.send("interactive", payload)
    except NotAnswered:
        return False
    return not any(sentence in str(answer) for sentence in (BUSY, UNKNOWN))


async def load(slack: Workspace, payloads: list[Dict]) -> list[bool]:
    """Send them one after the other, waiting for no answer; whether each was answered."""
    sending = []
    for payload in payloads:
        sending.append(asyncio.create_task(answered(slack, payload)))
        await asyncio.sleep(EVERY)
    return [await answer for answer in sending]


def titles(place: Place) -> list[str]:
    return sorted(title for (title,) in place.look("SELECT title FROM policies"))


async def test_at_sigterm_every_answered_click_has_happened_and_the_others_happen_when_sent_again(
    place: Place, tmp_path: Path
) -> None:
    async with Workspace(("DCS customer success manager", REPRESENTATIVE), patience=20.0) as slack:
        async with serving(slack, place, tmp_path) as port:
            slack.connect(f"http://127.0.0.1:{port}/slack/events")
            payloads = [await filled(slack, number) for number in range(CLICKS)]
            loading = asyncio.create_task(load(slack, payloads))
            await asyncio.sleep(CLICKS * EVERY / 3)
        told = await loading
        done = titles(place)
        assert {f"Need {number}." for number, yes in enumerate(told) if yes} <= set(done)
        assert len(done) == len(set(done))
        assert 0 < sum(told) < CLICKS, "it ended while clicks came in"
        async with serving(slack, place, tmp_path) as port:
            slack.connect(f"http://127.0.0.1:{port}/slack/events")
            assert all([await answered(slack, payload) for payload in payloads])
        assert titles(place) == sorted(f"Need {number}." for number in range(CLICKS))
