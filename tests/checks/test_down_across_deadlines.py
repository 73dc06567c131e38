"""Whatever time brings about happens once, late or not, and one that fails holds up no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from govbot.core.grammar import Acting, Capacity, Obligation
from govbot.core.table import BY_NAME
from govbot.core.workflow.obligations import obligations
from govbot.operations.outreach import send_again
from govbot.record import Tx
from tests.bot.town import Town, town_at, town_in
from tests.core.cards.given import MORNING, words
from tests.government import DATA
from tests.places import Place

WHO = Acting("operator", Capacity("operator", "operator"), MORNING.date())
POLICIES = 50
LATE = timedelta(days=10)


def copies(tx: Tx, policies: int = POLICIES) -> None:
    """So many policies with the history of the first; their feedback periods close a minute apart, in no order."""
    events = [entry.event for entry in tx.entries("policy:ITP-1")]
    for number in range(1, policies + 1):
        stream = f"policy:ITP-{number}"
        if number > 1:
            tx.append(stream, WHO, events)
        minutes = timedelta(minutes=(number - 1) * 37 % policies)
        tx.put_obligations(
            stream, [_later(obligation, minutes) for obligation in obligations(tx.state(stream)[0])]
        )


def _later(obligation: Obligation, minutes: timedelta) -> Obligation:
    return (
        replace(obligation, due=obligation.due + minutes)
        if obligation.party == "clock" and obligation.due
        else obligation
    )


async def closings(town: Town) -> list[tuple[str, bool]]:
    """Which streams were closed by the clock, in the order of recording."""

    def look(tx: Tx) -> list[tuple[str, bool]]:
        entries = tx.entries(limit=100_000)
        return [(entry.stream, entry.event.by_clock) for entry in entries if entry.type == "FeedbackClosed"]  # type: ignore[attr-defined]

    return await town.app.record.read(look)


async def down(town: Town) -> None:
    """The process is down until long after all closings."""
    await town.app.record.write(copies, within=60)
    town.clock.at += timedelta(days=40)


@pytest.mark.check("R14")
async def test_after_fifty_deadlines_each_fires_once_at_start_in_the_order_of_time(
    place: Place,
) -> None:
    async with town_at("circulate", place) as town:
        await down(town)
        order = await town.rows("SELECT stream FROM obligations WHERE party = 'clock' ORDER BY due")
        chat, clock = town.chat, town.clock
    async with town_in(place, clock=clock, chat=chat) as town:
        await town.app.scheduler.tick()
        condition = await town.app.record.read(lambda tx: tx.service_status.condition())
        assert condition.ticked is not None
        assert condition.ticked.done >= POLICIES
        assert condition.ticked.late > LATE.total_seconds(), "the operator sees how late"
        await town.app.scheduler.tick()
        assert await closings(town) == [(stream, True) for (stream,) in order]
        assert len(order) == POLICIES
        entries = await town.app.record.read(lambda tx: tx.entries(limit=100_000))
        closed = [entry for entry in entries if entry.type == "FeedbackClosed"]
        states = {
            entry.stream: await town.app.record.read(partial(Tx.state, stream=entry.stream))
            for entry in closed
        }
        late = [entry.recorded_at - states[entry.stream][0].development.period.closes_at for entry in closed]
        assert min(late) > LATE, "and the record"


@pytest.mark.check("R14")
async def test_what_comes_after_the_downtime_is_marked_late(place: Place) -> None:
    async with town_at("circulate", place) as town:
        town.clock.at += timedelta(days=40)
        await town.dss.does("comment ITP-1", kind="comment", text="Sorry.")
        policy = await town.app.record.read(lambda tx: tx.state("policy:ITP-1")[0])
        assert [comment.late for comment in policy.development.comments] == [True]


@pytest.mark.check("R13")
async def test_a_clock_that_jumps_an_hour_back_and_forth_fires_each_deadline_once(place: Place) -> None:
    async with town_at("circulate", place) as town:
        for _ in range(80):
            for hours in (12, -1, 1, -1):
                town.clock.at += timedelta(hours=hours)
                await town.settle()
        assert await closings(town) == [("policy:ITP-1", True)]
        rows = await town.rows("SELECT person, day FROM digests GROUP BY person, day, stream, action, about")
        told = await town.rows("SELECT person, about FROM outbox WHERE card = 'digest' AND person <> ''")
        assert max(Counter(told).values()) == 1
        assert {day for _, day in rows} >= {day for _, day in told}


@pytest.mark.check("R13")
async def test_over_the_end_of_daylight_saving_each_deadline_fires_once_in_the_order_of_utc(
    place: Place,
) -> None:
    """Both periods close at 5 PM, one before the night of November 1 and one after; the clock jumps all along."""
    async with town_at("reviewed", place) as town:
        await town.cio.does("feedback ITP-1", capacities=[DATA], closes_on="2026-11-02")
        await town.app.record.write(lambda tx: copies(tx, 2))
        await town.cio.does("shorten ITP-2", closes_on="2026-10-30", reason="A court's date.")
        town.clock.at = datetime(2026, 10, 30, 12, tzinfo=UTC)
        for _ in range(4 * 24):
            for hours in (1, -1, 1, 1, -1):
                town.clock.at += timedelta(hours=hours)
                await town.settle()
        assert await closings(town) == [("policy:ITP-2", True), ("policy:ITP-1", True)]
        entries = await town.app.record.read(lambda tx: tx.entries(limit=100_000))
        closed = [entry.recorded_at for entry in entries if entry.type == "FeedbackClosed"]
        assert closed == [datetime(2026, 10, 30, 21, tzinfo=UTC), datetime(2026, 11, 2, 22, tzinfo=UTC)]


@pytest.mark.check("R19")
async def test_a_deadline_that_always_fails_does_not_hold_up_the_others(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town_at("circulate", place) as town:
        await down(town)
        action = BY_NAME["close_by_clock"]
        rule = action.rule

        def fails(at: Any, asked: Any) -> Any:
            if at.subject == "policy:ITP-7":
                raise RuntimeError("This one always fails.")
            return rule(at, asked)

        monkeypatch.setitem(BY_NAME, "close_by_clock", _with(action, fails))
        await town.app.scheduler.tick()
        assert len(await closings(town)) == POLICIES - 1


JUST_BEFORE_AND_AT_EACH_TRY = (0, 1, 2, 3, 6, 7, 13, 14, 27, 28, 54, 55, 108, 109, 110, 170, 300)


@pytest.mark.check("R19")
async def test_a_deadline_that_always_fails_is_parked_and_the_operator_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[datetime] = []
    async with town_at("circulate", place, daily=True) as town:
        town.clock.at += timedelta(days=40)
        town.chat.channels["operator"] = "C-operations"
        action = BY_NAME["close_by_clock"]

        def fails(at: Any, asked: Any) -> Any:
            tried.append(town.clock.at)
            raise RuntimeError("This one always fails.")

        monkeypatch.setitem(BY_NAME, "close_by_clock", _with(action, fails))
        began = town.clock.at
        for minute in JUST_BEFORE_AND_AT_EACH_TRY:
            town.clock.at = began + timedelta(minutes=minute)
            await town.settle()
        waits = [(later - sooner).total_seconds() / 60 for sooner, later in pairwise(tried)]
        assert waits == [1, 2, 4, 7, 14, 27, 54], "later each time, then no more"
        warned = "ITP-1: “the closing of the feedback period” was due, failed at every try, and is parked."
        assert warned in words(town.chat.cards("C-operations")[-1])
        monkeypatch.undo()
        await town.settle()
        assert await closings(town) == [], "until somebody says so"
        await town.app.record.write(lambda tx: send_again(town.app.bot.context(tx), unknown_too=False))
        await town.settle()
        assert await closings(town) == [("policy:ITP-1", True)]
        condition = await town.app.record.read(lambda tx: tx.service_status.condition())
        assert (condition.overdue, condition.parked) == (0, ())


def _with(action: Any, rule: Any) -> Any:
    return replace(action, rule=rule)
