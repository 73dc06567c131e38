"""Dates as people write them in policies; what is no date for sure is none."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T[\d:.Z+-]{1,20})?\Z")
_NUMERIC = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\Z")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})\Z")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\Z")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ -]+(?:day +)?(?:of +)?([A-Za-z]{3,9})\.?,?[ -]+(\d{4})\Z"
)
# Words behind a date that make it another one, or none.
_DOUBT = re.compile(
    r"\d{4}|\d/\d|[–—]|\b(?:or|unless|upon|whichever|until|through|to|if|pending|tentative|proposed|draft|expected|"
    r"target|revised|amended|superseded?s?|rescinded|expire[sd]?)\b",
    re.IGNORECASE,
)


def read_date(written: str) -> date | None:
    """A date as Americans write it ("July 25, 2025", "7/25/2025"), day before a named month, or ISO."""
    written = _WEEKDAY.sub("", " ".join(written.split()).rstrip("."), count=1)
    written = re.sub(r"\A(?:the|on) ", "", written, flags=re.IGNORECASE)
    if match := _ISO.match(written) or _SLASHED.match(written):
        year, month, day = map(int, match.groups())
    elif match := _NUMERIC.match(written):
        month, day, year = map(int, match.groups())
        year += 2000 if year < 100 else 0
    elif match := _MONTH_FIRST.match(written):
        month, day, year = _month(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_FIRST.match(written):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def effective_day(written: str) -> date | None:
    """The day that a policy gives as its effective date; None where it gives several, or makes it depend on something.

    An hour or a note may stand behind it: "July 1, 2026, 5:00 PM", "July 1, 2026 (fiscal year)".
    """
    written = re.sub(r"\Aeffective (?:on |as of )?", "", written.strip(), flags=re.IGNORECASE)
    day = read_date(written)
    if day is None and (match := re.match(r"(.{6,30}?\d{4})\b(?=[ ,;(])(.{0,80})\Z", written)):
        day = read_date(match[1]) if not _DOUBT.search(match[2]) else None
    return day


def _month(name: str) -> int:
    """1 to 12, from the whole name or its first letters, or 0 for a word that names no month."""
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower())), 0)
