"""Lists of people, agencies and seats for forms: pure functions of the directory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from govbot.core.days import local_day
from govbot.core.grammar import Choice, RuleContext
from govbot.core.membership.directory import Directory


def today(context: RuleContext[Any]) -> Any:
    """Today's date in the government's time zone."""
    return local_day(context.now, context.process)


def as_choices(directory: Directory, people: Iterable[str]) -> list[Choice]:
    """People by name and address, so that like names cannot be confused."""
    listed = [Choice(person, directory.named(person)) for person in people]
    return sorted(listed, key=lambda choice: choice.label.casefold())


def about_or_first(context: RuleContext[Any], choices: Sequence[Choice]) -> str:
    """The choice that the pressed button names; else the first, or "" where there is none."""
    if any(choice.value == context.about for choice in choices):
        return context.about
    return choices[0].value if choices else ""


def first_of(choices: Callable[[RuleContext[Any]], Sequence[Choice]]) -> Callable[[RuleContext[Any]], str]:
    """A form's initial value: the first of these choices, "" where there is none."""
    return lambda context: next((choice.value for choice in choices(context)), "")


def everybody(context: RuleContext[Any]) -> list[Choice]:
    return as_choices(context.directory, context.directory.active_people())


def steering_group(context: RuleContext[Any]) -> list[Choice]:
    return as_choices(context.directory, context.directory.steering(today(context)))


def agency_choices(context: RuleContext[Any]) -> list[Choice]:
    return [Choice(code, f"{name} ({code})") for code, name in context.directory.agencies.items()]
