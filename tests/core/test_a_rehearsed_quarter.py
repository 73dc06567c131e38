"""A quarter of eight policies with three people leaving: each week's list is what the oracle says."""

from __future__ import annotations

import pytest

from tests.core.given import Government
from tests.core.invariants import check, check_replay
from tests.core.quarter import expected, expected_vacant, mondays, rehearsed, shown, vacant

pytestmark = pytest.mark.check("R30")


def test_each_week_s_list_is_right() -> None:
    looked_at = []

    def look(government: Government) -> None:
        looked_at.append(government.today)
        assert shown(government) == expected(government.today), government.today
        assert vacant(government) == expected_vacant(government.today), government.today
        check(government)

    check_replay(rehearsed(look=look))
    assert looked_at == list(mondays())
