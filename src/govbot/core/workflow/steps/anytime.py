"""At any stage: directions of the deciding office, decisions, deviations, and marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, Needs
from govbot.core.membership.consensus import CONSENSUS, check_differs
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import MARKS, excerpt, mark_choices
from govbot.core.workflow.context import PolicyContext, today
from govbot.core.workflow.standing import LIFTER, standing


class RecordDirection(Command):
    text: Annotated[str, Ask("What the {secretary} directed", "text", most=3000)]


def record_direction(context: PolicyContext, command: RecordDirection) -> Iterator[Event]:
    yield e.DirectionRecorded(text=command.text)


class RecordDecision(Command):
    text: Annotated[str, Ask("What the {steering_group} decided", "text", most=3000)]
    consensus: Annotated[
        Literal["reached", "not reached"], Ask("Consensus", "choice", choices=CONSENSUS, initial="reached")
    ]
    differs: Annotated[str, Ask("Who differs, and why", "text", optional=True, most=2000)] = ""


def record_decision(context: PolicyContext, command: RecordDecision) -> Iterator[Event]:
    check_differs(command.consensus, command.differs)
    yield e.DecisionRecorded(text=command.text, consensus=command.consensus, differs=command.differs)


# The values are the record's names of the steps.
STEPS = (
    Choice("Step 1", "{step_drafting}: {group}, drafting"),
    Choice("Step 2", "{step_review}: staff review"),
    Choice("Step 3", "{step_feedback}: circulation to {agencies}"),
    Choice("Step 4", "{step_secretary}: the {secretary}'s review, adoption"),
    Choice("Step 6", "{step_implementation}: dissemination and implementation"),
    Choice("Step 7", "{step_upkeep}: regular reviews"),
)
BEFORE = (Choice("yes", "Before the fact"), Choice("no", "After the fact"))


class RecordDeviation(Command):
    step: Annotated[str, Ask("From which step", "choice", "{steps_note}", choices=STEPS)]
    exigency: Annotated[str, Ask("What exigency warrants it", "text", "Internal", most=2000)]
    authority: Annotated[str, Ask("On whose authority", "line", most=300)]
    public_sentence: Annotated[str, Ask("A sentence for the public", "line", most=500)]
    before: Annotated[Literal["yes", "no"], Ask("Recorded", "choice", choices=BEFORE, initial="yes")]
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()


def record_deviation(context: PolicyContext, command: RecordDeviation) -> Iterator[Event]:
    yield e.DeviationRecorded(
        step=command.step,
        exigency=command.exigency,
        authority=command.authority,
        public_sentence=command.public_sentence,
        before_the_fact=command.before == "yes",
        marks=command.marks,
    )


# Agencies that are taken off the list ----------------------------------------------------------------


class EndAgencyPart(Command):
    pass


def end_agency_part(context: PolicyContext, command: EndAgencyPart) -> Iterator[Event]:
    """The agency whose code the obligation is about is on the list no more; recorded once."""
    agency = context.about
    if agency not in context.directory.agencies and agency not in context.state.retired:
        yield e.AgencyPartEnded(agency=agency)


# Marks -----------------------------------------------------------------------------------------------


def items(context: PolicyContext) -> list[Choice]:
    """Everything of this policy that can carry a mark."""
    labels = {item: item for item in context.state.authors}
    development = context.state.development
    for comment in development.comments if development else ():
        item = f"comment {comment.id}"
        words = "(marked)" if context.state.marks.get(item) else excerpt(comment.text, 40)
        labels[item] = f"{item} · {comment.agency} · {words}"
    return [Choice(item, label) for item, label in labels.items()]


class SetMark(Command):
    item: Annotated[str, Ask("What carries the mark", "choice", choices=items)]
    marks: Annotated[tuple[str, ...], Ask("Marks", "choices", choices=mark_choices)]
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def set_mark(context: PolicyContext, command: SetMark) -> Iterator[Event]:
    yield e.MarkSet(item=command.item, marks=command.marks, reason=command.reason)


has_items = Needs(
    "something that can carry a mark",
    met=lambda context: bool(context.state.authors),
    otherwise="There is nothing yet that could carry a mark.",
)


def marked(context: PolicyContext) -> list[Choice]:
    """What carries a mark that the acting capacity lifts: those of its office, or, for the one who approves, all."""
    names = {mark.key: mark.name for mark in context.process.marks}
    return [
        Choice(f"{item}/{mark}", f"{item}: {names.get(mark, mark)}")
        for item, carried in context.state.marks.items()
        for mark in carried
        if _lifts(context, mark)
    ]


def _lifts(context: PolicyContext, mark: str) -> bool:
    capacity = context.who.capacity
    if capacity.kind != LIFTER:
        return True
    held = standing(context.state, context.directory, context.process, context.who.person, today(context))
    return replace(capacity, of=mark) in held


has_marked = Needs(
    "something that carries a mark",
    met=lambda context: bool(marked(context)),
    otherwise="Nothing of this policy carries a mark.",
)


class LiftMark(Command):
    which: Annotated[str, Ask("Which mark is lifted", "choice", choices=marked)]
    reason: Annotated[str, Ask("Why", "line", most=300)]


def lift_mark(context: PolicyContext, command: LiftMark) -> Iterator[Event]:
    item, _, mark = command.which.rpartition("/")
    yield e.MarkLifted(item=item, mark=mark, reason=command.reason)
