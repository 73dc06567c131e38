"""Tables that only place text on the page: opened, so that their paragraphs, items and headings are the text's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govbot.documents.blocks import Block, Cell, Paragraph, Table, paragraphs
from govbot.documents.headings import NUMBERED, is_body
from govbot.documents.numbering import Label

MOST_WORDS_OF_A_HEADING = 12
_USUAL = (
    "purpose scope policy background overview introduction applicability authority definitions responsibilities roles "
    "procedure procedures requirements exceptions compliance enforcement references"
)
USUAL_SECTIONS = frozenset({*_USUAL.split()}) | {"policy statement", "roles and responsibilities"}
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,5}\.?|\d{1,3}[.)]|\(?[a-zA-Z]\)|[A-Z]\.|\(?[ivxIVX]{1,5}[.)]")


def opened(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with such tables replaced by what stands in them, row by row."""
    for block in blocks:
        if isinstance(block, Table):
            for part in _parted(block):
                yield from _opened_table(part)
        else:
            yield block


def _opened_table(block: Block) -> Iterator[Block]:
    if isinstance(block, Table) and _numbers_paragraphs(block):
        yield from _numbered(block)
    elif isinstance(block, Table) and is_layout(block):
        headed = _names_sections(block)
        for row in block.rows:
            for n, cell in enumerate(row):
                for paragraph in paragraphs(cell.blocks) if headed and n == 0 else ():
                    paragraph.heading = paragraph.heading or 1
                if not cell.goes_on:
                    yield from opened(cell.blocks)
    else:
        yield block


def _parted(table: Table) -> Iterator[Block]:
    """The table, parted where a heading stands alone in a row: it heads the rows below it."""
    rows: list[list[Cell]] = []
    for row in table.rows:
        filled = [cell for cell in row if _words(cell)]
        if len(filled) == 1 and len(table.rows) > 1 and filled[0].wide > 1 and _is_heading(filled[0]):
            if rows:
                yield Table(rows, table.headed)
            yield from filled[0].blocks
            rows = []
        else:
            rows.append(row)
    if rows:
        yield Table(rows, table.headed)


def _is_heading(cell: Cell) -> bool:
    """Whether a cell holds a heading and nothing else."""
    return len(cell.blocks) == 1 and _has_heading(cell)


def _numbers_paragraphs(table: Table) -> bool:
    """Whether the left column holds the numbers of the paragraphs in the right one."""
    rows = [[cell for cell in row if _words(cell)] for row in table.rows]
    rows = [row for row in rows if row]
    return len(rows) > 1 and all(
        len(row) == 2 and _NUMBER.fullmatch(_words(row[0])) and is_body(_words(row[1])) for row in rows
    )


def _numbered(table: Table) -> Iterator[Block]:
    """Each row as a paragraph that begins with its number."""
    for row in table.rows:
        number, text = [cell for cell in row if _words(cell)] or (Cell([]), Cell([]))
        first, *others = opened(text.blocks) if text.blocks else (Paragraph([]),)
        if isinstance(first, Paragraph):
            first.label = Label(0, _words(number))
        yield from (first, *others)


def _names_sections(table: Table) -> bool:
    """Whether the left column holds the names of a policy's usual sections, in bold, beside their text."""
    rows = [[cell for cell in row if _words(cell)] for row in table.rows]
    rows = [row for row in rows if row]
    return (
        len(rows) > 1
        and all(len(row) == 2 and _is_bold(row[0]) and not _is_bold(row[1]) for row in rows)
        and sum(_words(row[0]).strip(" :.").casefold() in USUAL_SECTIONS for row in rows) > 1
    )


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
    if _names_sections(table):
        return True
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
