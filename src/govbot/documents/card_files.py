"""Writes a card as a document for print, in Word's form and as PDF: what it says, without its buttons and links.

A document in the form of a card has its title as headline; a `strong` text is a heading of its own.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import docx
import typst
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.table import _Cell, _Row

from govbot.core.cards.vocabulary import (
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Link,
    Part,
    Progress,
    Table,
    Text,
)
from govbot.core.grammar import Change

SUFFIXES = {"word": ".docx", "pdf": ".pdf"}
MOST_UPRIGHT = 4  # columns of a table on a page that stands upright; a wider one is laid across
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAGGED: Final = "ua-1"  # tagged for screen readers: ISO 14289-1


def card_file(card: Card, footer: str, kind: str) -> bytes:
    """The card as a file of this kind; `footer` stands below each page. A job for a child process."""
    return card_word(card, footer) if kind == "word" else card_pdf(card, footer)


def card_pdf(card: Card, footer: str) -> bytes:
    """The card as a PDF file, letter size, with headings, lists and tables tagged."""
    plain = {"title": card.headline, "footer": footer, "wide": _is_wide(card), "parts": [*_plain(card)]}
    given = {"card": json.dumps(_cleaned(plain))}
    try:
        return bytes(typst.compile(_template(), format="pdf", sys_inputs=given, pdf_standards=TAGGED))
    except typst.TypstError:  # a character that no font has: the standard forbids it, a reader does not
        return bytes(typst.compile(_template(), format="pdf", sys_inputs=given))


@cache
def _template() -> bytes:
    return files("govbot.documents").joinpath("card.typ").read_bytes()


def _is_wide(card: Card) -> bool:
    return any(isinstance(part, Table) and len(part.columns) > MOST_UPRIGHT for part in card.parts)


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
            case Buttons() | Link():
                pass  # for the chat


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return _clean(value)
        case dict():
            return {key: _cleaned(each) for key, each in value.items()}
        case list() | tuple():
            return [_cleaned(each) for each in value]
        case _:
            return value


# Word ------------------------------------------------------------------------------------------------


def card_word(card: Card, footer: str) -> bytes:
    """The card as a Word file, letter size, with Word's own styles for headings, lists and tables."""
    document = docx.Document()
    document.core_properties.title = _clean(card.headline)
    document.core_properties.author = ""
    section = document.sections[0]
    if _is_wide(card):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.footer.paragraphs[0].text = _clean(footer)
    document.add_heading(_clean(card.headline), 1)
    for part in card.parts:
        _add(document, part)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add(document: Document, part: Part) -> None:
    match part:
        case Text(text, "strong"):
            document.add_heading(_clean(text), 2)
        case Text(text, "quote"):
            document.add_paragraph(_clean(text), "Quote")
        case Text(text, style):
            run = document.add_paragraph().add_run(_clean(text))
            run.bold = style == "warning"
            run.font.size = Pt(9) if style == "small" else None
        case Facts(rows):
            for label, value in rows:
                paragraph = document.add_paragraph()
                paragraph.add_run(f"{_clean(label)}: ").bold = True
                paragraph.add_run(_clean(value))
        case Items(rows):
            for row in rows:
                document.add_paragraph(_clean(row), "List Bullet")
        case Table():
            _add_table(document, part)
        case Progress(words=words):
            document.add_paragraph(_clean(words))
        case Change(before, removed, added, after):
            paragraph = document.add_paragraph(_clean(before))
            paragraph.add_run(_clean(removed)).font.strike = True
            paragraph.add_run(_clean(added)).font.underline = True
            paragraph.add_run(_clean(after))
        case _:
            pass  # buttons and links are for the chat


def _add_table(document: Document, table: Table) -> None:
    drawn = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    _fill(drawn.rows[0], table.columns, bold=True)
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        _fill(drawn.add_row(), row)


def _fill(row: _Row, cells: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, words in zip(row._tr.tc_lst, cells, strict=True):
        run = _Cell(cell, row.table).paragraphs[0].add_run(_clean(words))
        run.bold, run.font.size = bold, Pt(9)


def _clean(words: str) -> str:
    """The words without characters that neither XML nor a font has a place for."""
    return _NOT_XML.sub("", words)
