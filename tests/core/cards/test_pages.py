"""The words around a link: for how long it is good, in words."""

from __future__ import annotations

import pytest

from govbot.core.cards.pages import span


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (15, "15 minutes"), (60, "1 hour"), (90, "90 minutes"), (480, "8 hours")],
)
def test_a_length_of_time_is_said_in_hours_where_it_is_whole_hours(minutes: int, words: str) -> None:
    assert span(minutes) == words
