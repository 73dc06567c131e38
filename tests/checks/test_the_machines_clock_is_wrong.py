"""The machine's clock leaps or is wrong at start: deadlines and messages are held, clicks are not."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from typer.testing import CliRunner

from govbot.cli.main import app as command_line
from govbot.core.cards.operations import warnings
from govbot.record import Tx
from govbot.runtime.clock import Clock
from govbot.runtime.clock_guard import ClockGuard, time_passed
from govbot.runtime.clock_watch import ClockWatch
from tests.bot.chat_in_memory import Chat, StoppedClock
from tests.bot.town import Town, town_at, town_in
from tests.core.cards.given import words
from tests.government import PROCESS
from tests.operations.test_health import ask, asking
from tests.places import Place

pytestmark = pytest.mark.check("R29")
HELD = "Deadlines and messages are held; what people do is recorded."
NEXT = "Set the machine's clock right if it is wrong; then run “govbot clock --confirm”."


class Machine(StoppedClock):
    """A guarded clock on a machine whose wall time can be set; `passes` moves wall time and boot time."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.passed = 1000.0
        self.guard = ClockGuard(lambda: self.at, lambda: self.passed)

    def now(self) -> datetime:
        assert self.guard is not None
        return self.guard.now()

    def passes(self, by: timedelta) -> None:
        self.at += by
        self.passed += by.total_seconds()


async def asked_for_feedback(place: Place) -> tuple[Chat, datetime]:
    """Feedback is open until October 23; nobody has answered."""
    async with town_at("circulate", place) as town:
        return town.chat, town.clock.at


@asynccontextmanager
async def on_a_machine(place: Place) -> AsyncIterator[tuple[Town, Machine]]:
    chat, at = await asked_for_feedback(place)
    machine = Machine(at)
    async with town_in(place, clock=machine, chat=chat) as town:
        yield town, machine


def watch(town: Town) -> ClockWatch:
    watching = town.app._clock_watch
    assert watching is not None
    return watching


async def confirm(town: Town, at: datetime | None = None) -> None:
    """What `govbot clock --confirm` does, on a machine that shows this time; the running govbot then looks."""

    def note(tx: Tx) -> None:
        tx.now = at or town.clock.at
        tx._part_by_purpose()
        tx.clock_notes.confirm()

    await town.app.record.write(note)
    await watch(town).look()


def told(town: Town) -> dict[str, Any]:
    return dict(town.chat.messages)


async def test_a_leap_of_sixty_days_for_one_tick_brings_nothing_about_and_sends_nothing(place: Place) -> None:
    async with on_a_machine(place) as (town, machine):
        before, messages = await town.entries(), told(town)
        machine.at += timedelta(days=60)
        await town.settle()
        machine.at -= timedelta(days=60)
        machine.passes(
            timedelta(days=30)
        )  # past the closing; the clock is right again, but nobody has said so
        await town.settle()
        assert (await town.entries(), told(town)) == (before, messages)
        await confirm(town)
        await town.settle()
        assert "FeedbackClosed" in await town.entries()
        assert told(town) != messages


async def test_a_message_that_a_click_brings_about_waits_until_it_is_confirmed(place: Place) -> None:
    async with on_a_machine(place) as (town, machine):
        messages = told(town)
        machine.at += timedelta(days=60)
        await town.cio.does("extend ITP-1", closes_on="2026-10-30", reason="A holiday.")
        await town.settle()
        assert told(town) == messages
        machine.at -= timedelta(days=60)
        await confirm(town)
        await town.settle()
        assert told(town) != messages


async def test_clicks_meanwhile_are_taken_and_dated_by_the_time_that_has_passed(place: Place) -> None:
    async with on_a_machine(place) as (town, machine):
        begun = machine.at
        machine.passes(timedelta(hours=2))
        machine.now()
        machine.at += timedelta(days=60)
        machine.passes(timedelta(minutes=10))
        await town.dss.does("comment ITP-1", kind="comment", text="In time.")
        last = (await town.app.record.read(lambda tx: tx.entries("policy:ITP-1")))[-1]
        assert (last.type, last.recorded_at - begun) == ("FeedbackGiven", timedelta(hours=2, minutes=10))
        policy = await town.app.record.read(lambda tx: tx.state("policy:ITP-1")[0])
        assert [comment.late for comment in policy.development.comments] == [False]


@pytest.mark.parametrize("minutes", [-70, 70])
async def test_it_is_held_from_sixty_five_minutes_on_in_both_directions(place: Place, minutes: int) -> None:
    async with on_a_machine(place) as (_, machine):
        machine.at += timedelta(minutes=minutes * 60 / 70)
        assert machine.why_held() == ""
        machine.at += timedelta(minutes=minutes / 7)
        assert re.fullmatch(
            rf"The machine's clock shows 20\d\d-.* UTC; by the time that has passed it should be 20\d\d-.* UTC\. "
            rf"{HELD} {NEXT}",
            machine.why_held(),
        )


async def test_many_small_leaps_are_held_as_one_large_one_is(place: Place) -> None:
    async with on_a_machine(place) as (_, machine):
        for _ in range(7):
            machine.at += timedelta(minutes=10)
            machine.now()
        assert HELD in machine.why_held()


