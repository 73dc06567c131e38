"""A representative asks a question on a draft; it is answered to them alone, or to everybody who was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation
from govbot.core.texts import literal
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import own_place
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.context import PolicyContext, latest_period
from govbot.core.workflow.policy import Policy, RepresentativeQuestion

TO = (Choice("asker", "To whoever asked"), Choice("all", "To everybody who was asked, without their name"))
ANSWERED = "This question has an answer already. Choose another one."


class AskQuestion(Command):
    text: Annotated[
        str,
        Ask("Your question", "text", "The {lead} answers you, or everybody who was asked", most=1000),
    ]


def ask_question(context: PolicyContext, command: AskQuestion) -> Iterator[Event]:
    period = latest_period(context)
    yield e.QuestionAsked(
        period=period.number,
        question=f"N{len(period.questions_asked) + 1}",
        agency=own_place(context, period).agency,
        text=command.text,
    )


def _open(policy: Policy) -> list[RepresentativeQuestion]:
    """The questions of the latest period that have no answer yet."""
    period = policy.development.period if policy.development else None
    return [each for each in period.questions_asked if not each.answer] if period else []


def _open_choices(context: PolicyContext) -> list[Choice]:
    name = context.directory.name
    return [
        Choice(each.id, f"{each.id}, {name(each.person)}: {excerpt(each.text, 80)}")
        for each in _open(context.state)
    ]


def _about_or_first(context: PolicyContext) -> str:
    ids = [choice.value for choice in _open_choices(context)]
    return context.about if context.about in ids else next(iter(ids), "")


class AnswerQuestion(Command):
    question: Annotated[str, Ask("Which question?", "choice", choices=_open_choices, initial=_about_or_first)]
    text: Annotated[str, Ask("The answer", "text", most=2000)]
    to: Annotated[Literal["asker", "all"], Ask("To whom", "choice", choices=TO, initial="asker")]


def answer_question(context: PolicyContext, command: AnswerQuestion) -> Iterator[Event]:
    """Raises FieldErrors where somebody else has answered it meanwhile."""
    period = latest_period(context)
    if command.question not in {each.id for each in _open(context.state)}:
        raise FieldErrors({"question": ANSWERED})
    yield e.QuestionAnswered(
        period=period.number, question=command.question, text=command.text, to_all=command.to == "all"
    )


has_question = Needs(
    "a question without an answer",
    met=lambda context: bool(_open(context.state)),
    otherwise="No question of a representative waits for an answer.",
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The lead answers each question."""
    for each in _open(policy):
        what = f"an answer to a question: {literal(excerpt(each.text, 80))}"
        yield Obligation("role:lead", "answer_question", what, None, each.id, strength="may")
