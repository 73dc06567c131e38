"""Forms: the fields of a command as questions, with their choices and prefilled answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, get_args

from govbot.core.cards.vocabulary import Field
from govbot.core.grammar import (
    Action,
    Ask,
    Capacity,
    Choice,
    Command,
    Document,
    Refusal,
    RuleContext,
)

MOST_CHOICES = 100
MOST_LISTED = 500
DEFAULT_MOST = {"line": 300, "text": 3000, "choices": MOST_LISTED, "people": MOST_LISTED}

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
        "Kept as it comes",
        optional=True,
        as_is=True,
    ),
}
# The same questions as they are asked for an act that is entered for somebody else, by how it may be entered.
FOR_ANOTHER: Mapping[str, dict[str, Ask]] = {
    "on paper": {
        "happened_on": Ask("On which day", "date", "The day on the paper; empty: today", optional=True),
        "evidence": Ask("What it is", "line", "Memo of May 4; e-mail of June 2", optional=True, most=300),
        "evidence_file": Ask(
            "The signed document, or the e-mail",
            "file",
            "The file itself; it is kept as it comes",
            as_is=True,
        ),
    },
    "by word of mouth": {
        "happened_on": Ask("On which day", "date", "Today or earlier; empty: today", optional=True),
        "evidence": Ask("How it was said", "line", "By telephone; in the meeting of May 4", most=300),
    },
}


def envelope_of(action: Action, is_for_another: bool) -> Mapping[str, Ask]:
    """What is asked besides the action's own fields of an act that is entered later, or for somebody else."""
    if is_for_another and action.entering:
        return FOR_ANOTHER[action.entering.how]
    return ENVELOPE


CAPACITY = "acting_as"

NOTHING_YET = "There is nothing to choose from yet for “{asked}”. Ask the {lead} what comes first."


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
        label=ask.label_of(context) if ask.label_of else context.say(ask.label),
        kind=ask.kind,
        hint=context.say(ask.hint),
        optional=ask.optional,
        choices=None if long else tuple(choices),
        initial=prefilled,
        initial_labels=tuple(labels.get(value, value) for value in _listed(prefilled)),
        most=most_of(ask),
        folded=ask.folded and not prefilled,
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
