"""`kill -9` at each step between receipt and acknowledgement: what was answered 2xx has happened, once."""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from govbot.adapter_api.chat import Account
from govbot.record import verify
from govbot.runtime.app import App
from govbot_slack import SlackAdapter
from govbot_slack.standin import View, Workspace
from govbot_slack.standin.delivery import NotAnswered
from tests.bot.chat_in_memory import StoppedClock
from tests.bot.town import Town, town_at
from tests.checks.killed import Served
from tests.government import PROCESS, SECRET
from tests.places import Place

pytestmark = pytest.mark.check("R01")

SEEDS = range(200) if os.environ.get("GOVBOT_THOROUGH") else range(0, 200, 10)
PEOPLE = ("dss", "dcp", "doc")
Dict = dict[str, Any]
Request = Callable[[], Dict]


async def open_cards(slack: Workspace, town: Town) -> dict[str, Request]:
    """A button and two forms, in the hands of three representatives: what each sends to Slack's own address."""
    adapter = SlackAdapter(town.bot, slack.settings())
    await slack.serve(adapter)
    requests: dict[str, Request] = {}
    for name in PEOPLE:
        person = slack.person(f"{name}@ct.example")
        account = Account("slack", slack.world.team, person.user.id)
        await adapter.chat.send(account, "", town.person(name).inbox[-1], name)
        card = person.direct[-1]
        if name == "dss":
            button = person._button(card, "No comment")
            requests[name] = lambda user=person.user, card=card, one=button: slack.payloads.press(
                user, card, one
            )  # type: ignore[misc]
            continue
        form = await person.press(card, "Comment")
        assert isinstance(form, View)
        await person.fill(form, {"kind": "A comment", "text": f"{name} has a word."}, submit=False)
        requests[name] = lambda user=person.user, form=form: slack.payloads.submit(user, form)  # type: ignore[misc]
    return requests


async def answered(slack: Workspace, requests: dict[str, Request], order: list[str]) -> set[str]:
    """Whose request was answered 2xx, all being sent at once."""

    async def send(name: str) -> str:
        try:
            await slack.send("interactive", requests[name]())
        except NotAnswered:
            return ""
        return name

    return set(await asyncio.gather(*map(send, order))) - {""}


def effects(place: Place, people: dict[str, str]) -> Counter[str]:
    """How often each person's feedback stands in the record."""
    recorded = place.look("SELECT actor FROM entries WHERE type = 'FeedbackGiven'")
    return Counter(people[actor] for (actor,) in recorded)


async def whole(place: Place, clock: StoppedClock, then: Callable[[App], Awaitable[None]]) -> None:
    """After a restart: a house on the same database; its record is whole in the end."""
    app = App(place.url, PROCESS, SECRET, clock, timedelta())
    await app.open()
    try:
        await then(app)
        assert not (await app.record.read(verify)).bad
    finally:
        await app.close()


async def test_whatever_was_answered_before_the_kill_has_happened_once_after_the_restart(
    place: Place, tmp_path: Path
) -> None:
    (first := tmp_path / "first").mkdir()
    beside = place.beside(first)
    async with Workspace(*((name, f"{name}@ct.example") for name in PEOPLE), patience=20.0) as slack:
        async with town_at("circulate", beside) as town:
            requests, clock = await open_cards(slack, town), town.clock
            people = {await town.person_id(name): name for name in PEOPLE}
        kept, settings = beside.kept(), slack.settings()

        async def served(fatal: int, order: list[str]) -> tuple[set[str], int]:
            process = Served(place.like(kept).url, settings, clock, fatal)
            await process.ready()
            slack.connect(process.address)
            try:
                return await answered(slack, requests, order), process.end()
            finally:
                process.end()

        everybody, steps = await served(0, list(PEOPLE))
        assert everybody == set(PEOPLE)
        assert effects(place, people) == Counter(PEOPLE)
        seen: Counter[int] = Counter()
        for seed in SEEDS:
            chance = random.Random(seed)
            order = chance.sample(PEOPLE, len(PEOPLE))
            fatal = chance.randint(1, steps)
            yes, _ = await served(fatal, order)
            again = f"seed {seed}: killed at step {fatal} of {steps}, answered {sorted(yes)}"

            async def after(app: App, yes: set[str] = yes, again: str = again) -> None:
                before = effects(place, people)
                assert max(before.values(), default=0) <= 1, again
                assert yes <= set(before), again
                seen[len(yes)] += 1
                await slack.serve(SlackAdapter(app.bot, settings))
                assert await answered(slack, requests, list(PEOPLE)) == set(PEOPLE), again
                assert effects(place, people) == Counter(PEOPLE), again

            await whole(place, clock, after)
        assert len(seen) > 1, f"The kills all came at the same point: {seen}"
