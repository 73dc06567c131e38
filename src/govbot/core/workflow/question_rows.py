"""The questions of a feedback period: how they are written, and question by question who answered what. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from govbot.core.workflow.policy import Comment, Development, Period

MOST_QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question, its number, and the answers to it that count, in the order in which they came."""

    number: int
    text: str
    answers: tuple[Comment, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies of which somebody answered it; those from outside are none."""
        return tuple(dict.fromkeys(answer.agency for answer in self.answers if answer.agency))


def questions_in(text: str) -> tuple[str, ...]:
    """The questions that somebody wrote, one in each line, without numbers before them."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(_without_number(line) for line in lines if line)


def _without_number(line: str) -> str:
    first, _, rest = line.partition(" ")
    is_number = first.rstrip(".)").isdecimal() and first[-1] in ".)"
    return rest.strip() if is_number or first in ("-", "*", "•") else line


def period_with_questions(development: Development) -> Period | None:
    """The latest period in which something was asked in particular; None where there is none."""
    return next((period for period in reversed(development.periods) if period.numbered), None)


def question_rows(development: Development, period: Period) -> tuple[QuestionRow, ...]:
    """Each question of this period with its answers."""
    answers = [answer for answer in development.counted if answer.period == period.number]
    return tuple(
        QuestionRow(number, text, tuple(answer for answer in answers if answer.question == number))
        for number, text in enumerate(period.numbered, 1)
    )
