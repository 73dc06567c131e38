"""Business days of Connecticut in the year that is rehearsed, counted by hand."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
HOLIDAYS = {
    date.fromisoformat(day)
    for day in (
        "2026-12-25", "2027-01-01", "2027-01-18", "2027-02-12", "2027-02-15", "2027-03-26", "2027-05-31",
        "2027-06-18", "2027-07-05", "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24",
        "2027-12-31", "2028-01-17", "2028-02-11", "2028-02-21", "2028-04-14", "2028-05-29", "2028-06-19", "2028-07-04",
        "2028-09-04", "2028-10-09", "2028-11-10", "2028-11-23", "2028-12-25", "2029-01-01",
    )
}  # fmt: skip


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def business_days_on(day: date, count: int) -> date:
    """The day on which so many business days have gone by; counted backward below zero."""
    step = timedelta(days=1 if count >= 0 else -1)
    while not is_open(day):
        day += step
    for _ in range(abs(count)):
        day += step
        while not is_open(day):
            day += step
    return day


def end_of(day: date) -> datetime:
    """Five o'clock of the afternoon."""
    return datetime.combine(day, time(17), ZONE).astimezone(UTC)


def due_in(day: date, count: int) -> datetime:
    return end_of(business_days_on(day, count))


def day_of(instant: datetime) -> date:
    return instant.astimezone(ZONE).date()


def months_on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
