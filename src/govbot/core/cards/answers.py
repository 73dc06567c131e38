"""Answers to a form become a command, or a sentence at each field that is wrong."""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError

from govbot.core.cards.choice_matching import CHOOSE, by_label
from govbot.core.cards.forms import asks_of, choices_of, most_of
from govbot.core.grammar import Action, Ask, Command, Document, FieldErrors, RuleContext
from govbot.core.plain_text import without_harmful

FIRST_YEAR, LAST_YEAR = 1900, 2199
NO_DAY = "That is no day. Write it as in 2026-12-04."
NO_FIT = "That answer does not fit here. Choose or write another one."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Unreadable:
    """Stands for an answer of a kind that no form sends: an object, a number, a list in a list."""


UNREADABLE = Unreadable()


def read_answers(action: Action, answers: Mapping[str, Any], context: RuleContext[Any]) -> Command:
    """The command that these answers make; raises FieldErrors with a sentence for each wrong field."""
    asks = asks_of(action.command)
    asked = {name: ask for name, ask in asks.items() if ask.when is None or ask.when(context)}
    many = {name for name in asked if _takes_many(action.command, name)}
    values = read_fields(asked, answers, context, many)
    try:
        return action.command(**values)
    except ValidationError as errors:
        raise FieldErrors(
            {str(problem["loc"][0]): _sentence(problem["type"]) for problem in errors.errors()}
        ) from None


def read_fields(
    asks: Mapping[str, Ask], answers: Mapping[str, Any], context: RuleContext[Any], many: Iterable[str] = ()
) -> dict[str, Any]:
    """The answers to these questions, those left empty left out; raises FieldErrors."""
    problems: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name, ask in asks.items():
        answer = clean(answers.get(name))
        if name in many and isinstance(answer, str) and answer:
            answer = (answer,)
        if ask.choices and answer:
            answer = by_label(answer, choices_of(ask, context))
        problem = check(ask, answer, context, many=name in many)
        if problem:
            problems[name] = problem
        elif answer not in (None, "", ()):
            values[name] = answer
    if problems:
        raise FieldErrors(problems)
    return values


def clean(answer: Any) -> Any:
    """The answer without surrounding space and unseen characters; lists as tuples, each value once.

    What no form sends becomes `UNREADABLE`: whoever speaks to the platform's door may send anything.
    """
    match answer:
        case str():
            return _clean(answer)
        case list() | tuple():
            values = [clean(value) for value in answer]
            if not all(isinstance(value, str) for value in values):
                return UNREADABLE
            return tuple(value for value in dict.fromkeys(values) if value)
        case None | bool() | Document():
            return answer
        case _:
            return UNREADABLE


def _clean(answer: str) -> str:
    normal = unicodedata.normalize("NFC", answer).replace("\r\n", "\n").replace("\r", "\n")
    seen = without_harmful(normal).strip()
    nothing_to_see = all(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in seen)
    return "" if nothing_to_see else seen


def check(ask: Ask, answer: Any, context: RuleContext[Any], many: bool) -> str:
    """The problem with an answer, as a sentence; empty where there is none."""
    if answer is UNREADABLE:
        return NO_FIT
    if answer in (None, "", ()):
        return "" if ask.optional else context.say(_needed(ask))
    match ask.kind:
        case "line" | "text":
            return _words(ask, answer)
        case "date":
            return _day(answer)
        case "choice" | "choices" | "person" | "people":
            return _chosen(ask, answer, context, many)
        case "policy":
            return "" if isinstance(answer, str) and len(answer) <= most_of(ask) else NO_FIT
        case "file":
            return "" if isinstance(answer, Document) else "Attach the file, please."
        case "flag":
            return "" if isinstance(answer, (bool, str)) else NO_FIT


def _words(ask: Ask, answer: Any) -> str:
    if isinstance(answer, Document):
        return ""
    if not isinstance(answer, str):
        return NO_FIT
    return too_long(ask, answer) or (
        "Write this on one line." if ask.kind == "line" and "\n" in answer else ""
    )


def too_long(ask: Ask, answer: str) -> str:
    """Says that a text is too long, where it is."""
    most = most_of(ask)
    return (
        f"This is {len(answer):,} characters long; at most {most:,} fit. Shorten it, please."
        if len(answer) > most
        else ""
    )


def _day(answer: Any) -> str:
    if not isinstance(answer, str) or not _DAY.fullmatch(answer):
        return NO_DAY
    try:
        year = date.fromisoformat(answer).year
    except ValueError:
        return NO_DAY
    return "" if FIRST_YEAR <= year <= LAST_YEAR else f"Give a day between {FIRST_YEAR} and {LAST_YEAR}."


def _chosen(ask: Ask, answer: Any, context: RuleContext[Any], many: bool) -> str:
    if not isinstance(answer, tuple if many else str):
        return CHOOSE
    chosen: tuple[Any, ...] = tuple(answer) if many else (answer,)
    if len(chosen) > most_of(ask):
        return f"Choose at most {most_of(ask)}."
    known = {choice.value for choice in choices_of(ask, context)}
    return "" if all(value in known for value in chosen) else CHOOSE


def _needed(ask: Ask) -> str:
    if ask.needed:
        return ask.needed
    match ask.kind:
        case "choices" | "people":
            return "Choose one or more, please."
        case "choice" | "person" | "policy":
            return "Choose one, please."
        case "date":
            return "Choose a day, please."
        case "file":
            return "Attach the file, please."
        case _:
            return "Please write something here."


def _sentence(kind: str) -> str:
    return "Tick the box or leave it empty." if kind.startswith("bool") else NO_FIT


def _takes_many(command: type[Command], name: str) -> bool:
    annotation = command.model_fields[name].annotation
    options = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
    return any(get_origin(option) is tuple for option in options)
