"""The changed passages, as a person reads them, and how much changed in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.grammar import Change
from govbot.core.redline.alignment import Piece, stretches, words

# Markdown's own signs: a change of these alone is a change of layout, not of words.
LAYOUT = re.compile(r"[\s#*_>|\[\]]*")
SENTENCE_END = re.compile(r"[.;:!?]\s|\n")
GAP = 40  # changes with fewer characters between them, in one sentence, are read as one passage


def changes(before: str, after: str, around: int = 60, most: int = 40) -> tuple[Change, ...]:
    """At most `most` changed passages, each with up to `around` characters of the text on both sides."""
    return tuple(change_of(passage, around) for passage in _passages(before, after)[:most])


def summary(before: str, after: str) -> str:
    """How much changed, in a line: "3 passages changed, 12 words out, 20 words in"."""
    passages = _passages(before, after)
    if not passages:
        return "No words changed"
    out, in_ = (
        sum(words(piece.text) for passage in passages for piece in passage.inner if piece.kind == kind)
        for kind in ("out", "in")
    )
    return f"{_count(len(passages), 'passage')} changed, {_count(out, 'word')} out, {_count(in_, 'word')} in"


@dataclass(slots=True)
class Passage:
    """Changes that are read together, and the unchanged text on both sides."""

    left: str
    inner: list[Piece]
    right: str = ""


def _passages(before: str, after: str) -> list[Passage]:
    passages: list[Passage] = []
    written = ""
    for stretch in stretches(before, after):
        passages += within(stretch, written)
        written += "".join(piece.text for piece in stretch if piece.kind != "out")
        written = written[-2000:]
    return [passage for passage in passages if _worded(passage.inner)]


def within(stretch: Sequence[Piece], left: str) -> Iterator[Passage]:
    """The passages of one stretch: changes are drawn together where little of one sentence lies between."""
    passage: Passage | None = None
    for n, piece in enumerate(stretch):
        if piece.kind != "same":
            passage = passage or Passage(left, [])
            passage.inner.append(piece)
        elif passage and n + 1 < len(stretch) and _close(piece.text):
            passage.inner.append(piece)
        else:
            if passage:
                passage.right = piece.text
                yield passage
            passage, left = None, piece.text
    if passage:
        yield passage


def _close(text: str) -> bool:
    return len(text) < GAP and not SENTENCE_END.search(text)


def _worded(inner: Sequence[Piece]) -> bool:
    """Whether more than white space and layout went out or came in."""
    return any(not LAYOUT.fullmatch(piece.text) for piece in inner if piece.kind != "same")


def change_of(passage: Passage, around: int) -> Change:
    """The left side of a whole paragraph is the end of the paragraph before it."""
    removed, added = (
        "".join(piece.text for piece in passage.inner if piece.kind in ("same", kind)).strip("\n")
        for kind in ("out", "in")
    )
    line = passage.left.rpartition("\n")[2]
    before = line or passage.left.rstrip().rpartition("\n")[2] + "\n" * bool(passage.left)
    after = passage.right.partition("\n")[0]
    return Change(_tail(before, around), removed, added, _head(after, around))


def _tail(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + re.sub(r"\A\S*\s+(?=\S)", "", text[-most:])


def _head(text: str, most: int) -> str:
    return text if len(text) <= most else re.sub(r"(?<=\S)\s+\S*\Z", "", text[:most]) + "…"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
