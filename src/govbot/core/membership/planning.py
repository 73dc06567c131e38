"""Priorities and plans as a state: the ranked list, editions with goals, reports to bodies. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast

from govbot.core.grammar import Entry, Obligation
from govbot.core.membership import plan_events as p


@dataclass(frozen=True, slots=True)
class Priority:
    """A need on the ranked list, why it has its place, and since when."""

    policy: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a plan. `confirmed` says of policies whether they still stand: the policy, the outcome, words."""

    plan: str
    name: str
    goals: tuple[p.Goal, ...]
    seat: str
    on: date
    to_confirm: tuple[str, ...] = ()
    confirm_due: datetime | None = None
    confirmed: tuple[tuple[str, str, str], ...] = ()

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The policies of which nobody has said yet whether they stand."""
        said = {policy for policy, _, _ in self.confirmed}
        return tuple(policy for policy in self.to_confirm if policy not in said)


@dataclass(frozen=True, slots=True)
class BodyReport:
    """What was put before a body, when, and with which outcome."""

    id: str
    body: str
    on: date
    text: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Planning:
    """The ranked list, the first need first; the plans' editions, the latest last; the reports to bodies.

    `drafted` are the plans that are being drafted, each since which day.
    """

    priorities: tuple[Priority, ...] = ()
    editions: tuple[Edition, ...] = ()
    reports: tuple[BodyReport, ...] = ()
    drafted: Mapping[str, date] = field(default_factory=dict)

    def place(self, policy: str) -> tuple[int, Priority] | None:
        """A need's place, from 1, and why; None where it is not on the list."""
        ranked = enumerate(self.priorities, 1)
        return next(((number, each) for number, each in ranked if each.policy == policy), None)

    def current(self, plan: str) -> Edition | None:
        """The edition of a plan that was entered last."""
        return next((each for each in reversed(self.editions) if each.plan == plan), None)

    def goal(self, key: str) -> tuple[Edition, p.Goal] | None:
        """The goal that a key names ("data_plan/2026/1.2"), with its edition; None where there is none."""
        plan, _, rest = key.partition("/")
        edition, _, number = rest.rpartition("/")
        return next(
            (
                (each, goal)
                for each in self.editions
                if (each.plan, each.name) == (plan, edition)
                for goal in each.goals
                if goal.number == number
            ),
            None,
        )


def goal_key(edition: Edition, goal: p.Goal) -> str:
    """How a policy names a goal: plan, edition and number."""
    return f"{edition.plan}/{edition.name}/{goal.number}"


def after(planning: Planning, entry: Entry) -> Planning:
    """The plans after an entry about them."""
    event = cast(p.PlanEvents, entry.event)
    match event:
        case p.NeedRanked():
            others = [each for each in planning.priorities if each.policy != event.policy]
            if event.place:
                others.insert(event.place - 1, Priority(event.policy, event.reason, entry.happened_on))
            return replace(planning, priorities=tuple(others))
        case p.PlanSet():
            return _not_drafted(_with_edition(planning, event, entry.happened_on), event.plan)
        case p.StandingConfirmed():
            said = (event.policy, event.outcome, event.words)
            editions = tuple(
                replace(each, confirmed=(*(c for c in each.confirmed if c[0] != event.policy), said))
                if (each.plan, each.name) == (event.plan, event.edition)
                else each
                for each in planning.editions
            )
            return replace(planning, editions=editions)
        case p.PlanDraftBegun():
            return replace(planning, drafted={**planning.drafted, event.plan: entry.happened_on})
        case p.PlanDraftEnded():
            return _not_drafted(planning, event.plan)
        case p.BodyReported():
            report = BodyReport(event.report, event.body, event.convened_on, event.text, event.outcome)
            known = [report if each.id == event.report else each for each in planning.reports]
            return replace(planning, reports=tuple(known if report in known else [*known, report]))


def _not_drafted(planning: Planning, plan: str) -> Planning:
    return replace(planning, drafted={key: on for key, on in planning.drafted.items() if key != plan})


def _with_edition(planning: Planning, event: p.PlanSet, day: date) -> Planning:
    """The edition with its goals; corrected in its place where it is known, else the latest."""
    new = Edition(
        event.plan, event.edition, event.goals, event.seat, day, event.to_confirm, event.confirm_due
    )
    known = [(each.plan, each.name) == (event.plan, event.edition) for each in planning.editions]
    if not any(known):
        return replace(planning, editions=(*planning.editions, new))
    editions = tuple(
        replace(each, goals=event.goals) if is_it else each
        for each, is_it in zip(planning.editions, known, strict=True)
    )
    return replace(planning, editions=editions)


def obligations(planning: Planning) -> Iterator[Obligation]:
    """The seat of a plan says of each policy whether it still stands under the latest edition."""
    for edition in planning.editions:
        if planning.current(edition.plan) != edition:
            continue
        for policy in edition.unconfirmed:
            what = f"whether {policy} still stands under the edition {edition.name} of your plan"
            yield Obligation(
                f"seat:{edition.seat}",
                "confirm_standing",
                what,
                edition.confirm_due,
                f"{edition.plan} {policy}",
            )
