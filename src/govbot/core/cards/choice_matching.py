"""What stands in the field of a list: a choice, by its value or by its label as somebody typed it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govbot.core.grammar import Choice

CHOOSE = "This is not in the list. Choose from it; it may have changed since the form was opened."


def by_label(answer: Any, choices: Iterable[Choice]) -> Any:
    """The answer with each typed label in the place of its value, where exactly one choice is called that."""
    listed = tuple(choices)
    if isinstance(answer, tuple):
        return tuple(dict.fromkeys(_value(value, listed) for value in answer))
    return _value(answer, listed) if isinstance(answer, str) else answer


def _value(typed: str, choices: tuple[Choice, ...]) -> str:
    if any(choice.value == typed for choice in choices):
        return typed
    called = [choice.value for choice in choices if choice.label.casefold() == typed.casefold()]
    return called[0] if len(called) == 1 else typed
