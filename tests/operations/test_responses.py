"""`govbot responses`, as the operator types it: CSV, Word and PDF, filtered, and the public version."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path

from typer.testing import CliRunner, Result

from govbot.cli.main import app
from govbot.documents import read_upload
from tests.bot.town import town_at
from tests.places import sqlite_in


async def typed(*words: object) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, app, ["responses", *map(str, words)])


async def test_the_table_is_printed_filtered_and_written_as_word_and_pdf(tmp_path: Path) -> None:
    place = sqlite_in(tmp_path)
    async with town_at("circulate", place) as town:
        await town.dss.does("comment ITP-1", kind="concern", text="Too wide.", publish="yes")
        await town.dss.does("comment ITP-1", kind="comment", text="Our own matter.", publish="no")
    on = ("--database", place.url)
    printed = await typed("itp-1", *on)
    assert printed.exit_code == 0, printed.output
    rows = list(csv.reader(io.StringIO(printed.output)))
    assert [row[0] for row in rows] == ["No.", "C1", "C2"]
    only = await typed("ITP-1", "--only", "concern, open", *on)
    assert [line.partition(",")[0] for line in only.output.splitlines()] == ["No.", "C1"]
    public = await typed("ITP-1", "--public", *on)
    assert "Our own matter." not in public.output
    word, pdf = tmp_path / "table.docx", tmp_path / "table.pdf"
    written = await typed("ITP-1", "--word", word, "--pdf", pdf, *on)
    assert written.output.count("2 comments were written to ") == 2, written.output
    assert "Our own matter." in read_upload("table.docx", "", word.read_bytes()).text
    assert pdf.read_bytes().startswith(b"%PDF-")
    nothing = await typed("ITP-9", *on)
    assert (nothing.exit_code, "There is no such policy" in nothing.output) == (1, True)
