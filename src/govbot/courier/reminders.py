"""Reminders, read off what is awaited: three, one and no business days before, and to the lead afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from govbot.record import Tx, obligations
from govbot.record.obligations import Open
from govbot.workflow.reminding import AFTER, reminder

DAYS_BEFORE = (3, 1, 0)
MOST = 500

BusinessDaysBefore = Callable[[datetime, int], datetime]


def due_reminders(
    tx: Tx,
    now: datetime,
    business_days_before: BusinessDaysBefore,
    most: int = MOST,
    *,
    days: Sequence[int] = DAYS_BEFORE,
) -> int:
    """Put the reminders that are due into the outbox, each once; returns how many rows were looked at.

    Of several that became due at once only the latest is sent. When `most` were looked at, more may be due.
    """
    looked_at = obligations.to_remind(tx.conn, now, most)
    for awaited in looked_at:
        stages = _stages(awaited, days, business_days_before)
        _remind(tx, awaited, now, stages)
    return len(looked_at)


def _remind(tx: Tx, awaited: Open, now: datetime, stages: list[tuple[datetime, str]]) -> None:
    reached = [which for instant, which in stages if awaited.dated_at < instant <= now]
    ahead = [instant for instant, _ in stages if instant > now]
    if reached and obligations.remind_once(tx.conn, awaited, reached[-1], now):
        tx.tell(awaited.stream, 0, list(reminder(awaited.owed, reached[-1])), now)
    obligations.plan_reminder(tx.conn, awaited.id, ahead[0] if ahead else None)


def _stages(
    awaited: Open, days: Sequence[int], business_days_before: BusinessDaysBefore
) -> list[tuple[datetime, str]]:
    """When which reminder is due, in order. One that lay before this due date was set makes no sense."""
    due = awaited.owed.due
    if due is None:
        return []
    before = [(business_days_before(due, count), str(count)) for count in days]
    return sorted([*((instant, which) for instant, which in before if instant < due), (due, AFTER)])
