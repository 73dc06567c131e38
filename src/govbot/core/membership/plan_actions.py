"""The actions with which plans' editions and goals are entered, and policies confirmed under them, and their rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from govbot.core.days import due_in
from govbot.core.grammar import Ask, Choice, Command, FieldErrors, Needs, RuleContext
from govbot.core.membership import plan_events as p
from govbot.core.membership.base import DirectoryEvent
from govbot.core.membership.choices import about_or_first, today
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.planning import Edition, goal_key
from govbot.core.process import Plan

MOST_GOALS = 25  # of an edition: a form shows those of every plan
GOAL = re.compile(r"(?P<number>[\w.-]{1,12})\s*[:)]\s*(?P<text>.+)")
NOT_YOURS = "These plans are entered by their own seats: {seats}."
NO_GOAL = (
    "Write a line for each goal as in “1.2: Data is shared”: its number, a colon, the goal. "
    "This is none: “{line}”."
)
CONFIRM_DAYS = 20  # business days in which the seat says which policies stand


def own_plans(context: DirectoryContext) -> list[Plan]:
    """The plans of the seat in which somebody acts; before that is known, of the person's seats."""
    capacity, day = context.who.capacity, today(context)
    if capacity.kind == "steering":
        return [plan for plan in context.process.plans if plan.seat == capacity.of]
    person = context.who.person
    return [plan for plan in context.process.plans if person in context.directory.seat_people(plan.seat, day)]


def _seats(context: DirectoryContext) -> str:
    names = {seat.key: seat.name for seat in context.process.seats}
    return context.say(
        NOT_YOURS, seats=", ".join(names[plan.seat] for plan in context.process.plans) or "none"
    )


has_plan = Needs("the seat of a plan", met=lambda context: bool(own_plans(context)), otherwise=_seats)


def plan_choices(context: DirectoryContext) -> list[Choice]:
    """The plans of the person's seats; any, for somebody who has none."""
    plans = own_plans(context) or context.process.plans
    return [Choice(plan.key, plan.name) for plan in plans]


def _about_or_first(context: DirectoryContext) -> str:
    values = [choice.value for choice in plan_choices(context)]
    about = context.about.partition(" ")[0]
    return about if about in values else next(iter(values), "")


def _goals_now(context: DirectoryContext) -> str:
    edition = context.directory.planning.current(_about_or_first(context))
    return "\n".join(f"{goal.number}: {goal.text}" for goal in edition.goals) if edition else ""


def _edition_now(context: DirectoryContext) -> str:
    edition = context.directory.planning.current(_about_or_first(context))
    return edition.name if edition else ""


class SetPlan(Command):
    plan: Annotated[str, Ask("Which plan?", "choice", choices=plan_choices, initial=_about_or_first)]
    edition: Annotated[
        str,
        Ask(
            "Edition",
            hint="As in “2026-2028”; the same one corrects its goals",
            initial=_edition_now,
            most=20,
        ),
    ]
    goals: Annotated[
        str, Ask("Goals", "text", "A line each: “1.2: Data is shared”", initial=_goals_now, most=3000)
    ]


def set_plan(context: DirectoryContext, command: SetPlan) -> Iterator[DirectoryEvent]:
    """Raises FieldErrors where a line is no goal, a number stands twice, or there are too many."""
    goals = _goals(command.goals)
    planning, plan = context.directory.planning, _plan(context, command.plan)
    if "/" in command.edition:
        raise FieldErrors({"edition": "Write it without a slash, as in “2026-2028”."})
    is_new = all((each.plan, each.name) != (plan.key, command.edition) for each in planning.editions)
    asked = is_new and plan.asks_standing
    to_confirm = tuple(_serving(context, plan.key)) if asked else ()
    yield p.PlanSet(
        plan=plan.key,
        edition=command.edition,
        goals=goals,
        seat=plan.seat,
        to_confirm=to_confirm,
        confirm_due=due_in(context.now, CONFIRM_DAYS, context.process) if to_confirm else None,
    )


def _plan(context: DirectoryContext, key: str) -> Plan:
    plan: Plan = next(plan for plan in context.process.plans if plan.key == key)
    return plan


def _goals(text: str) -> tuple[p.Goal, ...]:
    lines = list(filter(None, map(str.strip, text.splitlines())))
    read = [GOAL.fullmatch(line) for line in lines]
    for line, goal in zip(lines, read, strict=True):
        if goal is None:
            raise FieldErrors({"goals": NO_GOAL.format(line=line[:60])})
    goals = tuple(p.Goal(number=goal["number"], text=goal["text"].strip()) for goal in read if goal)
    numbers = [goal.number for goal in goals]
    if len(set(numbers)) < len(numbers):
        twice = next(number for number in numbers if numbers.count(number) > 1)
        raise FieldErrors({"goals": f"Number {twice} stands twice. Give each goal a number of its own."})
    if len(goals) > MOST_GOALS:
        raise FieldErrors(
            {"goals": f"An edition has at most {MOST_GOALS} goals here. Join what belongs together."}
        )
    return goals


