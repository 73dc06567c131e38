"""Dates that contradict each other are refused, tight ones warn, a closing on a closed day is pointed out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govbot.core.cards.answers import read_answers
from govbot.core.cards.forms import ENVELOPE
from govbot.core.cards.plausibility import doubts
from govbot.core.days import business_days_between
from govbot.core.grammar import Acting, Capacity
from govbot.core.table import BY_NAME
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given, on_day
from tests.government import PROCESS

PEOPLE = {"capacities": [], "people": ["professor"]}


def warnings(government: Government, name: str, person: str, **answers: Any) -> list[str]:
    action = BY_NAME[name]
    context = government.at(action, Acting(person, Capacity("lead", ""), government.today))
    return list(doubts(action, read_answers(action, answers, context), context, ENVELOPE))


def test_a_closing_on_a_weekend_is_pointed_out_with_the_next_business_day() -> None:
    (pointed_out,) = warnings(given(*g.REVIEWED), "open_feedback", LEAD, closes_on="2026-12-12", **PEOPLE)
    assert pointed_out == (
        "“Closes at the end of” is Sat, Dec 12, 2026, on which offices are closed. "
        "The next business day is Mon, Dec 14, 2026."
    )


def test_a_closing_on_a_holiday_is_pointed_out() -> None:
    (pointed_out,) = warnings(given(*g.REVIEWED), "open_feedback", LEAD, closes_on="2026-12-25", **PEOPLE)
    assert pointed_out.endswith("The next business day is Mon, Dec 28, 2026.")


def test_hardly_any_time_is_pointed_out() -> None:
    (tight,) = warnings(given(*g.REVIEWED), "open_feedback", LEAD, closes_on="2026-12-02", **PEOPLE)
    assert tight == "“Closes at the end of” is Wed, Dec 2, 2026: that leaves 1 business day."
    (tight,) = warnings(
        given(*g.WITH_DRAFT), "advance", "advisor", tracks=["legal"], due="2026-12-03", representative=LEAD
    )
    assert tight.endswith("that leaves 2 business days.")


def test_a_day_with_time_enough_is_not_doubted() -> None:
    assert warnings(given(*g.REVIEWED), "open_feedback", LEAD, closes_on="2026-12-15", **PEOPLE) == []


def test_a_closing_after_a_later_target_is_pointed_out() -> None:
    targets = on_day("set_timeline", LEAD, field="secretarys_review", days=10)
    deadline = acts("set_timeline", LEAD, statutory="2026-12-14", citation="P.A. 26-1")
    government = given(*g.REVIEWED, targets, deadline)
    assert warnings(government, "open_feedback", LEAD, closes_on="2026-12-15", **PEOPLE) == [
        "The target for “OPM Secretary's review” is Fri, Dec 11, 2026, before Tue, Dec 15, 2026.",
        "The statutory deadline is Mon, Dec 14, 2026, before Tue, Dec 15, 2026.",
    ]


def test_targets_that_contradict_each_other_are_refused() -> None:
    government = given(*g.IN_DRAFTING)
    assert government.tries(
        "set_timeline", LEAD, agency_feedback="2027-02-01", secretarys_review="2027-01-04"
    ) == {"secretarys_review": "That is before the target for “agency feedback”, Mon, Feb 1, 2027."}
    government.do("set_timeline", LEAD, agency_feedback="2027-02-01")
    assert government.tries("set_timeline", LEAD, staff_review="2027-03-01") == {
        "agency_feedback": "That is before the target for “staff review”, Mon, Mar 1, 2027."
    }, "what was set before counts, too"
    assert government.tries("set_timeline", LEAD, statutory="2027-01-04", citation="P.A. 26-1") == {
        "agency_feedback": "That is after the statutory deadline, Mon, Jan 4, 2027."
    }
    government.do("set_timeline", LEAD, staff_review="2027-02-01")


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 12, 1), date(2026, 12, 1), 0),
        (date(2026, 12, 4), date(2026, 12, 7), 1),
        (date(2026, 12, 23), date(2026, 12, 28), 2),
        (date(2026, 12, 4), date(2026, 12, 1), 0),
    ],
)
def test_business_days_are_counted_without_the_first(first: date, last: date, count: int) -> None:
    assert business_days_between(first, last, PROCESS) == count
