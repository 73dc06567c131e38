"""A command's fields are its form: what is asked, what is prefilled, and how answers become a command."""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError

from govbot.core.cards.choice_matching import CHOOSE, by_label
from govbot.core.cards.vocabulary import Field
from govbot.core.grammar import (
    Action,
    Ask,
    Capacity,
    Choice,
    Command,
    Document,
    FieldErrors,
    Refusal,
    RuleContext,
)

MOST_CHOICES = 100
MOST_LISTED = 500
DEFAULT_MOST = {"line": 300, "text": 3000, "choices": MOST_LISTED, "people": MOST_LISTED}
FIRST_YEAR, LAST_YEAR = 1900, 2199

# Asked besides a command's own fields: when an act is entered later, or for somebody else.
ENTERED_FOR = "entered_for"
WHOSE = Ask(
    "Whose act is it?", "person", "Their own act, which you enter for them; this makes nobody a designee"
)
ENVELOPE: dict[str, Ask] = {
    "happened_on": Ask("On which day", "date", "Today or earlier; empty: today", optional=True),
    "evidence": Ask(
        "Evidence", "line", "By telephone; memo of May 4; meeting of June 2", optional=True, most=300
    ),
    "evidence_file": Ask(
        "Signed document",
        "file",
        "Kept as it comes; needed for the {secretary}'s approval",
        optional=True,
        as_is=True,
    ),
}
CAPACITY = "acting_as"

NOTHING_YET = "There is nothing to choose from yet for “{asked}”. Ask the {lead} what comes first."
NO_DAY = "That is no day. Write it as in 2026-12-04."
NO_FIT = "That answer does not fit here. Choose or write another one."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Signs that turn the direction of what follows: they make a name read as another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = ("Cc", "Cs", "Cn")


class Unreadable:
    """Stands for an answer of a kind that no form sends: an object, a number, a list in a list."""


UNREADABLE = Unreadable()


# The form --------------------------------------------------------------------------------------------


@cache
def asks_of(command: type[Command]) -> Mapping[str, Ask]:
    """The `Ask` of each field, in order."""
    asks = {}
    for name, info in command.model_fields.items():
        asks[name] = next(note for note in info.metadata if isinstance(note, Ask))
    return asks


@cache
def is_document(command: type[Command], name: str) -> bool:
    """Whether this field takes a document (a file, or a text that becomes one)."""
    annotation = command.model_fields[name].annotation
    return annotation is Document or Document in get_args(annotation)


def fields(action: Action, context: RuleContext[Any]) -> tuple[Field, ...]:
    """The form of this action at this moment; refused where something needed has nothing to choose from."""
    return tuple(
        drawn
        for name, ask in asks_of(action.command).items()
        if ask.when is None or ask.when(context)
        if (drawn := draw_field(name, ask, context)) is not None
    )


def draw_field(name: str, ask: Ask, context: RuleContext[Any]) -> Field | None:
    """One question, with its choices and what is prefilled.

    None where it may be left out and offers no choice.
    """
    choices = choices_of(ask, context)
    if ask.choices and not choices:
        if ask.optional:
            return None
        raise Refusal(context.say(NOTHING_YET, asked=context.say(ask.label)))
    initial = ask.initial(context) if callable(ask.initial) else ask.initial
    long = ask.kind == "policy" or len(choices) > MOST_CHOICES
    labels = {choice.value: choice.label for choice in choices}
    prefilled = _prefilled(initial)
    if ask.choices and isinstance(prefilled, str) and prefilled not in labels:
        prefilled = None
    if ask.choices and isinstance(prefilled, tuple):
        prefilled = tuple(value for value in prefilled if value in labels) or None
    return Field(
        name=name,
        label=context.say(ask.label),
        kind=ask.kind,
        hint=context.say(ask.hint),
        optional=ask.optional,
        choices=None if long else tuple(choices),
        initial=prefilled,
        initial_labels=tuple(labels.get(value, value) for value in _listed(prefilled)),
        most=most_of(ask),
    )


def capacity_field(capacities: Sequence[Capacity]) -> Field:
    """In which capacity one acts, where there are several."""
    choices = tuple(Choice(capacity.key, str(capacity)) for capacity in capacities)
    return Field(
        CAPACITY,
        "Acting as",
        "choice",
        "You hold several capacities; the record names the one you choose",
        choices=choices,
        initial=choices[0].value,
        initial_labels=(choices[0].label,),
    )


def choices_of(ask: Ask, context: RuleContext[Any]) -> list[Choice]:
    """The choices of a question; labels that stand in the declaration are templates, computed ones are not."""
    if callable(ask.choices):
        return list(ask.choices(context))
    return [Choice(choice.value, context.say(choice.label)) for choice in ask.choices]


def most_of(ask: Ask) -> int:
    return ask.most or DEFAULT_MOST.get(ask.kind, 100)


def _prefilled(initial: Any) -> str | tuple[str, ...] | None:
    if initial is None or initial == "":
        return None
    return initial if isinstance(initial, str) else tuple(initial)


def _listed(initial: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if initial is None:
        return ()
    return (initial,) if isinstance(initial, str) else initial


# Answers → command -----------------------------------------------------------------------------------


def read_answers(action: Action, answers: Mapping[str, Any], context: RuleContext[Any]) -> Command:
    """The command that these answers make; raises `Unanswered` with a sentence for each wrong field."""
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
    """The answers to these questions, those left empty left out; raises `Unanswered`."""
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
    seen = "".join(
        sign
        for sign in normal
        if sign in "\n\t" or (sign not in _TURNING and unicodedata.category(sign) not in _UNSEEN)
    ).strip()
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
