"""Reminders: three, one and no business days before; afterwards weekly, and once to the one above."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from govbot.core.grammar import Obligation, Strength
from govbot.delivery import Calendar, due_reminders
from govbot.record import Tx
from tests.delivery.given import STREAM, Office
from tests.record.given import MORNING

DUE = MORNING + timedelta(days=10, hours=7)
DECISION = Obligation("seat:cio", "decide", "a decision on D1", DUE, "D1")


def days_before(instant: datetime, days: int) -> datetime:
    """Every day is a business day here; reminders go out at 14:00 UTC."""
    return (instant - timedelta(days=days)).replace(hour=14)


CALENDAR = Calendar(
    days_before, lambda instant: instant.date(), lambda instant: instant.replace(hour=14) + timedelta(days=1)
)
WILL = ("will",)  # what is awaited of it is asked for, and not only offered
PARTIES = {"seat:cio": ["cio"], "role:lead": ["lead"], "role:contact": ["contact"]}


def people_of(tx: Tx, stream: str, party: str) -> list[str]:
    return PARTIES.get(party, [party.removeprefix("person:")])


def strength_of(tx: Tx, stream: str, awaited: Obligation) -> Strength:
    return awaited.strength if awaited.about not in WILL else "will"


def tick(tx: Tx) -> int:
    return due_reminders(tx, CALENDAR, people_of, strength_of)


Sent = tuple[int, str, str]


async def ticks(office: Office, days: int) -> list[Sent]:
    """Tick every hour for some days: on which day who was reminded of which."""
    for _ in range(days * 24):
        await office.record.write(tick)
        office.clock.forward(hours=1)
    return await sent(office)


async def sent(office: Office) -> list[Sent]:
    rows = await office.record.read(lambda tx: tx.digests.on(STREAM))
    assert await messages(office) == sorted({(reminder.day, reminder.person) for reminder in rows})
    return [((reminder.day - MORNING.date()).days, reminder.person, reminder.which) for reminder in rows]


async def messages(office: Office) -> list[tuple[date, str]]:
    """The messages that are out or to come: for which day, to whom."""
    rows = await office.record.read(
        lambda tx: tx.conn.exec_driver_sql("SELECT about, addressee FROM outbox WHERE card = 'digest'").all()
    )
    return sorted((date.fromisoformat(day), to.removeprefix("person:")) for day, to in rows)


async def put(office: Office, *owed: Obligation) -> None:
    await office.record.write(lambda tx: tx.put_obligations(STREAM, owed))


BEFORE = [(7, "cio", "3"), (9, "cio", "1"), (10, "cio", "0")]
OVERDUE = (10, "lead", "after")


async def test_each_reminder_goes_out_once_on_its_day(office: Office) -> None:
    await put(office, DECISION)
    assert await ticks(office, 14) == [*BEFORE, OVERDUE]


async def test_what_is_settled_needs_no_reminder(office: Office) -> None:
    await put(office, DECISION)
    await ticks(office, 8)
    await put(office)
    assert await ticks(office, 6) == BEFORE[:1]


async def test_a_new_due_date_begins_the_reminders_anew(office: Office) -> None:
    await put(office, DECISION)
    await ticks(office, 8)
    await put(office, replace(DECISION, due=DUE + timedelta(days=10)))
    assert [(day, which) for day, _, which in await ticks(office, 16)] == [
        (7, "3"),
        (17, "3"),
        (19, "1"),
        (20, "0"),
        (20, "after"),
    ]


async def test_what_was_overdue_and_got_a_new_date_is_reminded_of_again(office: Office) -> None:
    await put(office, DECISION)
    await ticks(office, 12)
    await put(office, replace(DECISION, due=DUE + timedelta(days=10)))
    assert [which for _, _, which in await ticks(office, 12)] == ["3", "1", "0", "after"] * 2


@pytest.mark.check("R14")
async def test_after_downtime_only_the_latest_reminder_is_sent(office: Office) -> None:
    await put(office, DECISION)
    await office.record.write(tick)
    office.clock.forward(days=9, hours=1)
    assert await ticks(office, 3) == [(9, "cio", "1"), BEFORE[2], OVERDUE]


@pytest.mark.check("R14")
async def test_after_a_long_downtime_the_lead_alone_is_told(office: Office) -> None:
    await put(office, DECISION)
    office.clock.forward(days=30)
    assert await ticks(office, 2) == [(30, "lead", "after")]


async def test_what_is_asked_late_is_not_reminded_of_at_once(office: Office) -> None:
    office.clock.forward(days=8)
    await put(office, DECISION)
    assert await ticks(office, 4) == [*BEFORE[1:], OVERDUE]


@pytest.mark.parametrize("owed", [replace(DECISION, party="clock"), replace(DECISION, due=None)])
async def test_the_clock_and_what_has_no_date_are_not_reminded(office: Office, owed: Obligation) -> None:
    await put(office, owed)
    assert await ticks(office, 14) == []


@pytest.mark.check("R13")
async def test_a_clock_that_jumps_back_sends_nothing_twice(office: Office) -> None:
    await put(office, DECISION)
    office.clock.forward(days=7, hours=1)
    await office.record.write(tick)
    office.clock.forward(hours=-2)
    await office.record.write(tick)
    office.clock.forward(hours=2)
    await office.record.write(tick)
    assert await sent(office) == BEFORE[:1]


@pytest.mark.check("R13")
async def test_nor_does_a_date_that_was_changed_and_changed_back_meanwhile(office: Office) -> None:
    await put(office, DECISION)
    office.clock.forward(days=7, hours=1)
    await office.record.write(tick)
    office.clock.forward(hours=-2)
    await put(office, replace(DECISION, due=DUE + timedelta(days=10)))
    await put(office, DECISION)
    office.clock.forward(hours=2)
    await office.record.write(tick)
    assert await sent(office) == BEFORE[:1]


async def test_a_tick_looks_only_at_what_is_due(office: Office) -> None:
    await put(office, *(replace(DECISION, about=f"D{n}") for n in range(50)))
    assert await office.record.write(tick) == 50
    assert await office.record.write(tick) == 0
    office.clock.forward(days=7)
    assert await office.record.write(tick) == 50


async def test_one_message_a_person_and_day_gathers_all_reminders(office: Office) -> None:
    await put(office, *(replace(DECISION, about=f"D{n}") for n in range(5)))
    await ticks(office, 9)
    assert len(await messages(office)) == 1
    assert len(await office.record.read(lambda tx: tx.digests.on(STREAM))) == 5


async def test_what_is_overdue_once_the_days_message_went_stands_in_the_next_mornings(office: Office) -> None:
    await put(office, DECISION, replace(DECISION, party="person:lead", about="D2"))
    reminders = await ticks(office, 12)
    assert [reminder for reminder in reminders if reminder[1] == "lead"][-2:] == [
        (11, "lead", "after"),
        (11, "lead", "after"),
    ]


async def test_the_secretary_is_not_nagged_and_the_offices_contact_is_reminded(office: Office) -> None:
    await put(office, replace(DECISION, party="role:secretary"))
    assert {person for _, person, _ in await ticks(office, 11)} == {"contact", "lead"}


async def test_whoever_snoozes_is_reminded_on_that_day_and_not_before(office: Office) -> None:
    await put(office, DECISION)
    until = MORNING + timedelta(days=9, hours=2)
    await office.record.write(lambda tx: tx.digests.snooze("cio", STREAM, "decide", "D1", until))
    assert await ticks(office, 10) == [(9, "cio", "snoozed")]


async def test_a_snooze_of_what_is_settled_says_nothing(office: Office) -> None:
    await put(office, DECISION)
    await office.record.write(
        lambda tx: tx.digests.snooze("cio", STREAM, "decide", "D1", MORNING + timedelta(days=2))
    )
    await put(office)
    assert await ticks(office, 10) == []


async def test_what_falls_due_in_quiet_hours_stands_in_the_message_of_the_day_on_which_it_can_go(
    office: Office,
) -> None:
    """Else it would go out on the next morning, beside that morning's own: two messages on one day."""

    def opens(now: datetime) -> datetime:
        return now if now.hour < 22 else now.replace(hour=13) + timedelta(days=1)

    def in_hours(tx: Tx) -> int:
        return due_reminders(tx, replace(CALENDAR, opens=opens), people_of, strength_of)

    sooner = replace(DECISION, due=DUE - timedelta(days=1), about="D2")
    await put(office, DECISION, sooner)
    office.clock.forward(days=8, hours=9)  # down, until late in the evening of the day before the first one
    assert office.clock().hour >= 22
    await office.record.write(in_hours)
    office.clock.forward(hours=14)
    await office.record.write(in_hours)
    days = [day for day, person in await messages(office) if person == "cio"]
    assert days == [MORNING.date() + timedelta(days=9)]


