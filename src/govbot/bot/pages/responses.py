"""The page of the comment-response document, and its files: CSV and Word, for the office and for the public."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from govbot.bot.pages.reading import Original
from govbot.bot.request_context import RequestContext
from govbot.core.cards.pages import NO_FILE
from govbot.core.cards.response_table import ResponseTable, response_table
from govbot.core.csv_cells import neutral
from govbot.core.grammar import Refusal
from govbot.documents import word_table

FILES = ("csv", "word", "public-csv", "public-word")


@dataclass(frozen=True, slots=True)
class ResponsesPage:
    """The table as its reader may read it; `name` is whose page it is."""

    name: str
    table: ResponseTable


def responses_page(context: RequestContext, subject: str) -> ResponsesPage:
    name = context.directory.name(context.person)
    return ResponsesPage(name, response_table(context.view(subject)))


def responses_file(context: RequestContext, subject: str, kind: str) -> Original:
    """One of FILES. Raises Refusal for another one."""
    if kind not in FILES:
        raise Refusal(NO_FILE)
    table = response_table(context.view(subject), public=kind.startswith("public"))
    public = "-public" if kind.startswith("public") else ""
    if kind.endswith("csv"):
        return Original(f"{table.policy}-responses{public}.csv", as_csv(table).encode("utf-8-sig"))
    return Original(f"{table.policy}-responses{public}.docx", as_word(table))


def as_csv(table: ResponseTable) -> str:
    """The table for a spreadsheet; no cell is taken for a formula."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(table.columns)
    lines.writerows([neutral(cell) for cell in row] for row in table.rows)
    return written.getvalue()


def as_word(table: ResponseTable) -> bytes:
    return word_table(f"Comments and responses on {table.title}", table.note, table.columns, table.rows)
