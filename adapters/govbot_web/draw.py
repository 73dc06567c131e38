"""Draws cards, forms, messages and lists as HTML fragments, each beside its JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import unescape
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader, StrictUndefined

from govbot.adapter_api.simulation_controls import Persona, SimulationControls
from govbot.core.cards.vocabulary import Card, Field, Form, Part, Text
from govbot.core.grammar import Choice
from govbot_web import instants
from govbot_web.plain import card_plain, form_plain
from govbot_web.transcript import Message

FEW = 7  # up to so many choices stand openly in the form; more of them are searched
BOT = "govbot"
UNKNOWN = Persona("", "Someone who has left", "", "", "")


class Draw:
    """The templates, filled in. Everything that people wrote is escaped by them."""

    def __init__(self, controls: SimulationControls, draws_elsewhere: bool = False) -> None:
        self._controls = controls
        self._templates = Environment(
            loader=PackageLoader("govbot_web"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._templates.filters.update(initials=initials, hue=hue, size=len, sign=sign, as_json=as_json)
        self._templates.globals.update(**GLOBALS, moment=self.moment, day=self.day, time=self.time)
        self._templates.globals["draws_elsewhere"] = draws_elsewhere
        self._lenient = self._templates.overlay(undefined=ChainableUndefined)

    def page(self, template: str, **facts: Any) -> str:
        """Any of the templates."""
        return self._templates.get_template(template).render(**facts)

    def drawn(self, **facts: Any) -> str:
        """What other chats are sent, as a picture: there, whatever may be missing is left out."""
        return self._lenient.get_template("drawn.html").render(**facts)

    def moment(self, at: Any) -> str:
        """An instant, as people read it."""
        return instants.moment(at, self._controls.zone)

    def day(self, at: Any) -> str:
        """The day of an instant."""
        return instants.day(at, self._controls.zone)

    def time(self, at: Any) -> str:
        """The time of an instant, without its day."""
        return instants.time(at, self._controls.zone)

    def card(self, card: Card) -> dict[str, Any]:
        """A card that stands alone."""
        return {"card": card_plain(card), "html": self.page("card.html", card=card)}

    def form(self, form: Form) -> dict[str, Any]:
        """A form."""
        return {"form": form_plain(form), "html": self.page("form.html", form=form)}

    async def message(self, message: Message, person: str) -> dict[str, Any]:
        """A message as this person sees it."""
        return (await self.messages([message], person))[0]

    async def messages(self, messages: Sequence[Message], person: str) -> list[dict[str, Any]]:
        """Messages as this person sees them."""
        people = {each.id: each for each in await self._controls.people()}
        return [self._message(message, person, people) for message in messages]

    def _message(self, message: Message, person: str, people: dict[str, Persona]) -> dict[str, Any]:
        zone = self._controls.zone
        author = people.get(message.author, UNKNOWN) if message.author else None
        facts = {
            "message": message,
            "author": author,
            "mine": message.author == person,
            "time": instants.time(message.at, zone),
            "moment": instants.moment(message.at, zone),
        }
        return {
            "id": message.id,
            "seq": message.seq,
            "conversation": message.conversation,
            "author": message.author,
            "who": author.name if author else BOT,
            "at": message.at.isoformat(),
            "day": instants.day(message.at, zone),
            "words": message.words,
            "card": card_plain(message.card) if message.card else None,
            "root": message.root,
            "only_for_me": bool(message.only_for),
            "html": self.page("message.html", **facts),
        }


def widget(field: Field) -> str:
    """Which of the form's controls asks for a field: its kind, or how its choices are shown."""
    many = field.kind in ("choices", "people")
    if field.kind in ("choice", "choices", "people", "person", "policy"):
        openly = field.choices is not None and len(field.choices) <= FEW
        return ("boxes" if many else "radios") if openly else ("chips" if many else "combobox")
    return field.kind


def is_long(field: Field) -> bool:
    """Whether the field counts its characters."""
    return field.kind == "text"


def is_small_print(part: Part) -> bool:
    """Whether a form says this below its questions."""
    return isinstance(part, Text) and part.style == "small"


def chosen(field: Field) -> tuple[Choice, ...]:
    """The choices that are taken already when the form opens."""
    values = (field.initial,) if isinstance(field.initial, str) else field.initial or ()
    known = {choice.value: choice.label for choice in field.choices or ()}
    known.update(zip(values, field.initial_labels, strict=False))
    return tuple(Choice(value, known.get(value, value)) for value in values if value)


def initials(name: str) -> str:
    """Two letters for a person's picture."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def hue(person: str) -> int:
    """One of eight colours, always the same for a person."""
    return sum(map(ord, person)) % 8


def as_json(payload: Any) -> str:
    """JSON for people to read."""
    return json.dumps(payload, ensure_ascii=False, indent=2)


def sign(text: Any) -> str:
    """Slack's `&amp;` as people see it; nothing where there is no text."""
    return unescape(text) if isinstance(text, str) else ""


def kind_of(part: Part) -> str:
    """A part's kind, as the templates name it."""
    return type(part).__name__.lower()


GLOBALS: dict[str, Any] = {
    "widget": widget,
    "is_long": is_long,
    "is_small_print": is_small_print,
    "chosen": chosen,
    "kind_of": kind_of,
    "bot_name": BOT,
}
