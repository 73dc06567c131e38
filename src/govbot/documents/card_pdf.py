"""Sets a card as a PDF file, tagged for screen readers (PDF/UA-1, ISO 14289-1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from govbot.core.cards.vocabulary import (
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Link,
    Picture,
    Progress,
    Table,
    Text,
)
from govbot.core.grammar import Change
from govbot.documents.printable import clean, is_wide


def card_pdf(card: Card, footer: str) -> bytes:
    """The card as a PDF file, letter size, with headings, lists and tables tagged."""
    plain = {"title": card.headline, "footer": footer, "wide": is_wide(card), "parts": [*_plain(card)]}
    given = {"card": json.dumps(_cleaned(plain))}
    try:
        return bytes(typst.compile(_template(), format="pdf", sys_inputs=given, pdf_standards="ua-1"))
    except typst.TypstError:  # a character that no font has: the standard forbids it, a reader does not
        return bytes(typst.compile(_template(), format="pdf", sys_inputs=given))


@cache
def _template() -> bytes:
    return files("govbot.documents").joinpath("card.typ").read_bytes()


def _plain(card: Card) -> Iterator[dict[str, Any]]:
    """The parts that a document has, as JSON takes them."""
    for part in card.parts:
        match part:
            case Text(text, style):
                yield {"kind": "heading" if style == "strong" else style or "text", "text": text}
            case Facts(rows):
                yield {"kind": "facts", "rows": rows}
            case Items(rows):
                yield {"kind": "items", "rows": rows}
            case Table(columns, rows):
                yield {"kind": "table", "columns": columns, "rows": rows}
            case Progress(words=words):
                yield {"kind": "text", "text": words}
            case Change(before, removed, added, after):
                yield {"kind": "change", "before": before, "removed": removed, "added": added, "after": after}
            case Divider():
                yield {"kind": "divider"}
            case Buttons() | Link() | Picture():
                pass  # for the chat; what a picture says stands in a table


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case dict():
            return {key: _cleaned(each) for key, each in value.items()}
        case list() | tuple():
            return [_cleaned(each) for each in value]
        case _:
            return value