async def test_it_is_red_until_the_operator_confirms(place: Place) -> None:
    async with on_a_machine(place) as (town, machine), asking(town) as session:
        await town.app.start()
        assert await ask(session, "/readyz") == (200, "ready\n")
        machine.at += timedelta(days=60)
        assert await ask(session, "/readyz") == (503, f"{machine.why_held()}\n")
        await watch(town).look()
        assert "govbot_clock_held 1.0" in (await ask(session, "/metrics"))[1]
        condition = await town.app.record.read(lambda tx: tx.service_status.condition())
        assert next(warnings(condition, PROCESS)) == machine.why_held()
        machine.at -= timedelta(days=60)
        assert (await ask(session, "/readyz"))[0] == 503
        await confirm(town)
        assert await ask(session, "/readyz") == (200, "ready\n")
        assert "govbot_clock_held 0.0" in (await ask(session, "/metrics"))[1]


async def test_the_operator_reads_in_chat_why_it_is_held(place: Place) -> None:
    async with on_a_machine(place) as (town, machine):
        machine.at += timedelta(days=60)
        await watch(town).look()
        await town.person("operator").command("operations")
        assert f"{HELD} {NEXT}" in words(town.person("operator").card)


@pytest.mark.parametrize(("days", "sentence"), [(-40, "which is before the record's last entry"),
                                                 (31, "more than 30 days after the record's last entry")])  # fmt: skip
async def test_a_clock_that_is_wrong_at_start_is_held_until_it_is_confirmed(
    place: Place, days: int, sentence: str
) -> None:
    chat, at = await asked_for_feedback(place)
    machine, messages = Machine(at + timedelta(days=days)), dict(chat.messages)
    async with town_in(place, clock=machine, chat=chat) as town:
        before = await town.entries()
        assert sentence in machine.why_held()
        await town.settle()
        await town.dss.does("comment ITP-1", kind="comment", text="Meanwhile.")
        assert [*before, "FeedbackGiven"] == await town.entries()
        last = (await town.app.record.read(lambda tx: tx.entries("policy:ITP-1")))[-1]
        assert last.recorded_at - at < timedelta(minutes=1)
        assert dict(chat.messages) == messages
        await confirm(town)
        assert machine.why_held() == ""


@pytest.mark.parametrize("moved", [timedelta(minutes=-4), timedelta(days=29)])
async def test_a_start_a_little_before_or_weeks_after_the_last_entry_is_not_held(
    place: Place, moved: timedelta
) -> None:
    chat, at = await asked_for_feedback(place)
    machine = Machine(at + moved)
    async with town_in(place, clock=machine, chat=chat):
        assert machine.why_held() == ""


async def test_what_was_held_is_held_after_a_restart_until_it_is_confirmed(place: Place) -> None:
    async with on_a_machine(place) as (town, machine):
        machine.at += timedelta(days=20)
        await watch(town).look()
    again = Machine(machine.at)
    async with town_in(place, clock=again, chat=town.chat) as town:
        assert HELD in again.why_held()
        await confirm(town)
    once_more = Machine(machine.at)
    async with town_in(place, clock=once_more, chat=town.chat):
        assert once_more.why_held() == ""


async def test_what_was_confirmed_while_it_was_down_counts_at_start(place: Place) -> None:
    chat, at = await asked_for_feedback(place)
    early = Machine(at - timedelta(days=40))
    async with town_in(place, clock=early, chat=chat) as town:
        await confirm(town)
    later = Machine(early.at + timedelta(days=1))
    async with town_in(place, clock=later, chat=chat):
        assert later.why_held() == ""


async def test_a_machine_that_shows_another_time_than_was_confirmed_stays_held(place: Place) -> None:
    async with on_a_machine(place) as (town, machine):
        right = machine.at
        machine.at += timedelta(days=60)
        await watch(town).look()
        await confirm(town, at=right)
        assert (
            "Set this machine's clock right; then run “govbot clock --confirm” again." in machine.why_held()
        )


async def test_of_several_replicas_one_that_doubts_its_clock_makes_all_hold(place: Place) -> None:
    async with on_a_machine(place) as (first, machine), town_in(place, clock=Machine(machine.at)) as second:
        machine.at += timedelta(days=60)
        for town in (first, second):
            await watch(town).look()
            assert HELD in town.clock.why_held()
        machine.at -= timedelta(days=60)
        await confirm(second)
        await watch(first).look()
        assert [town.clock.why_held() for town in (first, second)] == ["", ""]


async def test_a_running_govbot_takes_the_commands_confirmation(place: Place) -> None:
    chat, at = await asked_for_feedback(place)
    guard = ClockGuard()
    machine = Machine(at)
    machine.guard = guard  # the real clock: long after the last entry of the record, or long before it
    async with town_in(place, clock=machine, chat=chat) as town:
        assert HELD in guard.held
        await town.app.start()
        shown = await asyncio.to_thread(CliRunner().invoke, command_line, ["clock", "--database", place.url])
        assert (shown.exit_code, HELD in shown.output) == (1, True)
        confirmed = await asyncio.to_thread(
            CliRunner().invoke, command_line, ["clock", "--confirm", "--database", place.url]
        )
        assert (confirmed.exit_code, "is right" in confirmed.output) == (0, True)
        async with asyncio.timeout(5):
            while guard.held:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        shown = await asyncio.to_thread(CliRunner().invoke, command_line, ["clock", "--database", place.url])
        assert (shown.exit_code, "are not held" in shown.output) == (0, True)


def test_a_rehearsals_clock_may_move_as_far_as_it_likes() -> None:
    clock = Clock()
    clock.move(clock.now() + timedelta(days=365))
    assert clock.why_held() == ""


def test_the_time_that_has_passed_counts_suspension_where_the_system_tells() -> None:
    assert abs(time_passed() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 1
