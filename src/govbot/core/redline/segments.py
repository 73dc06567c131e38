"""The words of a unit in order, each with the side that it belongs to and its look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.redline.blocks import Block, Run, runs_of
from govbot.core.redline.tokens import PARAGRAPH
from govbot.core.redline.units import Unit


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one side or both, in one look. `kind` is same, out or in; of a whole passage also from or to."""

    kind: str
    text: str
    marks: frozenset[str]


def segments_of(unit: Unit) -> list[Segment]:
    """A unit's words without the first block's number; paragraphs are parted by PARAGRAPH."""
    old, new = _Side(_side(unit.old)), _Side(_side(unit.new))
    segments: list[Segment] = []
    for piece in unit.pieces:
        runs_of_old = old.take(len(piece.text)) if piece.kind != "in" else []
        runs = new.take(len(piece.text)) if piece.kind != "out" and unit.new else runs_of_old
        segments += [Segment(piece.kind, run.text, run.marks) for run in runs]
    return segments


def paragraphs_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The segments parted at the ends of paragraphs; each end stands last in its paragraph."""
    paragraphs: list[list[Segment]] = [[]]
    for segment in segments:
        for n, text in enumerate(segment.text.split(PARAGRAPH)):
            if n:
                paragraphs[-1].append(Segment(segment.kind, PARAGRAPH, frozenset()))
                paragraphs.append([])
            if text:
                paragraphs[-1].append(Segment(segment.kind, text, segment.marks))
    return paragraphs


def _side(blocks: Sequence[Block]) -> Iterator[Run]:
    for n, block in enumerate(blocks):
        if n:
            yield Run(PARAGRAPH + (f"{block.number} " if block.number else ""))
        yield from runs_of(block.source)


class _Side:
    """One side's runs, taken from the front by the number of characters."""

    def __init__(self, runs: Iterator[Run]) -> None:
        self._runs = list(runs)
        self._at = 0
        self._used = 0

    def take(self, length: int) -> list[Run]:
        taken: list[Run] = []
        while length > 0 and self._at < len(self._runs):
            run = self._runs[self._at]
            text = run.text[self._used : self._used + length]
            taken.append(Run(text, run.marks))
            length -= len(text)
            self._used += len(text)
            if self._used >= len(run.text):
                self._at, self._used = self._at + 1, 0
        return taken
