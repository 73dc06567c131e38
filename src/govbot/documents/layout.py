"""Tables that only place text on the page: opened, so that their paragraphs, items and headings are the text's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.documents.blocks import Block, Cell, Paragraph, Table, paragraphs
from govbot.documents.headings import NUMBERED

MOST_WORDS_OF_A_HEADING = 12


def opened(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with such tables replaced by what stands in them, row by row."""
    for block in blocks:
        if isinstance(block, Table) and is_layout(block):
            for cell in block.cells():
                if not cell.goes_on:
                    yield from opened(cell.blocks)
        else:
            yield block


def is_layout(table: Table) -> bool:
    """Whether the table is a frame: one row, one column, or one whose cells hold headings, lists or tables."""
    filled = [[cell for cell in row if _words(cell)] for row in table.rows]
    rows = [row for row in filled if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return True
    first, rest = rows[0], [cell for row in rows[1:] for cell in row]
    if any(map(_has_heading, rest)) or (any(map(_has_heading, first)) and not all(map(_has_heading, first))):
        return True
    if any(_has_table(cell) for cell in (*first, *rest)):
        return True
    if has_head(table) or max(map(len, table.rows)) > 2:
        return False
    return any(_has_list(cell) or len(cell.blocks) > 2 for cell in (*first, *rest)) or _left_column_heads(
        rows
    )


def has_head(table: Table) -> bool:
    """Whether the first row is a head: Word repeats it, or it alone is bold."""
    if table.headed:
        return True
    first, *rest = [[cell for cell in row if _words(cell)] for row in table.rows]
    return (
        bool(first) and all(map(_is_bold, first)) and not all(_is_bold(cell) for row in rest for cell in row)
    )


def _left_column_heads(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether each row begins with a numbered heading beside its text."""
    return all(
        len(row) == 2 and NUMBERED.match(words := _words(row[0])) and len(words.split()) <= MOST_WORDS_OF_A_HEADING
        and _is_bold(row[0]) and not _is_bold(row[1])
        for row in rows
    )  # fmt: skip


def _words(cell: Cell) -> str:
    return "" if cell.goes_on else " ".join(paragraph.words for paragraph in paragraphs(cell.blocks)).strip()


def _is_bold(cell: Cell) -> bool:
    return all(paragraph.all_bold for paragraph in paragraphs(cell.blocks))


def _has_heading(cell: Cell) -> bool:
    return any(paragraph.heading for paragraph in paragraphs(cell.blocks))


def _has_table(cell: Cell) -> bool:
    return any(isinstance(block, Table) for block in cell.blocks)


def _has_list(cell: Cell) -> bool:
    """Two items or more."""
    return sum(isinstance(block, Paragraph) and block.label is not None for block in cell.blocks) > 1
