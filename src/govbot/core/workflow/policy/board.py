"""What was done on the comment board, and the responses drafted there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

BoardKind = Literal[
    "joined", "split", "sorted", "undone", "drafted", "returned", "answered", "linked", "judged"
]
ORGANISING: tuple[BoardKind, ...] = ("joined", "split", "sorted")  # what can be undone


@dataclass(frozen=True, slots=True)
class Before:
    """How a comment stood on the board before an act."""

    comment: str
    theme: str
    drafter: str
    joined: str


@dataclass(frozen=True, slots=True)
class BoardAct:
    """One act on the board, numbered in order ("B3"); `comments` are those that it changed.

    `words` says with what: the theme, the response. `before` is kept for those acts that can be undone.
    """

    id: str
    kind: BoardKind
    by: str
    at: datetime
    comments: tuple[str, ...]
    words: str = ""
    before: tuple[Before, ...] = ()
    undone: bool = False


@dataclass(frozen=True, slots=True)
class DraftedResponse:
    """A drafted response. `note` is why it was given back; it waits for a second look while it is not `over`."""

    id: str
    comments: tuple[str, ...]
    response: str
    reasons: str
    by: str
    note: str = ""
    over: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody other than its drafter is to look at it."""
        return not (self.over or self.note)
