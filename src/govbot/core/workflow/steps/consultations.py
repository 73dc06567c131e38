"""Offices are consulted where that is judged necessary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Event, Needs, Obligation
from govbot.core.texts import literal
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import MARKS, about_or_first, mark_choices, reviewers, usual_review_day
from govbot.core.workflow.context import PolicyContext, by_end_of
from govbot.core.workflow.policy import Policy


def consultations(context: PolicyContext) -> list[Choice]:
    return [Choice(consultation.key, consultation.name) for consultation in context.process.consultations]


def undecided(context: PolicyContext) -> list[Choice]:
    """The consultations of which nothing is recorded yet."""
    development = context.state.development
    decided = {consultation.key for consultation in development.consultations} if development else set()
    return [choice for choice in consultations(context) if choice.value not in decided]


has_undecided = Needs(
    "a consultation that is not decided yet",
    met=lambda context: bool(undecided(context)),
    otherwise="Both consultations are decided already.",
)


consults = Needs(
    "an office to consult",
    met=lambda context: bool(context.process.consultations),
    otherwise="This government's process names no consultations.",
)


class Consult(Command):
    consultation: Annotated[str, Ask("Whom", "choice", choices=consultations)]
    question: Annotated[str, Ask("What is asked", "text", most=2000)]
    due: Annotated[date, Ask("By when", "date", initial=usual_review_day)]


def consult(context: PolicyContext, command: Consult) -> Iterator[Event]:
    chosen = next(
        consultation
        for consultation in context.process.consultations
        if consultation.key == command.consultation
    )
    yield e.ConsultationAsked(
        consultation=chosen.key,
        name=chosen.name,
        party=f"office:{chosen.office}",
        question=command.question,
        due=by_end_of(context, command.due, "due"),
    )


class NotNecessary(Command):
    consultation: Annotated[str, Ask("Which consultation", "choice", choices=undecided)]
    reasons: Annotated[str, Ask("{office}'s judgment", "text", optional=True, most=2000)] = ""


def not_necessary(context: PolicyContext, command: NotNecessary) -> Iterator[Event]:
    chosen = next(
        consultation
        for consultation in context.process.consultations
        if consultation.key == command.consultation
    )
    yield e.ConsultationNotNecessary(consultation=chosen.key, name=chosen.name, reasons=command.reasons)


def own_consultations(context: PolicyContext) -> list[Choice]:
    development = context.state.development
    mine = (
        [
            consultation
            for consultation in development.consultations
            if consultation.party and context.who.person in reviewers(context, consultation.party)
        ]
        if development
        else []
    )
    return [Choice(consultation.key, consultation.name) for consultation in mine]


def own_consultation(context: PolicyContext) -> str:
    return about_or_first(context, own_consultations(context))


is_consulted = Needs(
    "a consultation of the person's office",
    met=lambda context: bool(own_consultations(context)),
    otherwise="Your office has not been consulted on this policy.",
)


class GiveAdvice(Command):
    consultation: Annotated[
        str, Ask("Consultation", "choice", choices=own_consultations, initial=own_consultation)
    ]
    text: Annotated[str, Ask("Your advice", "text", most=3000)]
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()


def give_advice(context: PolicyContext, command: GiveAdvice) -> Iterator[Event]:
    yield e.AdviceGiven(consultation=command.consultation, text=command.text, marks=command.marks)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """A consulted office: its advice."""
    development = policy.development
    if development is None or development.stage in ("need", "closed", "joined", "release candidate"):
        return
    for consultation in development.consultations:
        if consultation.party and not consultation.given:
            what = f"your office's advice: {literal(consultation.name)}"
            yield Obligation(consultation.party, "give_advice", what, consultation.due, consultation.key)
