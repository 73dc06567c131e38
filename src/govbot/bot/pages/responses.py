"""The page of the comment-response document, and its files: CSV and Word, for the office and for the public."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from govbot.bot.pages.documents import DocumentFile, drawn_on
from govbot.bot.pages.reading import Original
from govbot.bot.request_context import RequestContext
from govbot.core.cards.pages import NO_FILE
from govbot.core.cards.response_table import LONGEST_FILTER, ResponseTable, response_table
from govbot.core.cards.vocabulary import Card, Table, Text
from govbot.core.csv_cells import neutral
from govbot.core.grammar import Refusal
from govbot.documents import word_table

FILES = ("csv", "word", "pdf", "public-csv", "public-word", "public-pdf")

SHARES = (1, 3, 2, 5, 4, 2, 5, 2)  # how wide the columns of the Word file are beside each other
MOST_IN_PDF = 1_500  # comments; the setting of more takes more memory than a child process has


@dataclass(frozen=True, slots=True)
class ResponsesPage:
    """The table as its reader may read it; `name` is whose page it is, `only` the filter."""

    name: str
    table: ResponseTable
    only: str = ""


def responses_page(context: RequestContext, subject: str, only: str = "") -> ResponsesPage:
    """The page, with the comments that the filter leaves."""
    name, only = context.directory.name(context.person), only[:LONGEST_FILTER]
    return ResponsesPage(name, response_table(context.view(subject), only=only), only)


def responses_file(
    context: RequestContext, subject: str, kind: str, only: str = ""
) -> Original | DocumentFile:
    """One of FILES; a PDF is still to be drawn. Raises Refusal for another one."""
    if kind not in FILES:
        raise Refusal(NO_FILE)
    table = response_table(context.view(subject), public=kind.startswith("public"), only=only)
    public = "-public" if kind.startswith("public") else ""
    if kind.endswith("csv"):
        return Original(f"{table.policy}-responses{public}.csv", as_csv(table).encode("utf-8-sig"))
    if kind.endswith("pdf"):
        file = f"{table.policy}-responses{public}.pdf"
        return DocumentFile(file, as_card(table), drawn_on(context), "pdf")
    return Original(f"{table.policy}-responses{public}.docx", as_word(table))


def as_csv(table: ResponseTable) -> str:
    """The table for a spreadsheet; no cell is taken for a formula."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(table.columns)
    lines.writerows([neutral(cell) for cell in row] for row in table.rows)
    return written.getvalue()


def as_card(table: ResponseTable) -> Card:
    """The table as a document. Raises Refusal where it is too long for a PDF file."""
    if len(table.rows) > MOST_IN_PDF:
        raise Refusal(
            f"A PDF file holds at most {MOST_IN_PDF} comments. Take the Word file, or the CSV file."
        )
    rows = Table(table.columns, table.rows)
    return Card(f"Comments and responses on {table.title}", (*_above(table), rows))


def _above(table: ResponseTable) -> tuple[Text, ...]:
    return tuple(Text(words) for words in (table.circulated, table.note) if words)


def as_word(table: ResponseTable) -> bytes:
    note = "\n".join(part.text for part in _above(table))
    return word_table(f"Comments and responses on {table.title}", note, table.columns, table.rows, SHARES)
