"""A case for each row of the table, in a file for each step."""

from __future__ import annotations

from tests.core.rows import (
    adoption,
    anytime,
    board,
    directory,
    drafting,
    entered,
    feedback,
    group_meetings,
    groups,
    implementation,
    meetings,
    needs,
    planning,
    process_moves,
    secretary,
    staff_review,
    upkeep,
)
from tests.core.rows.case import Case

STEPS = (
    needs,
    groups,
    group_meetings,
    drafting,
    staff_review,
    feedback,
    board,
    secretary,
    adoption,
    implementation,
    upkeep,
    anytime,
    meetings,
    planning,
    process_moves,
    directory,
    entered,
)
CASES: dict[str, Case] = {name: case for step in STEPS for name, case in step.CASES.items()}
