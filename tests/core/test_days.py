"""Deadlines in business days of Connecticut, over holidays and daylight saving; dates as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from govbot.core.days import (
    business_day_after,
    business_days_before,
    closing,
    due_in,
    is_business_day,
    local_day,
    months_after,
    said,
    said_day,
    said_short,
)
from tests.government import PROCESS


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01",
        "2026-01-19",
        "2026-02-12",
        "2026-02-16",
        "2026-04-03",
        "2026-05-25",
        "2026-06-19",
        "2026-07-03",
        "2026-09-07",
        "2026-10-12",
        "2026-11-11",
        "2026-11-26",
        "2026-12-25",
    ],
)
def test_connecticut_s_holidays_are_no_business_days(day: str) -> None:
    assert not is_business_day(date.fromisoformat(day), PROCESS)


def test_weekends_and_closures_are_no_business_days() -> None:
    government = PROCESS.government.model_copy(update={"closures": (date(2026, 12, 24),)})
    closed = PROCESS.model_copy(update={"government": government})
    assert not is_business_day(date(2026, 12, 5), PROCESS)
    assert is_business_day(date(2026, 12, 24), PROCESS)
    assert not is_business_day(date(2026, 12, 24), closed)
    assert business_day_after(date(2026, 12, 23), 1, closed) == date(2026, 12, 28)


def test_business_days_are_counted_over_a_weekend_and_a_holiday() -> None:
    assert business_day_after(date(2026, 12, 23), 2, PROCESS) == date(2026, 12, 28)
    assert business_day_after(date(2026, 12, 5), 0, PROCESS) == date(2026, 12, 7)
    assert business_day_after(date(2026, 12, 4), 0, PROCESS) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [(date(2026, 3, 6), 22), (date(2026, 3, 9), 21), (date(2026, 10, 30), 21), (date(2026, 11, 2), 22)],
)
def test_a_day_closes_at_five_by_the_clock_on_the_wall_also_over_daylight_saving(
    day: date, utc_hour: int
) -> None:
    assert closing(day, PROCESS) == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    assert ", 5:00 PM ET" in said(closing(day, PROCESS), PROCESS)


def test_a_deadline_over_daylight_saving_ends_at_five_too() -> None:
    friday = datetime(2026, 3, 6, 22, 30, tzinfo=UTC)
    assert due_in(friday, 1, PROCESS) == datetime(2026, 3, 9, 21, 0, tzinfo=UTC)


def test_reminders_are_due_in_the_morning_of_a_business_day_before() -> None:
    monday = closing(date(2026, 12, 28), PROCESS)
    assert business_days_before(monday, 1, PROCESS) == datetime(2026, 12, 24, 14, 0, tzinfo=UTC)
    saturday = datetime(2026, 12, 5, 22, 0, tzinfo=UTC)
    assert business_days_before(saturday, 0, PROCESS) == datetime(2026, 12, 4, 14, 0, tzinfo=UTC)
    over_saving = business_days_before(closing(date(2026, 3, 9), PROCESS), 1, PROCESS)
    assert over_saving == datetime(2026, 3, 6, 14, 0, tzinfo=UTC)


def test_the_government_s_day_is_not_utc_s() -> None:
    assert local_day(datetime(2026, 12, 2, 3, 0, tzinfo=UTC), PROCESS) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 22), 24, date(2028, 11, 22)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_after_is_the_same_day_or_the_last_of_the_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_dates_are_said_as_people_read_them() -> None:
    assert said(datetime(2026, 12, 4, 22, 0, tzinfo=UTC), PROCESS) == "Fri, Dec 4, 2026, 5:00 PM ET"
    assert said(datetime(2026, 12, 5, 5, 5, tzinfo=UTC), PROCESS) == "Sat, Dec 5, 2026, 12:05 AM ET"
    assert said_day(date(2026, 12, 4)) == "Fri, Dec 4, 2026"
    assert said_short(date(2027, 1, 15)) == "Jan 15"