async def test_after_the_date_it_is_awaited_weekly_and_the_one_above_is_told_once(office: Office) -> None:
    await put(office, replace(DECISION, about="will"))
    reminders = await ticks(office, 33)
    assert sorted(reminder for reminder in reminders if reminder[0] >= 10) == [
        (10, "cio", "0"),
        (10, "lead", "after"),
        (11, "cio", "after"),
        (17, "cio", "week 1"),
        (24, "cio", "week 2"),
        (31, "cio", "week 3"),
    ]


async def test_the_weekly_reminders_end_when_it_is_settled_and_begin_anew_with_a_new_date(
    office: Office,
) -> None:
    await put(office, replace(DECISION, about="will"))
    await ticks(office, 20)
    await put(office, replace(DECISION, about="will", due=DUE + timedelta(days=20)))
    assert [which for day, _, which in await ticks(office, 19) if day > 20] == [
        "3",
        "1",
        "0",
        "after",
        "after",
        "week 1",
    ]
    await put(office)
    assert [day for day, _, _ in await ticks(office, 14) if day > 39] == []


@pytest.mark.check("R14")
async def test_after_months_of_downtime_there_is_one_reminder_and_then_one_a_week(office: Office) -> None:
    await put(office, replace(DECISION, about="will"))
    office.clock.forward(days=100)
    reminders = await ticks(office, 10)
    assert [(day, which) for day, _, which in reminders] == [
        (100, "week 12"),
        (101, "week 13"),
        (108, "week 14"),
    ]


async def test_feedback_has_one_reminder_before_the_closing(office: Office) -> None:
    await put(office, replace(DECISION, action="give_feedback"))
    assert [which for day, _, which in await ticks(office, 9)] == ["3"]


async def test_a_regular_review_is_announced_60_30_and_7_days_before(office: Office) -> None:
    await put(office, replace(DECISION, action="complete_review", due=DUE + timedelta(days=60)))
    assert [(day, which) for day, _, which in await ticks(office, 72) if which != "after"] == [
        (10, "60"),
        (40, "30"),
        (63, "7"),
    ]
