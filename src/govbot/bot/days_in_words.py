"""Reads a day out of plain words: “Monday”, “tomorrow”, “next week”, “in 3 days”, “Dec 18”, “2026-12-18”."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (\d{1,2})\b", re.IGNORECASE
)
_AHEAD = re.compile(r"\b(in|by) (a|an|\d{1,2}) (day|week)s?\b", re.IGNORECASE)


def day_in(words: str, today: date) -> date | None:
    """The day that is named, from today on; None where none is."""
    if iso := re.search(r"\b\d{4}-\d\d-\d\d\b", words):
        return _of_iso(iso[0])
    if re.search(r"\btomorrow\b", words, re.IGNORECASE):
        return today + timedelta(days=1)
    if ahead := _AHEAD.search(words):
        count = 1 if ahead[2].casefold() in ("a", "an") else int(ahead[2])
        return today + timedelta(days=count * (7 if ahead[3].casefold() == "week" else 1))
    if month := _MONTH.search(words):
        return _of_month(_MONTHS.index(month[1].casefold()[:3]) + 1, int(month[2]), today)
    if weekday := _WEEKDAY.search(words):
        ahead_by = (_WEEKDAYS.index(weekday[1].casefold()[:3]) - today.weekday()) % 7 or 7
        return today + timedelta(days=ahead_by)
    if re.search(r"\bnext week\b", words, re.IGNORECASE):
        return today + timedelta(days=7 - today.weekday())
    return None


def _of_iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _of_month(month: int, day: int, today: date) -> date | None:
    try:
        named = today.replace(month=month, day=day)
        return named if named >= today else named.replace(year=today.year + 1)
    except ValueError:
        return None
