"""Calendars as text/calendar (RFC 5545), written with the library icalendar: METHOD, UID, SEQUENCE, VTIMEZONE."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration

from govbot.core.calendar import GivenOut

PRODUCT = "-//govbot//govbot//EN"
BEFORE = timedelta(
    minutes=30
)  # an entry begins so long before it is due: one without length is drawn by no client
AGAIN_AFTER = timedelta(hours=4)
MEETING_LASTS = timedelta(hours=1)  # in calendars: nobody says how long a meeting lasts


def calendar_text(
    given_out: Iterable[GivenOut],
    base: str,
    zone: str,
    now: datetime,
    name: str = "",
    method: str = "PUBLISH",
) -> bytes:
    """The calendar's bytes; `base` is govbot's address, `zone` the government's zone, `now` an aware UTC instant.

    With a `name` it is a calendar to subscribe to, which is asked for again every few hours. `method` is PUBLISH, or
    CANCEL for one entry that is over (RFC 5546).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)  # RFC 7986; the next is what clients of before it read
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", vDuration(AGAIN_AFTER), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(AGAIN_AFTER))
    years = [now.year]
    for each in given_out:
        calendar.add_component(_event(each, base, ZoneInfo(zone), now))
        years.append(each.entry.when.year)
    # From before the earliest entry: a VTIMEZONE says nothing of instants before its first observance.
    calendar.add_missing_timezones(
        first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 2, 1, 1)
    )
    return bytes(calendar.to_ical())


def _event(each: GivenOut, base: str, zone: ZoneInfo, now: datetime) -> Event:
    event, when = Event(), each.entry.when
    event.add("uid", uid_of(each.entry.key, base))
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("summary", each.entry.summary)
    event.add("sequence", each.sequence)
    event.add("status", "CANCELLED" if each.over_since else "CONFIRMED")
    event.add("transp", "OPAQUE" if each.entry.begins else "TRANSPARENT")
    if isinstance(when, datetime) and each.entry.begins:
        event.add("dtstart", when.astimezone(zone))
        event.add("dtend", (when + MEETING_LASTS).astimezone(zone))
    elif isinstance(when, datetime):
        local = when.astimezone(zone)
        event.add("dtstart", (when - BEFORE).astimezone(zone))
        event.add("dtend", local)
    else:
        event.add("dtstart", when)
        event.add("dtend", when + timedelta(days=1))
    return event


def uid_of(key: str, base: str) -> str:
    """What stays the same of an entry in every calendar, whatever changes of it."""
    return f"{sha256(key.encode()).hexdigest()[:32]}@{urlsplit(base).hostname}"
