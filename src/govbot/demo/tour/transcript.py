"""Writes the tour's transcript: who does what, and what they read next, in lines for a newcomer."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str], None]
NAME = 34  # characters in the column of names
PLACE = 7  # characters in the column that says on which chat
WIDTH = 110


class TourFailed(Exception):
    """The tour did not go as expected; the message says where."""


@dataclass
class TranscriptWriter:
    """Prints the transcript and counts its steps. With `says_where`, each line names the chat."""

    say: Say
    steps: int = 0
    says_where: bool = False

    def heading(self, title: str) -> None:
        self.say(f"\n{title}\n{'─' * len(title)}")

    def line(self, who: str, does: str, where: str = "") -> None:
        self.steps += 1
        lines = textwrap.wrap(does, WIDTH - self._margin) or [""]
        self.say(f"{fit_column(who):<{NAME}}{where:<{self._margin - NAME}}{lines[0]}")
        for more in lines[1:]:
            self.detail(more)

    def detail(self, words: str) -> None:
        self.say(" " * self._margin + words)

    @property
    def _margin(self) -> int:
        return NAME + (PLACE if self.says_where else 0)


def fit_column(who: str) -> str:
    """Shorten a name to the width of its column; " …" marks words left out."""
    return textwrap.shorten(who, NAME - 2, placeholder=" …")


def shorten(value: object, most: int = 70) -> str:
    """A value on one line of at most this many characters."""
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def summary(words: str) -> str:
    """The first lines below a card's headline, on one line."""
    return shorten(" ".join(words.splitlines()[1:4]), 160)
