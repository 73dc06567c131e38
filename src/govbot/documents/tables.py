"""A table of a Word file as one of Markdown's: the first row is its head, spanned cells are left empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govbot.documents.html_tree import Node
from govbot.documents.spans import Span, markdown_of, spans_of

MOST_COLUMNS = 60
BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6")


def table_of(table: Node, relabel: Callable[[list[Span]], list[Span]]) -> str:
    """The table's lines, or its words alone where it is one cell, a frame around a text."""
    rows = _rows(table, relabel)
    width = max(map(len, rows), default=0)
    if not any(map(any, rows)):
        return ""
    if width == 1 and len(rows) == 1:
        return rows[0][0].replace("\\|", "|")
    first, *rest = [row + [""] * (width - len(row)) for row in rows]
    return "\n".join(map(_line, (first, ["---"] * width, *rest)))


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rows(table: Node, relabel: Callable[[list[Span]], list[Span]]) -> list[list[str]]:
    rows: list[list[str]] = []
    below: dict[int, int] = {}  # the columns that a cell above still covers, and for how many rows
    for element in _outermost(table, ("tr",)):
        row: list[str] = []
        for cell in _outermost(element, ("td", "th")):
            _covered(row, below)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            below |= (
                dict.fromkeys(range(len(row), min(len(row) + wide, MOST_COLUMNS)), high - 1)
                if high > 1
                else {}
            )
            row += [_words(cell, relabel), *[""] * (wide - 1)]
        _covered(row, below)
        rows.append(row[:MOST_COLUMNS])
    return rows


def _covered(row: list[str], below: dict[int, int]) -> None:
    while below.get(len(row), 0):
        below[len(row)] -= 1
        row.append("")


def _span(cell: Node, name: str) -> int:
    written = cell.attributes.get(name, "1")
    return min(int(written), MOST_COLUMNS) if written.isdecimal() and len(written) < 5 else 1


def _words(cell: Node, relabel: Callable[[list[Span]], list[Span]]) -> str:
    blocks = list(_outermost(cell, BLOCKS)) or [cell]
    words = (markdown_of(relabel(list(spans_of(block)))) for block in blocks)
    return " ".join(filter(None, words)).replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")


def _outermost(node: Node, tags: tuple[str, ...]) -> Iterator[Node]:
    """The outermost elements of these names."""
    for child in node.elements():
        if child.tag in tags:
            yield child
        else:
            yield from _outermost(child, tags)
