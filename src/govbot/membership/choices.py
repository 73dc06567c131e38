"""Lists of people, agencies and seats for forms: pure functions of the directory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govbot.days import local_day
from govbot.grammar import At, Choice
from govbot.membership.directory import Directory


def today(at: At[Any]) -> Any:
    """The government's day of this moment."""
    return local_day(at.now, at.process)


def as_choices(directory: Directory, people: Iterable[str]) -> list[Choice]:
    """People by name and address, so that like names cannot be confused."""
    listed = [Choice(person, directory.named(person)) for person in people]
    return sorted(listed, key=lambda choice: choice.label.casefold())


def everybody(at: At[Any]) -> list[Choice]:
    return as_choices(at.directory, at.directory.active_people())


def steering_group(at: At[Any]) -> list[Choice]:
    return as_choices(at.directory, at.directory.steering(today(at)))


def agency_choices(at: At[Any]) -> list[Choice]:
    return [Choice(code, f"{name} ({code})") for code, name in at.directory.agencies.items()]
