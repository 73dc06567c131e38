"""Bars, one below the other: a value each, and, where there is one, the value that was planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.pictures.drawing import box, line, picture, short, words

LABELS, BARS, VALUES = 250, 380, 130  # widths
ROW = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """`said` is the value in words ("31 of 49"), which stands at the bar's end; `planned` is drawn as a mark."""

    label: str
    value: float
    said: str
    planned: float | None = None


def bars(title: str, rows: Sequence[Bar], most: float = 0) -> str:
    """The picture; `most` is the value of a full bar (the largest one where it is 0)."""
    full = most or max((max(row.value, row.planned or 0) for row in rows), default=1) or 1
    return picture(LABELS + BARS + VALUES, ROW * len(rows) + 8, title, _drawn(rows, full))


def _drawn(rows: Sequence[Bar], full: float) -> Iterator[str]:
    for number, row in enumerate(rows):
        top = 4 + number * ROW
        yield words(LABELS - 8, top + 17, short(row.label, 36), "end")
        yield box(LABELS, top + 4, BARS * row.value / full, ROW - 8, "lines")
        yield words(LABELS + BARS + 8, top + 17, row.said)
        if row.planned is not None:
            at = LABELS + BARS * row.planned / full
            yield line(at, top, at, top + ROW, width=3)