def _serving(context: DirectoryContext, plan: str) -> Iterator[str]:
    """The policies in force that name a goal of any edition of this plan."""
    for each in in_force(context):
        if any(key.startswith(f"{plan}/") for key in each.course.goals):
            yield each.id


def in_force(context: RuleContext[Any]) -> list[Any]:
    """The policies that have a version in force or adopted, also while a revision is developed."""
    return [each for each in context.listed if each.course.in_force]


# Which policies stand ---------------------------------------------------------------------------------------


def _asked(context: DirectoryContext) -> list[tuple[Edition, str]]:
    """The policies of which something is to be said, of the latest edition of one's own plans; the open ones first."""
    editions = [
        edition for plan in own_plans(context) if (edition := context.directory.planning.current(plan.key))
    ]
    listed = [(edition, policy) for edition in editions for policy in edition.to_confirm]
    return sorted(listed, key=lambda each: each[1] not in each[0].unconfirmed)


def asked_choices(context: DirectoryContext) -> list[Choice]:
    return [
        Choice(f"{edition.plan} {policy}", f"{policy}, edition {edition.name}")
        for edition, policy in _asked(context)
    ]


def _asked_first(context: DirectoryContext) -> str:
    return about_or_first(context, asked_choices(context))


something_to_confirm = Needs(
    "a policy of which a new edition asks whether it stands",
    met=lambda context: bool(_asked(context)),
    otherwise="No new edition of a plan of yours asks whether policies still stand.",
)
OUTCOMES = (
    Choice("stands", "It stands"),
    Choice("to be revised", "It should be revised"),
    Choice("to be rescinded", "It should be rescinded"),
)


class ConfirmStanding(Command):
    which: Annotated[str, Ask("Which policy?", "choice", choices=asked_choices, initial=_asked_first)]
    outcome: Annotated[
        Literal["stands", "to be revised", "to be rescinded"],
        Ask("Under the new edition", "choice", choices=OUTCOMES),
    ]
    words: Annotated[str, Ask("Why", "text", "Needed unless it stands", optional=True, most=1000)] = ""


def confirm_standing(context: DirectoryContext, command: ConfirmStanding) -> Iterator[DirectoryEvent]:
    """Said again, it takes the place of what was said. Raises FieldErrors where a reason is missing."""
    if command.outcome != "stands" and not command.words:
        raise FieldErrors({"words": "Say in a sentence why."})
    plan, _, policy = command.which.partition(" ")
    edition = context.directory.planning.current(plan)
    if edition:
        yield p.StandingConfirmed(
            plan=plan, edition=edition.name, policy=policy, outcome=command.outcome, words=command.words
        )


# A plan is drafted --------------------------------------------------------------------------------------------


def _must_accord(context: DirectoryContext) -> list[Choice]:
    return [Choice(plan.key, plan.name) for plan in context.process.plans if plan.must_accord]


class BeginPlan(Command):
    plan: Annotated[
        str,
        Ask(
            "Which plan?", "choice", choices=_must_accord, initial=lambda c: next(iter(_must_accord(c))).value
        ),
    ]


a_plan_that_must_accord = Needs(
    "a plan that must accord with the policies in force",
    met=lambda context: bool(_must_accord(context)),
    otherwise="No plan of this government must accord with its policies: process.toml names none.",
)


def begin_plan(context: DirectoryContext, command: BeginPlan) -> Iterator[DirectoryEvent]:
    plan = _plan(context, command.plan)
    policies = tuple(each.id for each in in_force(context))
    yield p.PlanDraftBegun(plan=plan.key, seat=plan.seat, policies=policies)


# Goals that needs, reviews and policies name -------------------------------------------------------------------


def goal_choices(context: RuleContext[Any]) -> list[Choice]:
    """The goals of the latest edition of each plan."""
    names = {plan.key: plan.name for plan in context.process.plans}
    current = (context.directory.planning.current(plan.key) for plan in context.process.plans)
    return [
        Choice(
            goal_key(edition, goal), f"{names[edition.plan]} {edition.name}, {goal.number}: {goal.text[:50]}"
        )
        for edition in current
        if edition
        for goal in edition.goals
    ]
