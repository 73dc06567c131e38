"""A comment-response table that was filled in elsewhere: its responses, and what of them differs from the record."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govbot.core.csv_cells import as_written
from govbot.core.redline import plain_text
from govbot.core.workflow.policy import Comment

NUMBER, RESPONSE, REASONS = "no.", "response", "reasons"
_CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """The response to one comment, as the table says it."""

    comment: str
    response: str
    reasons: str


@dataclass(frozen=True, slots=True)
class FilledTable:
    """The rows of a table; `problem` is why it could not be read ("": it was)."""

    rows: tuple[FilledRow, ...] = ()
    problem: str = ""


NO_TABLE = (
    "No table with the columns “No.”, “Response” and “Reasons” stands in this file. Fill in the exported one."
)


def from_csv(data: bytes) -> FilledTable:
    """The table of a CSV file, in UTF-8 or as Excel writes it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return FilledTable(problem=NO_TABLE)
    return _read([[as_written(cell) for cell in line] for line in lines])


def from_markdown(text: str) -> FilledTable:
    """The first fitting table of a text, as a Word file reads."""
    lines = [line.strip() for line in text.splitlines()]
    tables = [
        [plain_text(cell.replace("\\|", "|")).strip() for cell in _CELLS.split(line)[1:-1]]
        for line in lines
        if line.startswith("|")
    ]
    return _read(tables)


def _read(lines: Sequence[Sequence[str]]) -> FilledTable:
    for at, line in enumerate(lines):
        names = [cell.strip().casefold() for cell in line]
        if {NUMBER, RESPONSE, REASONS} <= set(names):
            places = [names.index(name) for name in (NUMBER, RESPONSE, REASONS)]
            return FilledTable(tuple(_rows(lines[at + 1 :], places)))
    return FilledTable(problem=NO_TABLE)


def _rows(lines: Iterable[Sequence[str]], places: Sequence[int]) -> Iterable[FilledRow]:
    for line in lines:
        if len(line) > max(places):
            number, response, reasons = (line[place].strip() for place in places)
            if re.fullmatch(r"C\d{1,6}", number):
                yield FilledRow(number, " ".join(response.casefold().split()), reasons)


def differing(table: FilledTable, comments: Sequence[Comment]) -> list[FilledRow]:
    """The rows that say something else than the record; those without a response say nothing."""
    known = {comment.id: (comment.response, _squeezed(comment.reasons)) for comment in comments}
    return [
        row
        for row in table.rows
        if row.response and known.get(row.comment) != (row.response, _squeezed(row.reasons))
    ]


def _squeezed(words: str) -> str:
    return " ".join(words.split())
