"""The matrix of goals by policies: each goal of the plans' latest editions, and the policies that serve it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govbot.core.membership.directory import Directory
from govbot.core.membership.planning import goal_key
from govbot.core.process import Process
from govbot.core.workflow.overview import ENDED, Listed


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal: its key, its plan and edition by name, and the policies that serve it, each with its title."""

    key: str
    plan: str
    number: str
    text: str
    policies: tuple[tuple[str, str], ...]


def goal_rows(listed: Iterable[Listed], directory: Directory, process: Process) -> list[GoalRow]:
    """A row for each goal, in the order of plans and goals. Policies that are over serve none, needs do."""
    live = [each for each in listed if each.stage not in ENDED]
    rows = []
    for plan in process.plans:
        edition = directory.planning.current(plan.key)
        for goal in edition.goals if edition else ():
            key = goal_key(edition, goal) if edition else ""
            serving = tuple((each.id, each.title) for each in live if key in each.course.goals)
            rows.append(
                GoalRow(
                    key, f"{plan.name} {edition.name if edition else ''}", goal.number, goal.text, serving
                )
            )
    return rows
