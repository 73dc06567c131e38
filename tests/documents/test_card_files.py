"""A card written as a document: what it says is in the Word and the PDF file, whatever people wrote."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from govbot.core.cards.vocabulary import Button, Buttons, Card, Divider, Facts, Items, Progress, Table, Text
from govbot.core.grammar import Change
from govbot.documents import read_upload
from govbot.documents.card_files import card_file
from govbot.documents.card_pdf import card_pdf
from govbot.documents.card_word import card_word

WRITTEN = "#panic() *not bold* $x$ <b> & \x07“Łódź”"
CARD = Card(
    f"Agenda {WRITTEN}",
    (
        Facts((("Where", "Room 1\nFloor 2"),)),
        Text("To decide", "strong"),
        Text(WRITTEN),
        Text("As it was said", "quote"),
        Text("Mind this", "warning"),
        Text("small print", "small"),
        Items(("first", "second")),
        Progress(3, 5, "3 of 5 have answered"),
        Change("It is ", "yearly", "monthly", " reviewed."),
        Divider(),
        Table(("No.", "Who", "What", "Why", "When"), (("C1", "DSS", WRITTEN, "", "today"),)),
        Buttons((Button("Press me", "value"),)),
    ),
)


def test_a_word_file_has_headings_and_all_that_the_card_says_but_its_buttons() -> None:
    text = read_upload("agenda.docx", "", card_word(CARD, "Drawn today.")).text
    assert "## To decide" in text
    for words in (
        "Room 1",
        "Floor 2",
        "As it was said",
        "Mind this",
        "small print",
        "second",
        "3 of 5",
        "C1",
    ):
        assert words in text
    assert "panic" in text
    assert "Łódź" in text
    assert "Press me" not in text
    with zipfile.ZipFile(io.BytesIO(card_word(CARD, "Drawn today."))) as archive:
        assert b"Drawn today." in b"".join(
            archive.read(name) for name in archive.namelist() if "footer" in name
        )
        assert b"<w:tblHeader/>" in archive.read("word/document.xml")


def test_a_pdf_is_tagged_and_has_the_cards_title() -> None:
    written = card_pdf(CARD, "Drawn today.")
    assert written.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in written
    assert b"pdfuaid:part" in written


def test_characters_that_no_font_has_still_give_a_pdf() -> None:
    assert card_pdf(Card("Names", (Text("\U00012000 \ue000"),)), "").startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["word", "pdf"])
def test_a_card_without_parts_is_a_document_too(kind: str) -> None:
    assert re.match(rb"PK|%PDF", card_file(Card("Nothing"), "", kind))
