"""That a plan is being drafted is taken back: the action and its rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Needs
from govbot.core.membership import plan_events as p
from govbot.core.membership.base import DirectoryEvent
from govbot.core.membership.choices import first_of
from govbot.core.membership.context import DirectoryContext


def _drafted(context: DirectoryContext) -> list[Choice]:
    drafted = context.directory.planning.drafted
    return [Choice(plan.key, plan.name) for plan in context.process.plans if plan.key in drafted]


a_plan_in_draft = Needs(
    "a plan that is being drafted",
    met=lambda context: bool(_drafted(context)),
    otherwise="No plan is being drafted, as far as is recorded.",
)


class EndPlanDraft(Command):
    plan: Annotated[
        str,
        Ask(
            "Which plan?",
            "choice",
            choices=_drafted,
            initial=first_of(_drafted),
        ),
    ]
    reason: Annotated[str, Ask("Why", optional=True, most=300)] = ""


def end_plan_draft(context: DirectoryContext, command: EndPlanDraft) -> Iterator[DirectoryEvent]:
    plan = next(plan for plan in context.process.plans if plan.key == command.plan)
    yield p.PlanDraftEnded(plan=plan.key, seat=plan.seat, reason=command.reason)
