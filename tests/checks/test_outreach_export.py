"""The export of outreach: no cell is a formula, and no text that anybody wrote is in it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from govbot.core.csv_cells import as_written, neutral
from govbot.core.grammar import Refusal
from govbot.operations.outreach import COLUMNS, in_columns, lost_lines, outreach_csv, send_again
from tests.bot.town import town_at

RUN = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠A",
    "'=1",
    "\u200b=1",
)
KEPT = ("Ada", "", "'", "O'Hara", "'twas", "a=1", "a\n=1")


@pytest.mark.parametrize("cell", RUN)
@pytest.mark.check("S39")
def test_what_a_spreadsheet_would_run_is_neutralised(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [*RUN, *KEPT])
@pytest.mark.check("S39")
def test_a_cell_comes_back_from_the_file_as_it_was(cell: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([neutral(cell), "end"])
    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert [as_written(row[0]), row[1]] == [cell, "end"]


@pytest.mark.parametrize("cell", KEPT)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert neutral(cell) == cell


@pytest.mark.check("S39")
async def test_every_try_is_exported_and_comes_back_as_it_was(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        context = town.app.bot.context
        await town.app.record.write(lambda tx: _renamed(tx))
        text = await town.app.record.read(lambda tx: outreach_csv(context(tx), "ITP-1"))
        rows = list(csv.DictReader(io.StringIO(text)))
        assert tuple(rows[0]) == COLUMNS
        asked = [row for row in rows if row["what"] == "asked for feedback"]
        assert {row["outcome"] for row in asked} == {"sent"}
        assert {row["address"] for row in asked} == {"dss@ct.example", "dcp@ct.example", "doc@ct.example"}
        assert all(row["asked_at"] and row["tried_at"] and row["delivered_at"] for row in asked)
        assert "'=HYPERLINK(1)" in {row["name"] for row in rows}
        assert "Backup" not in text, "not even the title"


def _renamed(tx: object) -> None:
    from dataclasses import replace

    person = tx.people.by_email("dss@ct.example")  # type: ignore[attr-defined]
    tx.people.change(replace(person, name="=HYPERLINK(1)"))  # type: ignore[attr-defined]


async def test_reminders_are_proven_with_the_policy_that_they_spoke_of(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        context = town.app.bot.context
        for _ in range(30):
            await town.days(1)
        text = await town.app.record.read(lambda tx: outreach_csv(context(tx), "ITP-1"))
        reminded = [row for row in csv.DictReader(io.StringIO(text)) if row["what"] == "reminded"]
        assert {"dss@ct.example", "dcp@ct.example", "doc@ct.example"} <= {row["address"] for row in reminded}
        assert {row["outcome"] for row in reminded} == {"sent"}


async def test_a_policy_that_is_not_there_and_nothing_lost_are_said(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        context = town.app.bot.context
        with pytest.raises(Refusal, match="There is no policy ITP-9"):
            await town.app.record.read(lambda tx: outreach_csv(context(tx), "ITP-9"))
        await town.rows("SELECT 1")
        assert await town.app.record.read(lambda tx: lost_lines(context(tx))) == ["Everything has arrived."]
        assert await town.app.record.write(lambda tx: send_again(context(tx), unknown_too=True)) == 0


def test_in_a_terminal_columns_line_up_and_commas_stay() -> None:
    assert in_columns('policy,why\nITP-1,"asked, as the group"\nITP-10,\n') == (
        "policy  why\nITP-1   asked, as the group\nITP-10\n"
    )
