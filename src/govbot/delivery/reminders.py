"""Reminders of open obligations: three, one and no business days before they are due, and to the lead afterwards.

They are gathered: a person gets one message a day, which shows all that is awaiting them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from govbot.core.grammar import Notification
from govbot.core.workflow.reminding import AFTER, SNOOZED, announced, reminded
from govbot.delivery.context import at_any_hour
from govbot.record import Tx
from govbot.record.digests import Reminder
from govbot.record.obligations import OpenObligation

DAYS_BEFORE = (3, 1, 0)
MOST = 500


@dataclass(frozen=True, slots=True)
class Calendar:
    """The government's days: when so many business days before lie, today, and the next morning's instant.

    `opens` is when people may next be written to: a message belongs to the day on which it can go.
    """

    business_days_before: Callable[[datetime, int], datetime]
    day: Callable[[datetime], date]
    next_morning: Callable[[datetime], datetime]
    days: Sequence[int] = DAYS_BEFORE
    opens: Callable[[datetime], datetime] = at_any_hour


PeopleOf = Callable[[Tx, str, str], list[str]]


def due_reminders(tx: Tx, calendar: Calendar, people_of: PeopleOf, most: int = MOST) -> int:
    """Note the reminders that are due, each once; returns how many rows were looked at.

    Of several that became due at once only the latest counts. When `most` were looked at, more may be due.
    """
    looked_at = tx.obligations.to_remind(most)
    for awaited in looked_at:
        stages = _stages(awaited, calendar)
        _remind(tx, awaited, stages, calendar, people_of)
    woken = list(tx.digests.woken())
    for person, stream, action, about in woken:
        _note(tx, calendar, person, stream, action, about, SNOOZED)
    return len(looked_at) + len(woken)


def _remind(
    tx: Tx,
    awaited: OpenObligation,
    stages: list[tuple[datetime, str]],
    calendar: Calendar,
    people_of: PeopleOf,
) -> None:
    reached = [which for instant, which in stages if awaited.dated_at < instant <= tx.now]
    ahead = [instant for instant, _ in stages if instant > tx.now]
    if reached and tx.obligations.remind_once(awaited, reached[-1]):
        _tell(tx, awaited, reached[-1], calendar, people_of)
    tx.obligations.plan_reminder(awaited.id, ahead[0] if ahead else None)


def _tell(tx: Tx, awaited: OpenObligation, which: str, calendar: Calendar, people_of: PeopleOf) -> None:
    owed, stream = awaited.obligation, awaited.stream
    snoozing = tx.digests.snoozing(stream, owed.action, owed.about)
    for person in people_of(tx, stream, reminded(owed, which)):
        if which == AFTER or person not in snoozing:
            _note(tx, calendar, person, stream, owed.action, owed.about, which)
    if notifications := announced(owed):
        tx.outbox.tell(stream, 0, notifications, tx.now)


def _note(tx: Tx, calendar: Calendar, person: str, stream: str, action: str, about: str, which: str) -> None:
    """Note it for today's message. What is overdue once that was sent stands in the next morning's."""
    at = calendar.opens(tx.now)
    if which == AFTER and tx.digests.has(person, calendar.day(at)):
        at = calendar.next_morning(at)
    day = calendar.day(at)
    if tx.digests.note(Reminder(person, day, stream, action, about, which, tx.now)):
        tx.outbox.tell("directory", 0, [Notification(f"person:{person}", "digest", day.isoformat())], at)


def _stages(awaited: OpenObligation, calendar: Calendar) -> list[tuple[datetime, str]]:
    """When which reminder is due, in order. One that lay before this due date was set makes no sense."""
    due = awaited.obligation.due
    if due is None:
        return []
    before = [(calendar.business_days_before(due, count), str(count)) for count in calendar.days]
    return sorted([*((instant, which) for instant, which in before if instant < due), (due, AFTER)])
