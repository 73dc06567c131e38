"""The rows of what comes in to a feedback period: who has not answered yet, and how the comments are organised."""

from __future__ import annotations

from govbot.core.grammar import Action, all_of
from govbot.core.table.capacities import GUIDES
from govbot.core.workflow import sources as s
from govbot.core.workflow import unanswered
from govbot.core.workflow.requirements import under_way
from govbot.core.workflow.steps import circulation

ROWS: tuple[Action, ...] = (
    Action(
        "remind_unanswered",
        label="Remind those who have not answered",
        short="Remind the others",
        command=unanswered.RemindUnanswered,
        rule=unanswered.remind_unanswered,
        by=GUIDES,
        open=all_of(under_way, circulation.period_is_open, unanswered.somebody_unanswered),
        strength="may",
        source=s.CIRCULATE,
        word="remind-unanswered",
        preview=unanswered.reminded_in_advance,
        done="They are reminded, each in their own chat.",
    ),
)
