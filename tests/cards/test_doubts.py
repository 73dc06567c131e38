"""What may be a slip is said before it is confirmed, and nothing is refused for it."""

from __future__ import annotations

from datetime import date

import pytest

from govbot.cards.doubts import doubts, far_away
from govbot.cards.forms import ENVELOPE, read_answers
from govbot.table import BY_NAME
from tests.cards import given

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
    assert [one.partition(". ")[2] for one in doubts(action, asked, at, ENVELOPE)] == [
        "That is 125 years ago."
    ]
    assert action.preview is not None
    assert "effective Tue, Jan 1, 1901, in force at once" in str(next(iter(action.preview(at, asked))))
