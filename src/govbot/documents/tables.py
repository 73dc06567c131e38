"""A table of a Word file as one of Markdown's: the first row is its head, spanned cells are left empty."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.documents.blocks import Cell, Table, paragraphs
from govbot.documents.fact_labels import names_a_fact
from govbot.documents.numbering import Label
from govbot.documents.spans import Span, markdown_of

MOST_COLUMNS = 60


def table_of(table: Table, show_added: bool = False) -> str:
    """The table's lines; a table of labels beside their values has an empty head."""
    rows = [_row(row, show_added) for row in table.rows]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    whole = [row + [""] * (width - len(row)) for row in rows]
    head = [""] * width if _is_of_labels(whole) else whole.pop(0)
    return "\n".join(map(_line, (head, ["---"] * width, *whole)))


def _is_of_labels(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row is a label and its value, so that the first row is no head."""
    return len(rows[0]) in (2, 4) and len(rows) > 1 and _is_label(rows[0][0]) and _is_label(rows[1][0])


def _is_label(cell: str) -> bool:
    return cell.strip("* ").endswith(":") or names_a_fact(cell.strip("* "))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _row(row: Sequence[Cell], show_added: bool) -> list[str]:
    cells: list[str] = []
    for cell in row:
        cells += ["" if cell.goes_on else _words(cell, show_added), *[""] * (cell.wide - 1)]
    return cells[:MOST_COLUMNS]


def _words(cell: Cell, show_added: bool) -> str:
    words = (
        markdown_of(shown(with_label(paragraph.label, paragraph.spans), show_added))
        for paragraph in paragraphs(cell.blocks)
    )
    return " ".join(filter(None, words)).replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")


def with_label(label: Label | None, spans: list[Span]) -> list[Span]:
    """Words with the number before them as plain text: inside a table there are no lists."""
    return [Span(f"{label.text} "), *spans] if label else spans


def shown(spans: Sequence[Span], show_added: bool) -> list[Span]:
    """The words, underlined ones as added only where underlining means that."""
    return [
        span if show_added or not span.added else Span(span.text, span.bold, span.italic, span.struck)
        for span in spans
    ]
