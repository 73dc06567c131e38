"""The timeline of a development: target days by step, planned from a statutory deadline or a template, and slips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date, datetime
from typing import Annotated

from govbot.core.days import business_days_between, closing, said_day
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Obligation
from govbot.core.texts import STAGE_NAMES
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, current_development, today
from govbot.core.workflow.forecasts import Forecast, forecast_words, forecasts
from govbot.core.workflow.policy import STAGES, Development, Policy, Slip
from govbot.core.workflow.timeline import (
    STATUTORY,
    days_of_template,
    planned_backward,
    planned_forward,
    usual_days,
)

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


def template_choices(context: PolicyContext) -> list[Choice]:
    """The templates of timelines, each with the business days that its steps take."""
    return [
        Choice(
            template.key, f"{template.name} ({sum(days_of_template(template.days).values())} business days)"
        )
        for template in context.process.timelines
    ]


class SetTimeline(Command):
    template: Annotated[
        str,
        Ask(
            "Plan the targets left empty by a template",
            "choice",
            "Backward from the statutory deadline where there is one, else forward from today",
            optional=True,
            choices=template_choices,
            when=lambda context: bool(context.process.timelines),
        ),
    ] = ""
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
        date | None,
        Ask(
            "Target: approval ({stage_candidate})", "date", optional=True, initial=target("release candidate")
        ),
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
    reason: Annotated[
        str, Ask("Why", "text", "Where a target has passed: why it was not met", optional=True, most=1000)
    ] = ""


def set_timeline(context: PolicyContext, command: SetTimeline) -> Iterator[Event]:
    """Raises FieldErrors where days contradict each other, have passed, or cannot be planned."""
    days = _days(context, command)
    if command.statutory and not command.citation:
        raise FieldErrors({"citation": "Cite the law that sets this deadline."})
    dues = {stage: closing(day, context.process) for stage, day in days.items()}
    if command.statutory:
        dues[STATUTORY] = closing(command.statutory, context.process)
    yield e.TimelineSet(
        targets=days, statutory=command.statutory, citation=command.citation, reason=command.reason, dues=dues,
        template=command.template,
    )  # fmt: skip


def _days(context: PolicyContext, command: SetTimeline) -> dict[str, date]:
    """The targets by stage: those given, and those that are planned in the places left empty."""
    before = current_development(context).targets
    days: dict[str, date] = {
        stage: day for field, stage in TARGETS.items() if (day := getattr(command, field))
    }
    plans = command.backward or bool(command.template)
    if plans:
        # A day on record that has passed, and stands in the form as it was, is planned anew.
        days = {
            stage: day for stage, day in days.items() if day >= today(context) or day != before.get(stage)
        }
        days = _planned(context, command, days.keys()) | days
    if not days and not command.statutory:
        raise FieldErrors({"staff_review": "Give at least one day."})
    past = {
        field: "That day has passed. Choose a later one."
        for field, stage in TARGETS.items()
        if stage in days and days[stage] < today(context) and days[stage] != before.get(stage)
    }
    if past:
        raise FieldErrors(past)
    deadline = command.statutory or current_development(context).statutory
    _check_order(context, {**before, **days}, days.keys(), deadline)
    return days


def _planned(context: PolicyContext, command: SetTimeline, given: Set[str]) -> dict[str, date]:
    """The plan, for the stages that are still ahead; a problem where there is no time for one that is not given."""
    template = next((each for each in context.process.timelines if each.key == command.template), None)
    takes = days_of_template(template.days) if template else usual_days(context.process)
    deadline = command.statutory or (current_development(context).statutory if template else None)
    now = current_development(context).stage
    if deadline is None and template is None:
        raise FieldErrors({"statutory": "Give the statutory deadline to plan backward from."})
    if deadline is None:
        return planned_forward(now, today(context), takes, context.process)
    planned = planned_backward(now, deadline, takes, context.process)
    late = {stage: day for stage, day in planned.items() if day < today(context) and stage not in given}
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


# The preview -----------------------------------------------------------------------------------------


def timeline_in_advance(context: PolicyContext, command: SetTimeline) -> Iterator[str]:
    """The targets ahead as they would be, the business days between them, and what earlier policies took."""
    development = current_development(context)
    targets = {**development.targets, **_days(context, command)}
    before, takes = today(context), usual_days(context.process)
    short: list[str] = []
    for stage in STAGES[STAGES.index(development.stage) + 1 :]:
        day = targets.get(stage)
        if day is None:
            continue
        count = business_days_between(before, day, context.process)
        was = development.targets.get(stage)
        changed = f" (was {said_day(was)})" if was and was != day else ""
        start = "today" if before == today(context) else "the target before"
        yield f"{context.process.stage(stage)}: {said_day(day)}{changed}, {count} business days after {start}."
        short += _too_short(context, stage, count, takes)
        before = day
    if deadline := command.statutory or development.statutory:
        yield f"Statutory deadline: {said_day(deadline)} ({command.citation or development.statutory_citation})."
    yield from short
    yield from forecast_words(_forecasts(context), context.process)


def _too_short(context: PolicyContext, stage: str, count: int, takes: Mapping[str, int]) -> Iterator[str]:
    """A warning where the step before this stage gets fewer business days than the process gives it."""
    step = STAGES[STAGES.index(stage) - 1]
    if count < takes.get(step, 0):
        name = context.process.stage(step)
        yield f"That leaves {count} business days for “{name}”; the process gives {takes[step]}."


def _forecasts(context: PolicyContext) -> list[Forecast]:
    others = [each.course for each in context.listed if each.id != context.state.id]
    own = current_development(context)
    return forecasts(own.stages, others, today(context), context.process)


# What time brings about ------------------------------------------------------------------------------


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The clock says when a target passes; whoever was asked says why, until the stage is reached."""
    development = policy.development
    if development is None or development.stage not in STAGES:
        return
    told = {(slip.stage, slip.target) for slip in development.slips}
    for stage, day in _dates(policy).items():
        due = development.target_dues.get(stage)
        if due and (stage, day) not in told:
            yield Obligation("clock", "say_slip", "a target's passing", due, stage)
    for slip in development.slips:
        if is_open(development, slip):
            what = f"why {slipped_words(slip.stage)} was not met"
            for party in slip.silent:
                yield Obligation(party, "explain_slip", what, slip.due, slip.id)


def is_open(development: Development, slip: Slip) -> bool:
    """Whether what was not met in time is still ahead: the stage is not reached, or the deadline is the statute's."""
    if slip.stage == STATUTORY:
        return True
    ahead = STAGES[STAGES.index(development.stage) + 1 :] if development.stage in STAGES else ()
    return slip.stage in ahead and development.met.get(slip.stage) != slip.target


def _dates(policy: Policy) -> dict[str, date]:
    development = policy.development
    if development is None:
        return {}
    statutory = {STATUTORY: development.statutory} if development.statutory else {}
    return {**development.open_targets, **statutory}


def slipped_words(stage: str) -> str:
    """A template of how people read a target that was not met."""
    return "the statutory deadline" if stage == STATUTORY else f"the target for “{{{STAGE_NAMES[stage]}}}”"


def instant_of(policy: Policy, stage: str) -> tuple[date, datetime] | None:
    """The day of an open target and the instant at which it ends; None where it is not known."""
    development = policy.development
    day = _dates(policy).get(stage)
    due = development.target_dues.get(stage) if development else None
    return (day, due) if day and due else None
