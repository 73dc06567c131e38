"""Counts of deliveries and of refused attempts, noted once for each day and chained, so that removed rows show.

A day is UTC's. A delivery is counted once it has ended: a claim that is put back leaves no delivery and never ended.
A count may rise after its day was noted (a delivery ends, a like attempt follows); it never falls.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, bindparam, func, insert, literal_column, select

from govbot.record.chain import Columns, canonical
from govbot.record.delivery_tables import daily_counts, deliveries
from govbot.record.notes import Counters
from govbot.record.tables import attempts

FORM = "govbot-day-1"
COVERED = ("day", "deliveries", "attempts", "last_delivery", "last_attempt", "prev")
DAYS = "daily counts"  # the counter of noted days
FEWER = "On {day}, {noted} {what} were counted, and {held} are there: some were removed."
BROKEN = "The count of {day} does not follow the count of the day before it."
CHANGED = "The count of {day} was changed."
CUT = "{days} days were counted, and the counts of {held} are there: some were removed."
DELIVERIES, ATTEMPTS = "deliveries", "refused attempts"

_d, _a = deliveries.c, attempts.c


def _day(instant: ColumnElement[datetime]) -> ColumnElement[str]:
    # Literals, not parameters: PostgreSQL would not see that it is grouped by what is selected.
    return func.substr(instant, literal_column("1"), literal_column("10"), type_=Text)


_ENDED = (
    select(_day(_d.started_at), func.count(_d.ended_at), func.max(_d.id))
    .where(_d.id > bindparam("after"))
    .group_by(_day(_d.started_at))
)
_REFUSED = (
    select(_day(_a.at), func.sum(_a.more + 1), func.max(_a.id))
    .where(_a.id > bindparam("after"))
    .group_by(_day(_a.at))
)
_LAST = select(daily_counts).order_by(daily_counts.c.day.desc()).limit(1)
_ALL = select(daily_counts).order_by(daily_counts.c.day)
_NOTE = insert(daily_counts)
Counted = dict[str, tuple[int, int]]  # by day: how many, and the id of the last row


class DailyCounts:
    """The counts of the days that are over, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._yesterday = now.astimezone(UTC).date() - timedelta(days=1)

    def is_due(self) -> bool:
        """Whether a day is over that was not noted."""
        last = self._conn.execute(_LAST).first()
        return last is None or last.day < self._yesterday.isoformat()

    def note(self) -> int:
        """Note each day that is over and was not noted; how many these were. Costs what those days hold."""
        row = self._conn.execute(_LAST).first()
        last: Columns | None = row._mapping if row else None
        after = (last["last_delivery"], last["last_attempt"]) if last else (0, 0)
        delivered, refused = _counted(self._conn, *after)
        rows: list[dict[str, Any]] = []
        for day in self._days(last, delivered, refused):
            rows.append(_row(day, rows[-1] if rows else last, delivered, refused))
        if rows:
            self._conn.execute(_NOTE, rows)
            Counters(self._conn).raise_by(DAYS, len(rows))
        return len(rows)

    def _days(self, last: Columns | None, delivered: Counted, refused: Counted) -> Iterator[str]:
        """The days to note: behind the last one, or from the first on which there was something, to yesterday."""
        first = min([*delivered, *refused, self._yesterday.isoformat()])
        day = date.fromisoformat(last["day"]) + timedelta(days=1) if last else date.fromisoformat(first)
        while day <= self._yesterday:
            yield day.isoformat()
            day += timedelta(days=1)


def _counted(conn: Connection, last_delivery: int = 0, last_attempt: int = 0) -> tuple[Counted, Counted]:
    """The deliveries that ended and the refused attempts behind these ids, by the day on which they began."""
    ended = conn.execute(_ENDED, {"after": last_delivery})
    delivered = {day: (int(count), last) for day, count, last in ended}
    refused = {
        day: (int(count), last) for day, count, last in conn.execute(_REFUSED, {"after": last_attempt})
    }
    return delivered, refused


def _row(day: str, before: Columns | None, delivered: Counted, refused: Counted) -> dict[str, Any]:
    ended, last_delivery = delivered.get(day, (0, before["last_delivery"] if before else 0))
    attempted, last_attempt = refused.get(day, (0, before["last_attempt"] if before else 0))
    row = {
        "day": day,
        "deliveries": ended,
        "attempts": attempted,
        "last_delivery": last_delivery,
        "last_attempt": last_attempt,
        "prev": before["digest"] if before else "",
    }
    return {**row, "digest": digest_of(row)}


def digest_of(row: Columns) -> str:
    """The digest of a day's counts, from its columns as they are stored."""
    return sha256(canonical([FORM, *(row[name] for name in COVERED)]).encode()).hexdigest()


def _holds(row: Columns) -> bool:
    """Whether a day's counts have their digest, and are counts: SQLite lets one put a text for a number."""
    try:
        numbers = isinstance(row["deliveries"], int) and isinstance(row["attempts"], int)
        return numbers and digest_of(row) == row["digest"]
    except TypeError:
        return False


def count_problems(conn: Connection) -> Iterator[str]:
    """A sentence for each day whose count does not hold, or of which rows were removed since."""
    delivered, refused = _counted(conn)
    prev, held = "", 0
    for row in conn.execute(_ALL).mappings():
        if not _holds(row):
            yield CHANGED.format(day=row["day"])
        if row["prev"] != prev:
            yield BROKEN.format(day=row["day"])
        prev, held = row["digest"], held + 1
        for what, noted, there in (
            (DELIVERIES, row["deliveries"], delivered),
            (ATTEMPTS, row["attempts"], refused),
        ):
            count = there.get(row["day"], (0, 0))[0]
            if isinstance(noted, int) and count < noted:
                yield FEWER.format(day=row["day"], noted=noted, what=what, held=count)
    days = Counters(conn).last(DAYS)
    if held < days:
        yield CUT.format(days=days, held=held)
