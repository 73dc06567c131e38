"""A change of words is taken from the document that was made of it only where that reads as the rule's own."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.grammar import Acting, Capacity
from govbot.core.table import BY_NAME
from govbot.core.workflow.replacement import reworded
from tests.core import given as g


def paper_of(made_text: str) -> tuple[str, str]:
    """The name and the text's hash of what "Agencies" → "All agencies" becomes, offered a document of this text."""
    government = g.given(*g.BEFORE_SECRETARY)
    who = Acting("secretary", Capacity("secretary", "OPM Secretary"), government.today)
    context = government.at(BY_NAME["approve_with_change"], who, "", government.subject)
    offered = replace(context, text=g.TEXT, reworded=g.word(made_text))
    document = reworded(offered, g.document().paper, "Agencies", "All agencies", "D2")
    return document.paper.name, document.paper.text_sha256


def test_the_word_file_is_taken_where_it_reads_as_the_change() -> None:
    assert paper_of(g.REWORDED_TEXT) == ("D2.docx", g.document(g.REWORDED_TEXT).paper.text_sha256)


def test_a_document_that_reads_otherwise_is_not_taken() -> None:
    assert paper_of(g.TEXT) == ("D2.md", g.document(g.REWORDED_TEXT).paper.text_sha256)
