"""Reminders, read off what is awaited: three, one and no business days before, and to the lead afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from govbot.grammar import News
from govbot.record import Tx, obligations
from govbot.record.obligations import Open

DAYS_BEFORE = (3, 1, 0)
AFTER = "after"
MOST = 500

BusinessDaysBefore = Callable[[datetime, int], datetime]


def due_reminders(
    tx: Tx,
    now: datetime,
    business_days_before: BusinessDaysBefore,
    most: int = MOST,
) -> int:
    """Put the reminders that are due into the outbox, each once; returns how many rows were looked at.

    Of several that became due at once only the latest is sent. When `most` were looked at, more may be due.
    """
    looked_at = obligations.to_remind(tx.conn, now, most)
    for awaited in looked_at:
        _remind(tx, awaited, now, business_days_before)
    return len(looked_at)


def _remind(tx: Tx, awaited: Open, now: datetime, business_days_before: BusinessDaysBefore) -> None:
    stages = _stages(awaited, business_days_before)
    reached = [which for instant, which in stages if awaited.dated_at < instant <= now]
    ahead = [instant for instant, _ in stages if instant > now]
    if reached and obligations.remind_once(tx.conn, awaited, reached[-1], now):
        tx.tell(awaited.stream, 0, [_news(awaited, reached[-1])], now)
    obligations.plan_reminder(tx.conn, awaited.id, ahead[0] if ahead else None)


def _stages(awaited: Open, business_days_before: BusinessDaysBefore) -> list[tuple[datetime, str]]:
    """When which reminder is due, in order. One that lay before this due date was set makes no sense."""
    due = awaited.owed.due
    if due is None:
        return []
    before = [(business_days_before(due, days), str(days)) for days in DAYS_BEFORE]
    return sorted([*((instant, which) for instant, which in before if instant < due), (due, AFTER)])


def _news(awaited: Open, which: str) -> News:
    """Who is reminded of what: the party itself, and once the date has passed, the lead."""
    owed = awaited.owed
    due = owed.due.isoformat() if owed.due else ""
    facts = {"action": owed.action, "what": owed.what, "which": which, "due": due}
    if which == AFTER:
        return News("role:lead", "overdue", owed.about, {**facts, "party": owed.party})
    return News(owed.party, "reminder", owed.about, facts)
