"""The goals of plans that a policy serves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Command, Event, Needs
from govbot.core.membership.plan_actions import goal_choices
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext


class NameGoals(Command):
    goals: Annotated[
        tuple[str, ...],
        Ask(
            "Goals that the policy serves",
            "choices",
            "Of the latest edition of each plan; none takes all off",
            optional=True,
            choices=goal_choices,
            initial=lambda context: context.state.goals,
        ),
    ] = ()


def name_goals(context: PolicyContext, command: NameGoals) -> Iterator[Event]:
    """Goals of the latest editions are chosen anew; those of earlier editions stay on record."""
    offered = {choice.value for choice in goal_choices(context)}
    earlier = tuple(key for key in context.state.goals if key not in offered)
    yield e.GoalsNamed(goals=(*earlier, *command.goals))


goals_on_record = Needs(
    "a plan with goals",
    met=lambda context: bool(goal_choices(context)),
    otherwise="No plan's goals are entered yet. The seat whose plan it is enters them with “/gov plan”.",
)
