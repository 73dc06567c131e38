"""Target days by step: planned backward or forward in business days, and which of them a day overruns. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from govbot.core.days import business_day_after, business_day_before, said_day
from govbot.core.process import Process, StepDays
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.policy import STAGES, Stage

STATUTORY = "statutory"  # the name of the statutory deadline among the targets of the stages


def overrun(context: PolicyContext, day: date | None, after: Stage) -> Iterator[str]:
    """A warning for each target of a stage after this one, and the statutory deadline, that such a day overruns."""
    development = context.state.development
    if day is None or development is None:
        return
    for stage in STAGES[STAGES.index(after) + 1 :]:
        target = development.open_targets.get(stage)
        if target and target < day:
            name = context.process.stage(stage)
            yield f"The target for “{name}” is {said_day(target)}, before {said_day(day)}."
    if development.statutory and development.statutory < day:
        yield f"The statutory deadline is {said_day(development.statutory)}, before {said_day(day)}."


def usual_days(process: Process) -> dict[str, int]:
    """The business days that the process gives each stage from the staff review on, by stage."""
    return {
        "staff review": max(track.business_days for track in process.tracks),
        "agency feedback": process.circulation.business_days + process.circulation.response_business_days,
        "secretary's review": process.deadlines.secretary_business_days,
        "release candidate": process.deadlines.adoption_business_days,
    }


def days_of_template(days: StepDays) -> dict[str, int]:
    """The business days that a template gives each stage, by stage."""
    return {
        "drafting": days.drafting,
        "staff review": days.review,
        "agency feedback": days.feedback,
        "secretary's review": days.decision,
        "release candidate": days.adoption,
    }


def planned_backward(
    stage: str, deadline: date, takes: Mapping[str, int], process: Process
) -> dict[str, date]:
    """By when each stage after this one has to begin so that the deadline is met; the last one first.

    `takes` gives business days by stage.
    """
    planned: dict[str, date] = {}
    for ahead in reversed(STAGES[max(STAGES.index(stage) + 1, 2) :]):
        deadline = planned[ahead] = business_day_before(deadline, takes[ahead], process)
    return planned


def planned_forward(stage: str, start: date, takes: Mapping[str, int], process: Process) -> dict[str, date]:
    """When each stage after this one begins if this one takes its business days from `start` on."""
    planned: dict[str, date] = {}
    now = STAGES[max(STAGES.index(stage), 1)]
    for ahead in STAGES[STAGES.index(now) + 1 :]:
        start = planned[ahead] = business_day_after(start, takes[now], process)
        now = ahead
    return planned
