"""The rows of the questions that a feedback period asks."""

from __future__ import annotations

from govbot.core.grammar import Action, all_of
from govbot.core.table.entering import WORD
from govbot.core.workflow import sources as s
from govbot.core.workflow.entering import since_circulated
from govbot.core.workflow.requirements import has_period, under_way
from govbot.core.workflow.steps import period_questions

ROWS: tuple[Action, ...] = (
    Action(
        "give_answers",
        label="Answer the questions",
        command=period_questions.GiveAnswers,
        rule=period_questions.give_answers,
        by=("representative",),
        open=all_of(under_way, has_period, period_questions.has_questions),
        strength="may",
        source=s.CIRCULATE,
        word="give-answers",
        done="Thank you: your answers are recorded.",
        entering=WORD,
        since=since_circulated,
    ),
)
