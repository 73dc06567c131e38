"""Writes a card as a document for print, in Word's form and as PDF: what it says, without its buttons and links.

A document in the form of a card has its title as headline; a `strong` text is a heading of its own.
"""

from __future__ import annotations

import re

from govbot.core.cards.vocabulary import Card, Table

SUFFIXES = {"word": ".docx", "pdf": ".pdf"}
MOST_UPRIGHT = 4  # columns of a table on a page that stands upright; a wider one is laid across
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def card_file(card: Card, footer: str, kind: str) -> bytes:
    """The card as "word" or "pdf"; `footer` stands below each page. A job for a child process.

    The libraries are loaded there, and not by the server.
    """
    if kind == "word":
        from govbot.documents.card_word import card_word

        return card_word(card, footer)
    from govbot.documents.card_pdf import card_pdf

    return card_pdf(card, footer)


def is_wide(card: Card) -> bool:
    """Whether the document is laid across."""
    return any(isinstance(part, Table) and len(part.columns) > MOST_UPRIGHT for part in card.parts)


def clean(words: str) -> str:
    """The words without characters that neither XML nor a font has a place for."""
    return _NOT_XML.sub("", words)
