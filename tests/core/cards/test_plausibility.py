"""What may be a slip is said before it is confirmed, and nothing is refused for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from govbot.core.cards.answers import read_answers
from govbot.core.cards.forms import ENVELOPE
from govbot.core.cards.plausibility import doubts, far_away
from govbot.core.table import BY_NAME
from govbot.core.workflow.choices import comments_in_full
from tests.core.cards import given

NOW = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(1901, 1, 1), "“Effective date” is Tue, Jan 1, 1901. That is 125 years ago."),
        (date(2025, 11, 26), "“Effective date” is Wed, Nov 26, 2025. That is a year ago."),
        (date(2025, 11, 27), ""),
        (NOW, ""),
        (date(2036, 11, 25), ""),
        (date(2036, 11, 26), "“Effective date” is Wed, Nov 26, 2036. That is in 10 years."),
        (date(2126, 11, 26), "“Effective date” is Tue, Nov 26, 2126. That is in 100 years."),
    ],
)
def test_a_day_far_away_is_said_to_be(day: date, said: str) -> None:
    assert " ".join(far_away("Effective date:", day, NOW)) == said


def test_the_adoptions_day_is_doubted_and_named_in_its_preview() -> None:
    at = given.approved().at("publisher")
    action = BY_NAME["adopt"]
    asked = read_answers(
        action,
        {"title": "T", "version": "1.0", "originator": "OPM", "effective_on": "1901-01-01",
         "description": "First", "laws": "C.G.S."},
        at,
    )  # fmt: skip
    assert [doubt.partition(". ")[2] for doubt in doubts(action, asked, at, ENVELOPE)] == [
        "That is 125 years ago."
    ]
    assert action.preview is not None
    assert "effective Tue, Jan 1, 1901, in force at once" in str(next(iter(action.preview(at, asked))))


def test_a_target_on_a_day_on_which_offices_are_closed_is_doubted() -> None:
    at = given.raised().at("cio")
    action = BY_NAME["set_timeline"]
    asked = read_answers(action, {"agency_feedback": "2027-03-28", "secretarys_review": "2027-04-01"}, at)
    assert list(doubts(action, asked, at, ENVELOPE)) == [
        "“Target: agency feedback begins” is Sun, Mar 28, 2027, on which offices are closed. "
        "The next business day is Mon, Mar 29, 2027."
    ]


def test_a_delegation_that_is_over_and_an_act_of_long_ago_are_doubted() -> None:
    at = given.raised().at("contact")
    action = BY_NAME["file_delegation"]
    at = replace(at, state=at.directory, who=replace(at.who, happened_on=date(1999, 1, 1)))
    over = {"person": "dss", "power": "approve", "valid_from": "2026-09-01", "citation": "memo"}
    asked = read_answers(action, {**over, "until": "2026-09-02"}, at)
    assert list(doubts(action, asked, at, ENVELOPE)) == [
        "“On which day” is Fri, Jan 1, 1999. That is 27 years ago.",
        "It ended on Wed, Sep 2, 2026: nobody can act under it now.",
    ]
    lasting = read_answers(action, over, at)
    assert len(list(doubts(action, lasting, at, ENVELOPE))) == 1


def test_comments_are_read_in_full_where_they_are_answered_a_marked_one_without_a_word() -> None:
    story = given.circulating()
    for count in range(11):
        marks = ["attorney-client"] if count == 1 else []
        text = f"CANARY {count}" if marks else f"{'word ' * 60}{count}"
        story.do("give_feedback", "dss", kind="comment", section="I. Purpose", text=text, marks=marks)
    shown = list(comments_in_full(story.at("cio")))
    assert shown[0] == f"C1 · DSS on “I. Purpose”: {'word ' * 60}0"
    assert shown[1].endswith("(marked: read it with “/gov comments”)")
    assert shown[-1] == "… and 1 more: read them with “/gov comments”."
    assert list(comments_in_full(given.raised().at("cio"))) == []
