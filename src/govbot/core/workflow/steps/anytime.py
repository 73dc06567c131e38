"""At any stage: timelines, directions of the deciding office, decisions, deviations, and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from govbot.core.days import business_day_before, said_day
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import MARKS, excerpt, mark_choices
from govbot.core.workflow.context import PolicyContext, current_development, today
from govbot.core.workflow.policy import STAGES
from govbot.core.workflow.standing import LIFTER, standing

TARGETS = {stage.replace(" ", "_").replace("'", ""): stage for stage in STAGES[2:]}


def target(stage: str) -> object:
    """The target date on record for a stage."""

    def initial(context: PolicyContext) -> str:
        development = context.state.development
        day = development.targets.get(stage) if development else None
        return day.isoformat() if day else ""

    return initial


def known_statutory(context: PolicyContext) -> str:
    """The statutory deadline on record."""
    development = context.state.development
    return development.statutory.isoformat() if development and development.statutory else ""


def known_citation(context: PolicyContext) -> str:
    development = context.state.development
    return development.statutory_citation if development else ""


class SetTimeline(Command):
    staff_review: Annotated[
        date | None, Ask("Target: staff review begins", "date", optional=True, initial=target("staff review"))
    ] = None
    agency_feedback: Annotated[
        date | None,
        Ask("Target: {agency} feedback begins", "date", optional=True, initial=target("agency feedback")),
    ] = None
    secretarys_review: Annotated[
        date | None,
        Ask("Target: the {secretary}'s review", "date", optional=True, initial=target("secretary's review")),
    ] = None
    release_candidate: Annotated[
        date | None, Ask("Target: approval", "date", optional=True, initial=target("release candidate"))
    ] = None
    statutory: Annotated[
        date | None, Ask("Statutory deadline", "date", optional=True, initial=known_statutory)
    ] = None
    citation: Annotated[str, Ask("Its citation", "line", optional=True, initial=known_citation, most=300)] = (
        ""
    )
    backward: Annotated[
        bool, Ask("Plan the targets left empty backward from the statutory deadline", "flag", optional=True)
    ] = False
    reason: Annotated[str, Ask("Why", "text", optional=True, most=1000)] = ""


def planned_backward(context: PolicyContext, deadline: date) -> dict[str, date]:
    """By when each stage has to begin, each step taking the business days that the process gives it."""
    process = context.process
    needed = {
        "release candidate": process.deadlines.adoption_business_days,
        "secretary's review": process.deadlines.secretary_business_days,
        "agency feedback": process.circulation.business_days + process.circulation.response_business_days,
        "staff review": max(track.business_days for track in process.tracks),
    }
    planned: dict[str, date] = {}
    for stage, count in needed.items():
        deadline = planned[stage] = business_day_before(deadline, count, process)
    return planned


def set_timeline(context: PolicyContext, command: SetTimeline) -> Iterator[Event]:
    days: dict[str, date] = {
        stage: day for field, stage in TARGETS.items() if (day := getattr(command, field))
    }
    if command.backward:
        days = _backward(context, command.statutory) | days
    if not days and not command.statutory:
        raise FieldErrors({"staff_review": "Give at least one day."})
    before = current_development(context).targets
    past = {
        field: "That day has passed. Choose a later one."
        for field, stage in TARGETS.items()
        if stage in days and days[stage] < today(context) and days[stage] != before.get(stage)
    }
    if past:
        raise FieldErrors(past)
    deadline = command.statutory or current_development(context).statutory
    _check_order(context, {**before, **days}, days.keys(), deadline)
    if command.statutory and not command.citation:
        raise FieldErrors({"citation": "Cite the law that sets this deadline."})
    yield e.TimelineSet(
        targets=days, statutory=command.statutory, citation=command.citation, reason=command.reason
    )


def _backward(context: PolicyContext, deadline: date | None) -> dict[str, date]:
    """The plan, for the stages that are still ahead; a problem where there is no time for it."""
    if deadline is None:
        raise FieldErrors({"statutory": "Give the statutory deadline to plan backward from."})
    ahead: tuple[str, ...] = STAGES[STAGES.index(current_development(context).stage) + 1 :]
    planned = {stage: day for stage, day in planned_backward(context, deadline).items() if stage in ahead}
    late = {stage: day for stage, day in planned.items() if day < today(context)}
    if late:
        stage, day = next(reversed(late.items()))
        raise FieldErrors(
            {
                "statutory": f"Planned backward, “{stage}” would have begun on {said_day(day)}. "
                "Set the days yourself, and leave “backward” unticked."
            }
        )
    return planned


def _check_order(
    context: PolicyContext, targets: Mapping[str, date], given: Set[str], statutory: date | None
) -> None:
    """Refuse targets that contradict each other: a stage before the one that it follows, or after the deadline.

    `given` are the stages whose targets are set now.
    """
    earlier, stage_before = date.min, ""
    for field, stage in TARGETS.items():
        day = targets.get(stage)
        if day is None:
            continue
        if day < earlier and {stage, stage_before} & given:
            name = context.process.stage(stage_before)
            raise FieldErrors({field: f"That is before the target for “{name}”, {said_day(earlier)}."})
        if statutory and day > statutory:
            raise FieldErrors({field: f"That is after the statutory deadline, {said_day(statutory)}."})
        earlier, stage_before = day, stage


class RecordDirection(Command):
    text: Annotated[str, Ask("What the {secretary} directed", "text", most=3000)]


def record_direction(context: PolicyContext, command: RecordDirection) -> Iterator[Event]:
    yield e.DirectionRecorded(text=command.text)


CONSENSUS = (Choice("reached", "Consensus was reached"), Choice("not reached", "Members differ"))


class RecordDecision(Command):
    text: Annotated[str, Ask("What the {steering_group} decided", "text", most=3000)]
    consensus: Annotated[
        Literal["reached", "not reached"], Ask("Consensus", "choice", choices=CONSENSUS, initial="reached")
    ]
    differs: Annotated[str, Ask("Who differs, and why", "text", optional=True, most=2000)] = ""


def record_decision(context: PolicyContext, command: RecordDecision) -> Iterator[Event]:
    if command.consensus == "not reached" and not command.differs:
        raise FieldErrors({"differs": "Say who differs and why, so that the record is fair to them."})
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
