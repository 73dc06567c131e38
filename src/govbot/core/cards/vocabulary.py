"""What a card and a form are made of: the few parts that every chat can draw.

Every text here is plain: adapters escape it. No part carries a platform's markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govbot.core.grammar import Change, Choice, Kind

Style = Literal["", "strong", "quote", "small", "warning"]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `warning` draws attention; `quote` is what somebody wrote, `small` is small print."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, a line each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A bulleted list."""

    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many, drawn as a bar and said in words: "31 of 49 agencies have answered"."""

    done: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A thin line."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button: pressing it takes the action or opens its form.

    `value` is opaque to adapters (at most 1,500 characters): they hand it back to `bot.press`.
    `confirm` is a question that the chat asks first, where it can ("" for none).
    """

    label: str
    value: str
    style: Literal["", "primary", "danger"] = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons (adapters wrap it). `of_line`: they belong to the line above, one of a list."""

    buttons: tuple[Button, ...]
    of_line: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address in the browser (http or https, at most 3,000 characters)."""

    label: str
    url: str
    style: Literal["", "primary"] = "primary"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the names of its columns, and rows of as many cells. The first column says whose row it is."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, drawn on our side. `alt` is what a screen reader says of it.

    `png` is the same as a small PNG file in base64, for chats that draw no SVG; "" where none was made.
    """

    svg: str
    alt: str
    png: str = ""


Part = Text | Facts | Items | Progress | Change | Divider | Buttons | Link | Table | Picture


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `headline` is one plain sentence: the title, the notification and what a screen reader says.

    `subject` is the stream that it is about ("" for none): for "answer in this thread".
    """

    headline: str
    parts: tuple[Part, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    `choices` is None when there are too many to draw: then the adapter asks `bot.lookup` as the person types.
    `initial` is a string, or a tuple of values for `choices` and `people`; dates are ISO "2026-12-04".
    `most` is the most characters (texts) or choices (lists).
    """

    name: str
    label: str
    kind: Kind
    hint: str = ""
    optional: bool = False
    choices: tuple[Choice, ...] | None = ()
    initial: str | tuple[str, ...] | None = None
    initial_labels: tuple[str, ...] = ()
    most: int = 3000
    folded: bool = False  # seldom answered: drawn small, and closed where the chat can fold


@dataclass(frozen=True, slots=True)
class Form:
    """A form. `token` is opaque to adapters (at most 1,500 characters): they hand it back to `bot.submit`."""

    title: str
    token: str
    fields: tuple[Field, ...]
    intro: tuple[Part, ...] = ()
    submit: str = "Submit"


# What the bot answers --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Show this card: in place of the pressed one where `instead`, else to this person alone.

    After a submitted form: close it and show the card as its confirmation. `is_done`: the pressed button has done what
    it says, so where only this person has the pressed card, this one may take its place.
    """

    card: Card
    instead: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Open this form (after a submitted form: show this one instead, answers kept where names match)."""

    form: Form


@dataclass(frozen=True, slots=True)
class ShowErrors:
    """The submitted form stays open, with a sentence at each field named."""

    by_field: dict[str, str]


@dataclass(frozen=True, slots=True)
class ShowRefusal:
    """A refusal, to this person alone. `card` is the current card, where the pressed one was stale."""

    sentence: str
    card: Card | None = None


Reply = ShowCard | OpenForm | ShowErrors | ShowRefusal
