"""The rows of priorities."""

from __future__ import annotations

from govbot.core.grammar import Action, always
from govbot.core.membership import priority_actions as priorities
from govbot.core.table.capacities import STEERING
from govbot.core.workflow import sources as s

ROWS: tuple[Action, ...] = (
    Action(
        "rank_need",
        label="Rank a need",
        command=priorities.RankNeed,
        rule=priorities.rank_need,
        by=STEERING,
        open=always,
        strength="may",
        source=s.STEERING,
        word="rank",
        stream="directory",
        reads_listed=True,
        done="The ranked list is changed. “/gov priorities” shows it.",
    ),
)
