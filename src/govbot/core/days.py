"""Deadlines in business days, and how dates and instants are said. Pure; instants are aware UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from govbot.core.process import Process


@lru_cache(maxsize=16)
def _holidays(region: str) -> holidays.HolidayBase:
    country, _, subdivision = region.partition("-")
    return holidays.country_holidays(country, subdiv=subdivision or None)


def local_day(now: datetime, process: Process) -> date:
    """The government's calendar day at this instant."""
    return now.astimezone(ZoneInfo(process.government.zone)).date()


def is_business_day(day: date, process: Process) -> bool:
    closed = day in _holidays(process.government.holidays) or day in process.government.closures
    return day.weekday() < 5 and not closed


def business_day_after(day: date, count: int, process: Process) -> date:
    """The business day that lies `count` business days after this day (0: this day, or the next one open)."""
    while not is_business_day(day, process):
        day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while not is_business_day(day, process):
            day += timedelta(days=1)
    return day


def next_business_day(now: datetime, process: Process) -> date:
    """The business day after the day of this instant."""
    return business_day_after(local_day(now, process) + timedelta(days=1), 0, process)


def closing(day: date, process: Process) -> datetime:
    """The instant, UTC, at which this day ends for the government's offices."""
    zone = ZoneInfo(process.government.zone)
    return datetime.combine(day, process.government.close_of_business, tzinfo=zone).astimezone(UTC)


def opening(day: date, process: Process) -> datetime:
    """The instant, UTC, at which people are reminded on this day: nine in the morning."""
    zone = ZoneInfo(process.government.zone)
    return datetime.combine(day, datetime.min.time().replace(hour=9), tzinfo=zone).astimezone(UTC)


def due_in(now: datetime, business_days: int, process: Process) -> datetime:
    """Close of business, UTC, so many business days from now."""
    return closing(business_day_after(local_day(now, process), business_days, process), process)


def business_day_before(day: date, count: int, process: Process) -> date:
    """The business day that lies `count` business days before this day (0: this day, or the last one open)."""
    while not is_business_day(day, process):
        day -= timedelta(days=1)
    for _ in range(count):
        day -= timedelta(days=1)
        while not is_business_day(day, process):
            day -= timedelta(days=1)
    return day


def business_days_between(first: date, last: date, process: Process) -> int:
    """How many business days come after the first day, up to and with the last."""
    days = (last - first).days
    return sum(is_business_day(first + timedelta(days=count), process) for count in range(1, days + 1))


def business_days_before(instant: datetime, count: int, process: Process) -> datetime:
    """The opening (9 o'clock, UTC instant) of the business day that lies `count` business days before."""
    return opening(business_day_before(local_day(instant, process), count, process), process)


def hours_before(instant: datetime, hours: int, process: Process) -> datetime:
    """The instant so many hours before, of which those on weekends and holidays do not count."""
    left = hours
    while left:
        instant -= timedelta(hours=1)
        left -= is_business_day(local_day(instant, process), process)
    return instant


def hours_open(now: datetime, process: Process) -> datetime:
    """This instant, if people may be written to now; else the next at which offices open, UTC."""
    zone = ZoneInfo(process.government.zone)
    local = now.astimezone(zone)
    quiet = process.quiet_hours
    if not quiet.observe:
        return now
    day = local.date()
    if is_business_day(day, process):
        if quiet.until <= local.time() < quiet.after:
            return now
        if local.time() < quiet.until:
            return datetime.combine(day, quiet.until, tzinfo=zone).astimezone(UTC)
    day = next_business_day(now, process)
    return datetime.combine(day, quiet.until, tzinfo=zone).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")  # pragma: no cover


def said(instant: datetime, process: Process) -> str:
    """An instant as people read it: "Fri, Dec 4, 2026, 5:00 PM ET"."""
    local = instant.astimezone(ZoneInfo(process.government.zone))
    hour = local.hour % 12 or 12
    return f"{said_day(local.date())}, {hour}:{local:%M %p} {process.government.zone_label}"


def said_day(day: date) -> str:
    """A day as people read it: "Fri, Dec 4, 2026"."""
    return f"{day:%a, %b} {day.day}, {day.year}"


def said_short(day: date) -> str:
    """A day of this or the next year, in passing: "Jan 15"."""
    return f"{day:%b} {day.day}"
