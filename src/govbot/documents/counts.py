"""How often a Word file holds something that a reader of its text should be told of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """What a reader of the text should be told of."""

    tracked: int = 0
    hidden: int = 0
    pictures: int = 0
    equations: int = 0
    struck: int = 0
    added: int = 0
    adding_style: int = 0
    embedded: int = 0
