"""What every form of a printed card goes by: whether it is laid across, and which signs it may hold."""

from __future__ import annotations

import re

from govbot.core.cards.vocabulary import Card, Table

MOST_UPRIGHT = 4  # columns of a table on a page that stands upright; a wider one is laid across
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_wide(card: Card) -> bool:
    """Whether the document is laid across."""
    return any(isinstance(part, Table) and len(part.columns) > MOST_UPRIGHT for part in card.parts)


def clean(words: str) -> str:
    """The words without characters that neither XML nor a font has a place for."""
    return _NOT_XML.sub("", words)
