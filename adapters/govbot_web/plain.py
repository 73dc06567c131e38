"""Cards and forms as plain JSON, and back: for the transcript, and for scripts beside the HTML."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

from govbot.core.cards.vocabulary import Button, Buttons, Card, Field, Form, Part
from govbot.core.grammar import Choice

_PARTS: dict[str, type[Any]] = {part.__name__.lower(): part for part in get_args(Part)}


def card_plain(card: Card) -> dict[str, Any]:
    """A card; each part says under "part" what it is."""
    return {
        "headline": card.headline,
        "parts": [part_plain(part) for part in card.parts],
        "subject": card.subject,
    }


def part_plain(part: Part) -> dict[str, Any]:
    """A part of a card, with its kind under "part"."""
    kind = {"part": type(part).__name__.lower()}
    if isinstance(part, Buttons):
        return {**kind, "buttons": [_as_dict(button) for button in part.buttons]}
    return {**kind, **_as_dict(part)}


def card_from(plain: dict[str, Any]) -> Card:
    """The card that `card_plain` wrote."""
    parts = tuple(part_from(part) for part in plain["parts"])
    return Card(headline=plain["headline"], parts=parts, subject=plain.get("subject", ""))


def part_from(plain: dict[str, Any]) -> Part:
    """The part that `part_plain` wrote."""
    rest = {name: _tuples(value) for name, value in plain.items() if name != "part"}
    if plain["part"] == "buttons":
        return Buttons(tuple(Button(**button) for button in plain["buttons"]))
    made: Part = _PARTS[plain["part"]](**rest)
    return made


def form_plain(form: Form) -> dict[str, Any]:
    """A form with its fields; the choices of a field are null when they are looked up."""
    return {
        "title": form.title,
        "token": form.token,
        "fields": [_field_plain(field) for field in form.fields],
        "intro": [part_plain(part) for part in form.intro],
        "submit": form.submit,
    }


def form_from(plain: dict[str, Any]) -> Form:
    """The form that `form_plain` wrote."""
    return Form(
        title=plain["title"],
        token=plain["token"],
        fields=tuple(_field_from(field) for field in plain["fields"]),
        intro=tuple(part_from(part) for part in plain["intro"]),
        submit=plain["submit"],
    )


def choices_plain(choices: list[Choice] | tuple[Choice, ...]) -> list[dict[str, str]]:
    """Choices of a list."""
    return [{"value": choice.value, "label": choice.label} for choice in choices]


def _field_plain(field: Field) -> dict[str, Any]:
    return {**_as_dict(field), "choices": None if field.choices is None else choices_plain(field.choices)}


def _field_from(plain: dict[str, Any]) -> Field:
    rest = {name: _tuples(value) for name, value in plain.items() if name != "choices"}
    choices = plain["choices"]
    return Field(**rest, choices=None if choices is None else tuple(Choice(**choice) for choice in choices))


def _as_dict(made: Any) -> dict[str, Any]:
    return {each.name: getattr(made, each.name) for each in fields(made)}


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
