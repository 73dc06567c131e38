"""Reminders of open obligations: some days before they are due; then weekly, and once to the one above.

They are gathered: a person gets one message a day, which shows all that is awaiting them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from govbot.core.grammar import Notification, Obligation, Strength
from govbot.core.workflow.reminding import (
    AFTER,
    SNOOZED,
    WEEK,
    announced,
    days_before,
    is_reminded_weekly,
    is_review,
    reminded,
)
from govbot.delivery.context import at_any_hour
from govbot.record import Tx
from govbot.record.digests import Reminder
from govbot.record.obligations import OpenObligation

DAYS_BEFORE = (3, 1, 0)
MOST = 500


@dataclass(frozen=True, slots=True)
class Calendar:
    """The government's days: when so many business days (or days) before lie, today, the next morning's instant.

    `opens` is when people may next be written to: a message belongs to the day on which it can go.
    """

    business_days_before: Callable[[datetime, int], datetime]
    day: Callable[[datetime], date]
    next_morning: Callable[[datetime], datetime]
    days: Sequence[int] = DAYS_BEFORE
    opens: Callable[[datetime], datetime] = at_any_hour
    days_before: Callable[[datetime, int], datetime] = lambda instant, count: instant - timedelta(days=count)


PeopleOf = Callable[[Tx, str, str], list[str]]
StrengthOf = Callable[[Tx, str, Obligation], Strength]


def due_reminders(
    tx: Tx, calendar: Calendar, people_of: PeopleOf, strength_of: StrengthOf, most: int = MOST
) -> int:
    """Note the reminders that are due, each once; returns how many rows were looked at.

    Of several that became due at once only the latest counts. When `most` were looked at, more may be due.
    """
    looked_at = tx.obligations.to_remind(most)
    for awaited in looked_at:
        strength = strength_of(tx, awaited.stream, awaited.obligation)
        _remind(tx, awaited, strength, calendar, people_of)
    woken = list(tx.digests.woken())
    for person, stream, action, about in woken:
        _note(tx, calendar, person, stream, action, about, SNOOZED)
    return len(looked_at) + len(woken)


def _remind(
    tx: Tx,
    awaited: OpenObligation,
    strength: Strength,
    calendar: Calendar,
    people_of: PeopleOf,
) -> None:
    stages = _stages(awaited, calendar, strength, tx.now)
    reached = [which for instant, which in stages if awaited.dated_at < instant <= tx.now]
    ahead = [instant for instant, _ in stages if instant > tx.now]
    if reached and tx.obligations.remind_once(awaited, reached[-1]):
        _tell(tx, awaited, reached[-1], strength, calendar, people_of)
    tx.obligations.plan_reminder(awaited.id, ahead[0] if ahead else None)


def _tell(
    tx: Tx, awaited: OpenObligation, which: str, strength: Strength, calendar: Calendar, people_of: PeopleOf
) -> None:
    owed, stream = awaited.obligation, awaited.stream
    snoozing = tx.digests.snoozing(stream, owed.action, owed.about)
    people = (person for party in reminded(owed, which, strength) for person in people_of(tx, stream, party))
    for person in dict.fromkeys(people):
        if which == AFTER or person not in snoozing:
            _note(tx, calendar, person, stream, owed.action, owed.about, which)
    if notifications := announced(owed, which):
        tx.outbox.tell(stream, 0, notifications, tx.now)


def _note(tx: Tx, calendar: Calendar, person: str, stream: str, action: str, about: str, which: str) -> None:
    """Note it for today's message. What is overdue once that was sent stands in the next morning's."""
    at = calendar.opens(tx.now)
    if which == AFTER and tx.digests.has(person, calendar.day(at)):
        at = calendar.next_morning(at)
    day = calendar.day(at)
    if tx.digests.note(Reminder(person, day, stream, action, about, which, tx.now)):
        tx.outbox.tell("directory", 0, [Notification(f"person:{person}", "digest", day.isoformat())], at)


def _stages(
    awaited: OpenObligation, calendar: Calendar, strength: Strength, now: datetime
) -> list[tuple[datetime, str]]:
    """When which reminder is due, in order, up to the next one. One that lay before this due date was set makes
    no sense."""
    owed, due = awaited.obligation, awaited.obligation.due
    if due is None:
        return []
    back = calendar.days_before if is_review(owed) else calendar.business_days_before
    before = [(back(due, count), str(count)) for count in days_before(owed, calendar.days)]
    weeks = max((now - due) // timedelta(weeks=1), 0) + 1 if is_reminded_weekly(strength) else 0
    weekly = [(due + timedelta(weeks=week), f"{WEEK}{week}") for week in range(max(weeks - 1, 1), weeks + 1)]
    return sorted([*((instant, which) for instant, which in before if instant < due), (due, AFTER), *weekly])
