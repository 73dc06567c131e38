"""The whole table, in the order of the process, and its rows by name and by the word that one types."""

from __future__ import annotations

from govbot.core.grammar import Action
from govbot.core.table import (
    anytime,
    board,
    circulation,
    directory,
    drafting,
    entered,
    feedback,
    feedback_period,
    group_meetings,
    implementation,
    meetings,
    needs,
    planning,
    responding,
    reviews,
    secretary,
    staff_review,
)

TABLE: tuple[Action, ...] = (
    *needs.ROWS,
    *drafting.ROWS,
    *group_meetings.ROWS,
    *staff_review.ROWS,
    *feedback.ROWS,
    *feedback_period.ROWS,
    *responding.ROWS,
    *circulation.ROWS,
    *board.ROWS,
    *secretary.ROWS,
    *implementation.ROWS,
    *reviews.ROWS,
    *anytime.ROWS,
    *meetings.ROWS,
    *planning.ROWS,
    *directory.ROWS,
    *entered.ROWS,
)
BY_NAME = {action.name: action for action in TABLE}
BY_WORD = {action.word: action for action in TABLE if action.word}
