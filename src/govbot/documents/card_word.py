"""Writes a card as a Word file."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.table import _Cell, _Row

from govbot.core.cards.vocabulary import Card, Facts, Items, Part, Progress, Table, Text
from govbot.core.grammar import Change
from govbot.documents.printable import clean, is_wide


def card_word(card: Card, footer: str) -> bytes:
    """The card as a Word file, letter size, with Word's own styles for headings, lists and tables."""
    document = docx.Document()
    document.core_properties.title = clean(card.headline)
    document.core_properties.author = ""
    section = document.sections[0]
    if is_wide(card):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.footer.paragraphs[0].text = clean(footer)
    document.add_heading(clean(card.headline), 1)
    for part in card.parts:
        _add(document, part)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add(document: Document, part: Part) -> None:
    match part:
        case Text(text, "strong"):
            document.add_heading(clean(text), 2)
        case Text(text, "quote"):
            document.add_paragraph(clean(text), "Quote")
        case Text(text, style):
            run = document.add_paragraph().add_run(clean(text))
            run.bold = style == "warning"
            run.font.size = Pt(9) if style == "small" else None
        case Facts(rows):
            for label, value in rows:
                paragraph = document.add_paragraph()
                paragraph.add_run(f"{clean(label)}: ").bold = True
                paragraph.add_run(clean(value))
        case Items(rows):
            for row in rows:
                document.add_paragraph(clean(row), "List Bullet")
        case Table():
            _add_table(document, part)
        case Progress(words=words):
            document.add_paragraph(clean(words))
        case Change(before, removed, added, after):
            paragraph = document.add_paragraph(clean(before))
            paragraph.add_run(clean(removed)).font.strike = True
            paragraph.add_run(clean(added)).font.underline = True
            paragraph.add_run(clean(after))
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
        run = _Cell(cell, row.table).paragraphs[0].add_run(clean(words))
        run.bold, run.font.size = bold, Pt(9)
