"""Priorities as a state: the ranked list of needs, with the reasons for each place. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from govbot.core.grammar import Entry
from govbot.core.membership import plan_events as p


@dataclass(frozen=True, slots=True)
class Priority:
    """A need on the ranked list, why it has its place, and since when."""

    policy: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Planning:
    """The ranked list, the first need first."""

    priorities: tuple[Priority, ...] = ()

    def place(self, policy: str) -> tuple[int, Priority] | None:
        """A need's place, from 1, and why; None where it is not on the list."""
        ranked = enumerate(self.priorities, 1)
        return next(((number, each) for number, each in ranked if each.policy == policy), None)


def after(planning: Planning, entry: Entry) -> Planning:
    """The plans after an entry about them."""
    event = cast(p.PlanEvents, entry.event)
    match event:
        case p.NeedRanked():
            others = [each for each in planning.priorities if each.policy != event.policy]
            if event.place:
                others.insert(event.place - 1, Priority(event.policy, event.reason, entry.happened_on))
            return replace(planning, priorities=tuple(others))
