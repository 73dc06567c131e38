"""Entries of a calendar: number, action and date of what is awaited, and how each has changed since it was given out.

No title, no office, no word that anybody wrote: whoever has a calendar's address reads it without a sign-in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

MEETING = " meeting M"  # what the keys of meetings have between whose and which
SHOWN_CANCELLED = timedelta(days=30)  # for how long an entry that is over still stands as cancelled


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A date: `key` is what stays the same of it, `when` the instant it is due (aware UTC), or the whole day."""

    key: str
    summary: str
    when: datetime | date

    @property
    def begins(self) -> bool:
        """Whether `when` is the beginning of a meeting, and not the end of the time for something."""
        return MEETING in self.key


@dataclass(frozen=True, slots=True)
class GivenOut:
    """An entry as it was given out last: RFC 5545's SEQUENCE, and since when it is over (None: it is not)."""

    entry: CalendarEntry
    sequence: int = 0
    over_since: datetime | None = None


def progressed(
    given_out: Mapping[str, GivenOut], entries: Sequence[CalendarEntry], now: datetime
) -> dict[str, GivenOut]:
    """What to give out now: a changed entry has the next sequence, one that is awaited no more is cancelled."""
    current = {entry.key: entry for entry in entries}
    after = {key: _over(known, now) for key, known in given_out.items() if key not in current}
    return after | {key: _shown(given_out.get(key), entry) for key, entry in current.items()}


def _shown(known: GivenOut | None, entry: CalendarEntry) -> GivenOut:
    if known is None:
        return GivenOut(entry)
    if known.entry == entry and known.over_since is None:
        return known
    return GivenOut(entry, known.sequence + 1)


def _over(known: GivenOut, now: datetime) -> GivenOut:
    if known.over_since is not None:
        return known
    return replace(known, sequence=known.sequence + 1, over_since=now)


def is_told(known: GivenOut, now: datetime) -> bool:
    """Whether the entry still stands in the calendar: one that is over for a while, as cancelled."""
    return known.over_since is None or now - known.over_since <= SHOWN_CANCELLED
