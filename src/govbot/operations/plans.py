"""Takes plans' editions with goals from a TOML file into the directory, by the rule and events of `/gov plan`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from govbot.bot.courses import courses
from govbot.bot.recording import record
from govbot.bot.request_context import RequestContext
from govbot.core.config_errors import in_words, place
from govbot.core.grammar import Acting, Capacity, Event, FieldErrors
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.plan_actions import SetPlan, set_plan
from govbot.core.membership.planning import Edition
from govbot.core.process import Process
from govbot.core.process_file import line_of

OPERATOR = Capacity("operator", "operator")
LONGEST_GOAL = 300  # characters
NO_PLAN = "process.toml has no plan “{plan}” under [[plans]]. Write one of: {known}."
TWICE = "Edition {name} of this plan stands in the file already. Put its goals together."
TOO_EARLY = (
    "Edition {name} is not on record, but edition {later}, which stands below it, is. A new edition is the latest of "
    "its plan: put it last, or take it out."
)
OWN_LINE = "A goal is one line. Write “{number}” without line breaks."
IS_NEW = "{plan}, edition {name}: new, with {goals} goals{asks}."
IS_CHANGED = "{plan}, edition {name}: its goals are corrected; {goals} now."
ASKS = "; asks which of {count} policies still stand"


Problem = tuple[Sequence[int | str], str]  # the place of a value, and what is wrong with it


class PlansErrors(Exception):
    """A plans file can't be taken in; a sentence for each problem, each with its line."""


class _Edition(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    plan: str = Field(min_length=1)
    name: str = Field(min_length=1, max_length=20)
    goals: dict[str, str] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    editions: list[_Edition] = Field(min_length=1)


def plans_text(file: Path) -> str:
    """The text of a file. Raises PlansErrors where it cannot be read, or is no text in UTF-8."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PlansErrors(f"{file.name} can't be read, or is no text in UTF-8. Save it so.") from None


def read_plans(text: str, process: Process, name: str = "plans.toml") -> tuple[SetPlan, ...]:
    """The editions of a file, each as it would be entered in chat. Raises PlansErrors with every problem's line."""
    try:
        read = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise PlansErrors(f"{name} is no TOML file: {fault}.") from None
    except ValidationError as faults:
        problems: list[Problem] = [(fault["loc"], in_words(dict(fault))) for fault in faults.errors()]
        raise PlansErrors(_said(name, text, problems)) from None
    if problems := list(_problems(read.editions, process)):
        raise PlansErrors(_said(name, text, problems))
    return tuple(
        SetPlan(
            plan=each.plan,
            edition=each.name,
            goals="\n".join(f"{number}: {goal.strip()}" for number, goal in each.goals.items()),
        )
        for each in read.editions
    )


def _problems(editions: Sequence[_Edition], process: Process) -> Iterator[Problem]:
    known = [plan.key for plan in process.plans]
    seen: set[tuple[str, str]] = set()
    for number, each in enumerate(editions):
        if each.plan not in known:
            yield (
                ("editions", number, "plan"),
                NO_PLAN.format(plan=each.plan, known=", ".join(known) or "none"),
            )
        if (each.plan, each.name) in seen:
            yield ("editions", number, "name"), TWICE.format(name=each.name)
        seen.add((each.plan, each.name))
        for goal, text in each.goals.items():
            if len(text.splitlines()) != 1 or len(text) > LONGEST_GOAL:
                yield ("editions", number, "goals", goal), OWN_LINE.format(number=goal)


def _said(name: str, text: str, problems: Iterable[Problem]) -> str:
    return "\n".join(f"{name}, line {_line(text, at)}: {place(at)}: {words}" for at, words in problems)


def _line(text: str, at: Sequence[int | str]) -> int:
    """The line of a value; for a goal (the fourth part of its place), that of its number below its edition."""
    if len(at) < 4 or not isinstance(at[3], str):
        return line_of(text, at)
    begins = line_of(text, at[:2])
    goal = re.compile(rf'\s*"?{re.escape(at[3])}"?\s*=')
    below = enumerate(text.splitlines()[begins:], begins + 1)
    return next((number for number, line in below if goal.match(line)), begins)


def take_in_plans(context: RequestContext, wanted: Sequence[SetPlan], name: str = "plans.toml") -> list[str]:
    """Record the editions that differ from the record, the earliest first; a line for each. Repeating changes nothing.

    Raises PlansErrors where the rule of `/gov plan` refuses one, or a new edition is not the latest of its plan.
    """
    told: list[str] = []
    names = {plan.key: plan.name for plan in context.process.plans}
    for number, command in enumerate(wanted):
        known = {(each.plan, each.name): each for each in context.directory.planning.editions}
        _check_order(known, command, wanted[number + 1 :])
        (event,) = _events(context, command, name)
        before = known.get((command.plan, command.edition))
        if before is not None and before.goals == event.goals:
            continue
        record(context, DIRECTORY, Acting("operator", OPERATOR, context.today, evidence=name), [event])
        asks = ASKS.format(count=len(event.to_confirm)) if event.to_confirm else ""
        words = IS_NEW if before is None else IS_CHANGED
        told.append(
            words.format(plan=names[command.plan], name=command.edition, goals=len(event.goals), asks=asks)
        )
    return told


def _check_order(
    known: Mapping[tuple[str, str], Edition], command: SetPlan, following: Sequence[SetPlan]
) -> None:
    later = [
        each.edition for each in following if (each.plan, each.edition) in known and each.plan == command.plan
    ]
    if (command.plan, command.edition) not in known and later:
        raise PlansErrors(TOO_EARLY.format(name=command.edition, later=later[0]))


def _events(context: RequestContext, command: SetPlan, name: str) -> list[Any]:
    at = replace(context.rule_context(DIRECTORY, who=_operator(context)), listed=courses(context.tx))
    try:
        return list[Event](set_plan(at, command))
    except FieldErrors as problems:
        words = " ".join(problems.problems.values())
        raise PlansErrors(f"{name}: edition {command.edition} of {command.plan}: {words}") from None


def _operator(context: RequestContext) -> Acting:
    return Acting("operator", OPERATOR, context.today)
