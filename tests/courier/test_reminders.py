"""Reminders: three, one and no business days before, then to the lead; each once for a due date."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from govbot.courier import due_reminders
from govbot.grammar import Owed
from govbot.record import Tx
from tests.courier.post_office import STREAM, Office
from tests.record.given import MORNING

DUE = MORNING + timedelta(days=10, hours=7)
DECISION = Owed("seat:cio", "decide", "a decision on D1", DUE, "D1")


def days_before(instant: datetime, days: int) -> datetime:
    """Every day is a business day here; reminders go out at 14:00 UTC."""
    return (instant - timedelta(days=days)).replace(hour=14)


def tick(tx: Tx) -> int:
    return due_reminders(tx, tx.now, days_before)


async def ticks(office: Office, days: int) -> list[tuple[int, str, str, str]]:
    """Tick every hour for some days: on which day who was sent which."""
    for _ in range(days * 24):
        await office.record.write(tick)
        office.clock.forward(hours=1)
    return await sent(office)


async def sent(office: Office) -> list[tuple[int, str, str, str]]:
    rows = await office.record.read(
        lambda tx: tx.conn.exec_driver_sql(
            "SELECT created_at, addressee, card, facts FROM outbox ORDER BY id"
        ).all()
    )
    return [
        ((datetime.fromisoformat(at) - MORNING).days, to, card, json.loads(facts)["which"])
        for at, to, card, facts in rows
    ]


async def put(office: Office, *owed: Owed) -> None:
    await office.record.write(partial(Tx.put_owed, stream=STREAM, owed=owed))


BEFORE = [
    (7, "seat:cio", "reminder", "3"),
    (9, "seat:cio", "reminder", "1"),
    (10, "seat:cio", "reminder", "0"),
]
OVERDUE = (10, "role:lead", "overdue", "after")


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
    assert [(day, which) for day, _, _, which in await ticks(office, 16)] == [
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
    assert [which for _, _, _, which in await ticks(office, 12)] == ["3", "1", "0", "after"] * 2


async def test_r14_after_downtime_only_the_latest_reminder_is_sent(office: Office) -> None:
    await put(office, DECISION)
    await office.record.write(tick)
    office.clock.forward(days=9, hours=1)
    assert await ticks(office, 3) == [(9, "seat:cio", "reminder", "1"), BEFORE[2], OVERDUE]


async def test_r14_after_a_long_downtime_the_lead_alone_is_told(office: Office) -> None:
    await put(office, DECISION)
    office.clock.forward(days=30)
    assert await ticks(office, 2) == [(30, "role:lead", "overdue", "after")]


async def test_what_is_asked_late_is_not_reminded_of_at_once(office: Office) -> None:
    office.clock.forward(days=8)
    await put(office, DECISION)
    assert await ticks(office, 4) == [*BEFORE[1:], OVERDUE]


@pytest.mark.parametrize("owed", [replace(DECISION, party="clock"), replace(DECISION, due=None)])
async def test_the_clock_and_what_has_no_date_are_not_reminded(office: Office, owed: Owed) -> None:
    await put(office, owed)
    assert await ticks(office, 14) == []


async def test_r13_a_clock_that_jumps_back_sends_nothing_twice(office: Office) -> None:
    await put(office, DECISION)
    office.clock.forward(days=7, hours=1)
    await office.record.write(tick)
    office.clock.forward(hours=-2)
    await office.record.write(tick)
    office.clock.forward(hours=2)
    await office.record.write(tick)
    assert await sent(office) == BEFORE[:1]


async def test_r13_nor_does_a_date_that_was_changed_and_changed_back_meanwhile(office: Office) -> None:
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
