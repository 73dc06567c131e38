"""A year of 20 policies with slips, absences, a change of the CISO and two meetings a month, by an oracle."""

from __future__ import annotations

import pytest

from tests.conftest import THOROUGH
from tests.core.invariants import check_replay
from tests.core.year.oracle import look
from tests.core.year.year import Year

KINDS = {"late", "slipped", "to name", "at rest"}  # of the weekly list's lines
HEADINGS = {"decide", "late", "review", "deviation"}  # of the agenda


pytestmark = pytest.mark.check("R30")


@pytest.mark.parametrize("seed", range(10 if THOROUGH else 1))
def test_in_a_year_nothing_is_lost_and_lists_agendas_and_minutes_are_right(seed: int) -> None:
    year = Year(policies=20, days=400, seed=seed)
    year.run(look)
    check_replay(year.government)
    assert len(year.book.pages) == 20
    assert year.seen >= KINDS | HEADINGS
    recorded = {entry.type for entry in year.government.entries}
    assert {
        "Returned",
        "SentBack",
        "TargetPassed",
        "SlipExplained",
        "NeedBroughtBack",
        "LeadChanged",
    } <= recorded
    assert len(year.held) == 2 * 13
