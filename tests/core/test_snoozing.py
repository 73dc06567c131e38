"""Snoozing: only what is awaited of oneself, with a date that has not come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from govbot.core.days import hours_open
from govbot.core.grammar import Refusal
from govbot.core.workflow.snoozing import Snooze, snooze
from govbot.core.workflow.steps.circulation import OpenFeedback, feedback_in_advance
from tests.core.cards import given
from tests.government import DATA, PROCESS


def test_what_is_past_its_date_cannot_be_put_off() -> None:
    story = given.circulating().days(60)
    with pytest.raises(Refusal, match="so it can’t be put off any more"):
        story.do("snooze", "dss", until=(story.now + timedelta(days=2)).date().isoformat())


def test_the_button_names_which_of_several_is_meant() -> None:
    story = given.circulating()
    story.do("snooze", "dss", "give_feedback P1", until=(story.now + timedelta(days=1)).date().isoformat())
    assert story.seq


def test_the_rule_refuses_where_nothing_is_awaited() -> None:
    at = given.raised().at("dss")
    with pytest.raises(Refusal, match="Nothing with a date"):
        list(snooze(at, Snooze(until=date(2026, 10, 5))))


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-10-01T14:00", "2026-10-01T14:00"),  # Thursday, 10 AM in Connecticut
        ("2026-10-01T11:00", "2026-10-01T12:00"),  # 7 AM: at 8
        ("2026-10-01T22:00", "2026-10-02T12:00"),  # 6 PM: the next morning
        ("2026-10-09T23:00", "2026-10-13T12:00"),  # before a weekend and Columbus Day
        ("2026-10-31T14:00", "2026-11-02T13:00"),  # over the end of daylight saving
    ],
)
@pytest.mark.check("R13")
def test_people_are_written_to_in_business_hours_also_when_clocks_change(now: str, opens: str) -> None:
    instant, expected = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, opens))
    assert hours_open(instant, PROCESS) == expected


def test_a_government_may_write_at_any_hour() -> None:
    at_night = datetime(2026, 10, 10, 3, tzinfo=UTC)
    quiet = PROCESS.quiet_hours.model_copy(update={"observe": False})
    assert hours_open(at_night, PROCESS.model_copy(update={"quiet_hours": quiet})) == at_night


def test_before_a_period_opens_it_is_said_who_is_busy_that_day_and_which_day_is_free() -> None:
    at = given.reviewed().at("cio")
    day = date(2026, 10, 23)
    asked = OpenFeedback(capacities=(DATA,), closes_on=day)
    assert not any("another request" in sentence for sentence in feedback_in_advance(at, asked))
    busy = replace(at, closings={day: frozenset({"dss"}), date(2026, 10, 26): frozenset({"dcp"})})
    said = list(feedback_in_advance(busy, asked))
    assert "DSS (dss@ct.example) has another request closing that day." in said
    assert "Tue, Oct 27, 2026 is free for everybody asked." in said
    everybody = frozenset({"dss", "dcp", "doc"})
    never = replace(at, closings={day + timedelta(days=more): everybody for more in range(60)})
    said = list(feedback_in_advance(never, asked))
    assert any("have another request closing that day." in sentence for sentence in said)
    assert not any("free for everybody" in sentence for sentence in said)


def test_many_who_are_busy_are_counted() -> None:
    at = given.reviewed().at("cio")
    day = date(2026, 10, 23)
    people = ("dss", "dcp", "doc", "dss_security")
    asked = OpenFeedback(capacities=(DATA,), people=("dss_security",), closes_on=day)
    said = list(feedback_in_advance(replace(at, closings={day: frozenset(people)}), asked))
    assert any("and 1 more have another request closing that day." in sentence for sentence in said)
