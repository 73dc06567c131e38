"""Names what one types as Teams takes it: “gov …”, where texts of all chats say “/gov …”.

Only govbot's own texts are changed: what people wrote (quotes, changed passages) stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from govbot.core.cards.vocabulary import Card, Facts, Field, Form, Items, Part, Picture, Progress, Table, Text

# After a letter, a digit or another slash it is part of an address or a path.
_SLASH = re.compile(r"(?<![\w/.:])/gov\b(?=$|[\s”\"'’.,;:!?)])")


def words(text: str) -> str:
    """The text, with “/gov” as people type it in Teams."""
    return _SLASH.sub("gov", text) if "/gov" in text else text


def card(shown: Card) -> Card:
    """The card with govbot's own texts changed."""
    return replace(shown, headline=words(shown.headline), parts=tuple(map(_part, shown.parts)))


def form(asked: Form) -> Form:
    """The form with its labels, hints and introduction changed; never an answer."""
    fields = tuple(map(_field, asked.fields))
    return replace(asked, title=words(asked.title), fields=fields, intro=tuple(map(_part, asked.intro)))


def _field(field: Field) -> Field:
    return replace(field, label=words(field.label), hint=words(field.hint))


def _part(part: Part) -> Part:
    match part:
        case Text(text=text, style=style) if style != "quote":
            return replace(part, text=words(text))
        case Facts(rows=rows):
            return Facts(tuple((words(label), words(value)) for label, value in rows))
        case Items(rows=rows):
            return Items(tuple(map(words, rows)))
        case Table(columns=columns, rows=table):
            return Table(tuple(map(words, columns)), tuple(tuple(map(words, row)) for row in table))
        case Progress(words=said):
            return replace(part, words=words(said))
        case Picture(alt=alt):
            return replace(part, alt=words(alt))
        case _:
            return part
