"""What a case of a row is, and the sentences and histories that several steps share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.core.given import Step, document

Answers = dict[str, Any]
NO_GROUP = "This policy has no ad hoc group at work. To assemble one, use “/gov group”."
SIGNED = document("signed")


@dataclass(frozen=True)
class Case:
    """A row: a history in which it is open, who takes it with which answers and what happens; and its
    refusals.

    `days` are answers given in days from today. `closed` is a history in which it is not open, and why.
    `wrong` are answers with the problem that each makes, or the sentence of the refusal.
    """

    history: tuple[Step, ...]
    by: str
    answers: Answers
    happens: tuple[str, ...]
    days: dict[str, int] = field(default_factory=dict)
    closed: tuple[tuple[Step, ...], str] | None = None
    wrong: tuple[tuple[Answers, dict[str, int], dict[str, str] | str], ...] = ()


def wrong(problem: dict[str, str] | str, days: dict[str, int] | None = None, **answers: Any) -> Any:
    return answers, days or {}, problem


SOME = "Choose one or more, please."
SOMETHING = "Please write something here."
OVER = "That day is over. Choose a later one."
FAR = "Give a day between 1900 and 2199."
DUE_BEFORE = "It is due on Tue, Dec 15, 2026, 5:00 PM ET. Choose a day before that."
PASSED = "That day has passed. Choose a later one, or leave it empty."
