"""A command's fields are its form: what is asked, what is prefilled, and how answers become a command."""

from __future__ import annotations

import types
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError

from govbot.cards.vocabulary import Field
from govbot.grammar import Action, Ask, At, Capacity, Choice, Command, Document, Unanswered

MOST_CHOICES = 100
DEFAULT_MOST = {"line": 300, "text": 3000}

# Asked besides a command's own fields: when an act is entered later, or for somebody else.
ENVELOPE: dict[str, Ask] = {
    "entered_for": Ask(
        "Whose act it is", "person", "As designee is another thing: this is clerical", optional=True
    ),
    "happened_on": Ask("On which day", "date", "Today or earlier", optional=True),
    "evidence": Ask(
        "Evidence", "line", "By telephone; memo of May 4; meeting of June 2", optional=True, most=300
    ),
    "evidence_file": Ask("Signed document", "file", "Kept as it comes", optional=True, as_is=True),
}
CAPACITY = "acting_as"


@cache
def asks_of(command: type[Command]) -> Mapping[str, Ask]:
    """The `Ask` of each field, in order."""
    found = {}
    for name, info in command.model_fields.items():
        found[name] = next(one for one in info.metadata if isinstance(one, Ask))
    return found


@cache
def is_document(command: type[Command], name: str) -> bool:
    """Whether this field takes a document (a file, or a text that becomes one)."""
    annotation = command.model_fields[name].annotation
    return annotation is Document or Document in get_args(annotation)


def fields(action: Action, at: At[Any]) -> tuple[Field, ...]:
    """The form of this action at this moment."""
    return tuple(
        draw_field(name, ask, at)
        for name, ask in asks_of(action.command).items()
        if ask.when is None or ask.when(at)
    )


def draw_field(name: str, ask: Ask, at: At[Any]) -> Field:
    """One question, with its choices and what is prefilled."""
    choices = choices_of(ask, at)
    initial = ask.initial(at) if callable(ask.initial) else ask.initial
    long = ask.kind == "policy" or len(choices) > MOST_CHOICES
    labels = {choice.value: choice.label for choice in choices}
    prefilled = _prefilled(initial)
    if choices and isinstance(prefilled, str) and prefilled not in labels:
        prefilled = None
    if choices and isinstance(prefilled, tuple):
        prefilled = tuple(value for value in prefilled if value in labels)
    return Field(
        name=name,
        label=ask.label,
        kind=ask.kind,
        hint=ask.hint,
        optional=ask.optional,
        choices=None if long else tuple(choices),
        initial=prefilled,
        initial_labels=tuple(labels.get(value, value) for value in _listed(prefilled)),
        most=most_of(ask),
    )


def capacity_field(capacities: Sequence[Capacity]) -> Field:
    """In which capacity one acts, where there are several."""
    choices = tuple(Choice(one.key, str(one)) for one in capacities)
    return Field(CAPACITY, "Acting as", "choice", choices=choices, initial=choices[0].value)


def choices_of(ask: Ask, at: At[Any]) -> list[Choice]:
    return list(ask.choices(at) if callable(ask.choices) else ask.choices)


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


def read_answers(action: Action, answers: Mapping[str, Any], at: At[Any]) -> Command:
    """The command that these answers make; raises `Unanswered` with a sentence for each field that is wrong."""
    problems: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name, ask in asks_of(action.command).items():
        if ask.when is not None and not ask.when(at):
            continue
        answer = clean(answers.get(name))
        problem = check(ask, answer, at, many=_takes_many(action.command, name))
        if problem:
            problems[name] = problem
        elif answer not in (None, "", ()):
            values[name] = answer
    if problems:
        raise Unanswered(problems)
    try:
        return action.command(**values)
    except ValidationError as errors:
        raise Unanswered({str(one["loc"][0]): _sentence(one["type"]) for one in errors.errors()}) from None


def clean(answer: Any) -> Any:
    """The answer without surrounding space and control characters; lists as tuples, each value once."""
    if isinstance(answer, str):
        normal = unicodedata.normalize("NFC", answer).replace("\r\n", "\n").replace("\r", "\n")
        return "".join(
            one for one in normal if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs")
        ).strip()
    if isinstance(answer, (list, tuple)):
        return tuple(dict.fromkeys(clean(one) for one in answer))
    return answer


def check(ask: Ask, answer: Any, at: At[Any], many: bool) -> str:
    """The problem with an answer, as a sentence; empty where there is none."""
    if answer in (None, "", ()):
        return "" if ask.optional else _needed(ask)
    if isinstance(answer, str) and ask.kind in ("line", "text") and len(answer) > most_of(ask):
        return f"This is {len(answer):,} characters long; at most {most_of(ask):,} fit. Shorten it, please."
    if ask.kind == "line" and isinstance(answer, str) and "\n" in answer:
        return "Write this on one line."
    if ask.kind in ("choice", "choices", "person", "people") and ask.choices:
        known = {choice.value for choice in choices_of(ask, at)}
        chosen: Iterable[str] = answer if many else (answer,)
        if not isinstance(answer, tuple if many else str) or not all(one in known for one in chosen):
            return "Choose from the list; it may have changed since the form was opened."
    return ""


def _needed(ask: Ask) -> str:
    match ask.kind:
        case "choice" | "choices" | "person" | "people" | "policy":
            return "Choose one, please."
        case "date":
            return "Choose a day, please."
        case "file":
            return "Attach the file, please."
        case _:
            return "Please write something here."


def _sentence(kind: str) -> str:
    if kind.startswith("date"):
        return "That is no day. Write it as in 2026-12-04."
    if kind.startswith("bool"):
        return "Tick the box or leave it empty."
    return "That answer does not fit here. Choose or write another one."


def _takes_many(command: type[Command], name: str) -> bool:
    annotation = command.model_fields[name].annotation
    options = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
    return any(get_origin(option) is tuple for option in options)
