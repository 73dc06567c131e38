"""A click times out, is cancelled or fails under way.

The person learns which, by the same form.
"""

from __future__ import annotations

import asyncio
import os
import random
from typing import Any

import pytest
import structlog
from sqlalchemy.engine import RootTransaction

from govbot.bot.requests import NOT_DRAWN
from govbot.core.cards.kinds import draw
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, ShowCard, ShowRefusal
from govbot.record import CommitOutcomeUnknown, StorageFault, Tx
from govbot.record.errors import BUSY, FULL, UNKNOWN
from govbot.record.notes import Answers
from tests.bot.town import town_at, town_in
from tests.places import Place

pytestmark = pytest.mark.check("R25")

RUNS = 100 if os.environ.get("GOVBOT_THOROUGH") else 10
ANSWER = {"kind": "comment", "text": "A year is too short."}


def comments(entries: list[str]) -> int:
    return entries.count("FeedbackGiven")


async def test_a_click_that_times_out_is_not_known_and_the_same_form_tells(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        write = town.app.record.write

        async def too_slow(work: Any, within: float = 2.5) -> Any:
            await write(work)
            raise CommitOutcomeUnknown

        monkeypatch.setattr(town.app.record, "write", too_slow)
        await town.dss.submits(form.token, ANSWER)
        assert town.dss.no == UNKNOWN
        monkeypatch.setattr(town.app.record, "write", write)
        await town.dss.submits(form.token, ANSWER)
        assert isinstance(town.dss.last, ShowCard)
        assert comments(await town.entries()) == 1


async def test_a_cancelled_click_has_one_effect_however_often_the_form_comes_again(
    place: Place,
) -> None:
    chance = random.Random(25)
    async with town_at("circulate", place) as town:
        for run in range(RUNS):
            form = (await town.dss.press("Comment", *town.dss.inbox)).form
            clicking = asyncio.create_task(town.dss.submits(form.token, ANSWER))
            await asyncio.sleep(chance.uniform(0, 0.01))
            clicking.cancel()
            await asyncio.gather(clicking, return_exceptions=True)
            for _ in range(2):
                await town.dss.submits(form.token, ANSWER)
                assert isinstance(town.dss.last, ShowCard)
            assert comments(await town.entries()) == run + 1


async def test_a_busy_record_says_that_nothing_was_recorded_and_so_it_is(place: Place) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        with place.locked():
            await town.dss.submits(form.token, ANSWER)
        assert town.dss.no == BUSY
        assert comments(await town.entries()) == 0
        await town.dss.submits(form.token, ANSWER)
        assert comments(await town.entries()) == 1


async def test_a_bug_before_the_commit_says_that_nothing_was_recorded(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        break_at(monkeypatch, Answers, "remember")
        with structlog.testing.capture_logs() as logs:
            await town.dss.submits(form.token, ANSWER)
        assert town.dss.no.startswith("Something went wrong on our side, and nothing was recorded.")
        assert comments(await town.entries()) == 0
        (bug,) = logs
        assert bug["reference"] in town.dss.no
        assert bug["error"] == "RuntimeError"
        assert "too short" not in str(logs)
        assert "what was typed" not in str(logs), "an error's own words may quote what was typed"


async def test_a_bug_after_the_work_was_done_never_says_that_nothing_was_recorded(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        break_at(monkeypatch, Tx, "keep_states")
        await town.dss.submits(form.token, ANSWER)
        assert town.dss.no == UNKNOWN
        monkeypatch.undo()
        await town.dss.submits(form.token, ANSWER)
        assert isinstance(town.dss.last, ShowCard)
        assert comments(await town.entries()) == 1


async def test_a_card_that_cannot_be_drawn_after_the_commit_says_that_it_is_recorded(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town_at("circulate", place) as town:
        value = town.dss.value("No comment")

        def broken(*_: object) -> None:
            raise RuntimeError("what was typed stands in an error's words")

        monkeypatch.setattr("govbot.bot.buttons.draw", broken)
        with structlog.testing.capture_logs() as logs:
            await town.dss.presses(value)
        (bug,) = logs
        assert town.dss.no == NOT_DRAWN.format(reference=bug["reference"])
        assert "what was typed" not in str(logs)
        assert comments(await town.entries()) == 1
        monkeypatch.undo()
        await town.dss.presses(value)
        assert isinstance(town.dss.last, ShowCard)
        assert comments(await town.entries()) == 1


async def test_a_card_is_never_shown_of_what_was_not_committed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town_at("circulate", place) as town:
        drawn: list[str] = []

        def noted(kind: str, view: View) -> Card:
            drawn.append(kind)
            return draw(kind, view)

        def full(*_: object) -> None:
            raise StorageFault(FULL)

        monkeypatch.setattr("govbot.bot.buttons.draw", noted)
        monkeypatch.setattr(RootTransaction, "commit", full)
        await town.dss.press("No comment")
        assert town.dss.no == FULL
        assert drawn == ["feedback_request"]
        monkeypatch.undo()
        assert comments(await town.entries()) == 0


def break_at(monkeypatch: pytest.MonkeyPatch, part: type[Any], method: str) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("what was typed stands in an error's words")

    monkeypatch.setattr(part, method, broken)


async def test_the_same_request_after_a_restart_answers_as_the_first_did(place: Place) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        await town.dss.submits(form.token, ANSWER)
        press = town.dcp.value("No comment")
        await town.dcp.presses(press)
        chat, clock = town.chat, town.clock
    async with town_in(place, clock=clock, chat=chat) as again:
        before = await again.entries()
        await again.dss.submits(form.token, ANSWER)
        await again.dcp.presses(press)
        assert not isinstance(again.dss.last, ShowRefusal)
        assert not isinstance(again.dcp.last, ShowRefusal)
        assert await again.entries() == before
