"""A matrix as a picture: a row for each label, and in each cell small marks, each a pattern with its letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from govbot.core.pictures.drawing import INK, box, line, picture, short, words

LABELS, MARK, COLUMN, ROW, TOP = 210, 34, 150, 26, 34
WIDEST = 230  # a column whose name asks for more is shortened
LETTER = 7  # about the width of one at this size
IN_A_LINE = 2  # entries of the legend
MOST_MARKS = 6  # in a cell; of more their number is said


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a cell. `pattern` is a key of `drawing.PATTERNS`, or "" for an empty, dashed box.

    `said` is what a pointer resting on it reads.
    """

    letter: str
    pattern: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: as many cells as there are columns."""

    label: str
    cells: tuple[tuple[Mark, ...], ...]


def matrix(
    title: str, columns: Sequence[str], rows: Sequence[MatrixRow], legend: Sequence[tuple[Mark, str]]
) -> str:
    """The picture; the legend says what each mark means, two in a line."""
    widths = _widths(columns, rows)
    lefts = [LABELS + sum(widths[:number]) for number in range(len(columns))]
    width = max(LABELS + sum(widths), 760)
    bottom = TOP + ROW * len(rows)
    parts = (
        *_heads(columns, lefts, widths),
        *_rows(rows, lefts, width),
        *_legend(legend, bottom + 20, width),
    )
    return picture(width, bottom + 20 + 20 * -(-len(legend) // IN_A_LINE), title, parts)


def _widths(columns: Sequence[str], rows: Sequence[MatrixRow]) -> list[float]:
    """A column is as wide as its fullest cell and its name need."""
    most = [
        max((min(len(row.cells[number]), MOST_MARKS + 1) for row in rows), default=1)
        for number in range(len(columns))
    ]
    named = [min(WIDEST, 12 + LETTER * len(column)) for column in columns]
    return [max(COLUMN, 12 + MARK * many, name) for many, name in zip(most, named, strict=True)]


def _heads(columns: Sequence[str], lefts: Sequence[float], widths: Sequence[float]) -> Iterator[str]:
    for column, left, width in zip(columns, lefts, widths, strict=True):
        yield words(left + 6, TOP - 12, short(column, int(width / LETTER)), size=11)


def _rows(rows: Sequence[MatrixRow], lefts: Sequence[float], width: float) -> Iterator[str]:
    for number, row in enumerate(rows):
        top = TOP + ROW * number
        yield line(0, top, width, top, width=0.3)
        yield words(LABELS - 8, top + 17, short(row.label, 30), "end")
        for marks, left in zip(row.cells, lefts, strict=True):
            for at, mark in enumerate(marks[:MOST_MARKS]):
                yield _mark(left + 6 + MARK * at, top + 6, mark)
            if len(marks) > MOST_MARKS:
                yield words(left + 6 + MARK * MOST_MARKS, top + 17, f"+{len(marks) - MOST_MARKS}", size=11)


def _mark(x: float, y: float, mark: Mark) -> str:
    """A small box with its letter beside it."""
    drawn = box(x, y, 13, 13, mark.pattern) if mark.pattern else _dashed(x, y)
    said = f"<title>{escape(mark.said)}</title>" if mark.said else ""
    return f"<g>{said}{drawn}{words(x + 16, y + 11, mark.letter, size=12)}</g>"


def _dashed(x: float, y: float) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="13" height="13" fill="none" stroke="{INK}" stroke-width="0.8" '
        'stroke-dasharray="2 2"/>'
    )


def _legend(legend: Sequence[tuple[Mark, str]], top: float, width: float) -> Iterator[str]:
    for number, (mark, name) in enumerate(legend):
        x, y = 8 + (number % IN_A_LINE) * width / IN_A_LINE, top + 20 * (number // IN_A_LINE) - 12
        yield _mark(x, y, mark)
        yield words(x + 38, y + 11, name, size=11)
