"""What the timeline says of a day: which targets, and which statutory deadline, come before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from govbot.core.days import said_day
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.policy import STAGES, Stage


def overrun(context: PolicyContext, day: date | None, after: Stage) -> Iterator[str]:
    """A warning for each target of a stage after this one, and the statutory deadline, that such a day overruns."""
    development = context.state.development
    if day is None or development is None:
        return
    for stage in STAGES[STAGES.index(after) + 1 :]:
        target = development.targets.get(stage)
        if target and target < day:
            name = context.process.stage(stage)
            yield f"The target for “{name}” is {said_day(target)}, before {said_day(day)}."
    if development.statutory and development.statutory < day:
        yield f"The statutory deadline is {said_day(development.statutory)}, before {said_day(day)}."
