"""What a script sees of the playground: messages, opened forms, and how it finds their buttons and fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from govbot.adapter_api.answers import Answer, Upload
from govbot.core.cards.vocabulary import Button, Buttons, Card, Field, Form, ShowErrors, ShowRefusal
from govbot_web.plain import card_from


class NotThere(LookupError):
    """The page shows no such button, field, choice or person; the message names those that it shows."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as the person sees it. `author` is "" for the bot's, whose `card` it then is."""

    id: str
    conversation: str
    author: str = ""
    words: str = ""
    card: Card | None = None
    root: str = ""
    only_for_me: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that has opened, where, and what is kept from the form before it."""

    form: Form
    place: Mapping[str, str]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def field(self, name: str) -> Field:
        """The field of this name or label."""
        for each in self.form.fields:
            if name in (each.name, each.label):
                return each
        raise NotThere(f"“{self.form.title}” does not ask “{name}”, but: {_listed(self.form.fields)}.")


Answered = Heard | Opened | ShowErrors | ShowRefusal | None


def heard(plain: Mapping[str, Any]) -> Heard:
    """A message, out of the page's JSON."""
    return Heard(
        id=plain["id"],
        conversation=plain["conversation"],
        author=plain["author"],
        words=plain["words"],
        card=card_from(plain["card"]) if plain["card"] else None,
        root=plain["root"],
        only_for_me=plain["only_for_me"],
    )


def button_of(card: Card, label: str) -> Button:
    """The button with this label, or the one whose label begins with it."""
    shown = [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]
    fitting = [button for button in shown if button.label == label]
    fitting = fitting or [button for button in shown if button.label.startswith(label)]
    if len(fitting) == 1:
        return fitting[0]
    raise NotThere(f"“{card.headline}” shows no one button “{label}”, but: {_listed(shown)}.")


def initial(form: Form) -> dict[str, Answer]:
    """What stands in the form when it opens, as the page would hand it in."""
    return {each.name: _initial(each) for each in form.fields if each.kind != "file"}


def value_of(asked: Field, given: Answer) -> Answer:
    """An answer as the form keeps it: choices may be given by what people read."""
    if asked.choices is None or asked.kind not in ("choice", "choices", "people", "person", "policy"):
        return given
    if isinstance(given, str):
        return _value(asked, given)
    if isinstance(given, bool) or given is None:
        return given
    return [_value(asked, each) for each in given]


def _value(asked: Field, given: str) -> str:
    if not given:
        return given
    for choice in asked.choices or ():
        if given in (choice.value, choice.label):
            return choice.value
    raise NotThere(f"“{asked.label}” offers no “{given}”, but: {_listed(asked.choices or ())}.")


def _initial(asked: Field) -> Answer:
    if asked.kind == "flag":
        return asked.initial in ("true", "yes", "1")
    if asked.kind in ("choices", "people"):
        values = (asked.initial,) if isinstance(asked.initial, str) else asked.initial or ()
        return list(values)
    return asked.initial if isinstance(asked.initial, str) else ""


def _listed(shown: Any) -> str:
    return ", ".join(f"“{each.label}”" for each in shown) or "none"
