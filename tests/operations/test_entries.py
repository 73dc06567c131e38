"""An entry of the record in words: with the day on which it happened, and names in the place of keys."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from govbot.core.grammar import Entry, Event
from govbot.core.membership.directory import Directory
from govbot.core.workflow import events as e
from govbot.demo.entries import as_line, in_words
from tests.government import PROCESS

LATE = datetime(2026, 11, 27, 2, 24, tzinfo=UTC)  # the evening of Nov 26 in Connecticut


def entry(event: Event, happened: date = date(2026, 11, 26), evidence: str = "") -> Entry:
    return Entry(
        "policy:ITP-1",
        7,
        type(event).__name__,
        happened,
        LATE,
        "p1",
        "policy lead",
        "",
        None,
        evidence,
        event,
    )


def test_what_happened_on_an_earlier_day_shows_both_days_and_its_evidence() -> None:
    told = as_line(
        Directory(), PROCESS, entry(e.CommentsAnswered(comments=(), response="accepted", reasons="")), "d"
    )
    assert told.earlier == ""
    later = entry(e.GroupClosed(), date(1999, 1, 1), "By telephone")
    assert as_line(Directory(), PROCESS, later, "d").earlier == (
        "Happened on Fri, Jan 1, 1999, recorded on Thu, Nov 26, 2026. Evidence: By telephone"
    )


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            e.ReviewGiven(track="data_plan", draft=1, outcome="no concerns"),
            "Review given: D1, the State Data Plan, no concerns",
        ),
        (e.ConsultationNotNecessary(consultation="hr", name="HR", reasons=""), ": HR consultation"),
        (
            e.CommentsAnswered(comments=("C1", "C3"), response="accepted", reasons="x"),
            "Comments answered: C1, C3, accepted",
        ),
    ],
)
def test_an_entry_names_what_it_is_about_and_shows_no_key(event: Event, words: str) -> None:
    assert words in in_words(entry(event), PROCESS)
