"""Writes a card as a document for print, in Word's form and as PDF: what it says, without its buttons and links.

A document in the form of a card has its title as headline; a `strong` text is a heading of its own.
"""

from __future__ import annotations

from govbot.core.cards.vocabulary import Card

SUFFIXES = {"word": ".docx", "pdf": ".pdf"}


def card_file(card: Card, footer: str, kind: str) -> bytes:
    """The card as "word" or "pdf"; `footer` stands below each page. A job for a child process.

    The libraries are loaded there, and not by the server.
    """
    if kind == "word":
        from govbot.documents.card_word import card_word

        return card_word(card, footer)
    from govbot.documents.card_pdf import card_pdf

    return card_pdf(card, footer)
