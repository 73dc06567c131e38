"""The comment-response table: for the office, for the public, out to a spreadsheet or Word, and in again."""

from __future__ import annotations

import csv
import io

import pytest

from govbot.bot.pages.responses import as_csv, as_word
from govbot.core.cards.response_table import WITHHELD, ResponseTable, response_table
from govbot.core.workflow.filled_table import FilledTable, differing, from_csv, from_markdown
from govbot.documents import read_upload
from tests.core.cards import given as cards
from tests.core.cards.given import Story


@pytest.fixture(scope="module")
def answered() -> Story:
    """Five comments: one that may be published, one that may not, one marked, one formula, one without a response."""
    story = cards.circulating()
    for text, publish, marks in (
        ("Too wide | too long.", "yes", []),
        ("Our own matter.", "no", []),
        ("How we are attacked.", "yes", ["security"]),
        ("=HYPERLINK(1)", "yes", []),
        ("Still open.", "yes", []),
    ):
        story.do("give_feedback", "dss", kind="comment", text=text, publish=publish, marks=marks)
    story.do(
        "respond_to_comments",
        "cio",
        comments=["C1", "C4"],
        response="accepted",
        reasons="Narrowed,\nas *asked*.",
    )
    return story.do(
        "respond_to_comments", "cio", comments=["C2", "C3"], response="not accepted", reasons="It is needed."
    )


def test_each_comment_has_a_row_with_its_response_and_where_the_change_is_made(answered: Story) -> None:
    table = response_table(answered.view("cio"))
    assert table.columns == (
        "No.", "Agency", "Section", "Comment", "Proposed change", "Response", "Reasons", "Change made",
    )  # fmt: skip
    assert table.rows[0] == (
        "C1", "Department of Social Services", "", "Too wide | too long.", "", "accepted",
        "Narrowed,\nas *asked*.", "to be made",
    )  # fmt: skip
    assert table.note == "1 of 5 comments have no response yet."


def test_an_agencys_own_response_has_a_row_of_its_own_and_is_withheld_from_the_public() -> None:
    story = cards.commented()
    story.do("give_agency_response", "dss", stance="support with changes", text="Give us a year.")
    table = response_table(story.view("cio"))
    assert table.rows[-1] == (
        "R1", "Department of Social Services", "The agency's own response",
        "support with changes: Give us a year.", "", "", "", "",
    )  # fmt: skip
    assert table.note.endswith("1 of 1 responses of agencies as such have no answer yet.")
    assert response_table(story.view("cio"), only="DCP, open").rows == ()
    assert [row[0] for row in response_table(story.view("cio"), only="support with changes").rows] == ["R1"]
    assert "Give us a year" not in str(response_table(story.view("cio"), public=True))
    assert [row.comment for row in from_csv(as_csv(table).encode()).rows] == ["C1"], (
        "no response is taken in again"
    )


def test_the_public_version_withholds_what_may_not_be_published_and_says_so(answered: Story) -> None:
    table = response_table(answered.view("cio"), public=True)
    assert [row[1] == WITHHELD for row in table.rows] == [False, True, True, False, False]
    shown = str(table)
    assert "Our own matter" not in shown
    assert "attacked" not in shown
    assert "It is needed" not in shown, "a response may quote what is withheld"
    assert table.note.startswith("2 of 5 comments are withheld")
    assert "dss" not in shown, "no person is named"


def test_marked_text_stands_in_no_table_of_whom_the_mark_does_not_name(answered: Story) -> None:
    assert "attacked" in str(response_table(answered.view("ciso")))
    assert "attacked" not in str(response_table(answered.view("publisher")))
    assert "attacked" not in str(response_table(answered.view("")))


def test_no_cell_of_the_csv_is_a_formula(answered: Story) -> None:
    lines = list(csv.reader(io.StringIO(as_csv(response_table(answered.view("cio"))))))
    assert lines[4][3] == "'=HYPERLINK(1)"


def read_again(table: ResponseTable, form: str) -> FilledTable:
    if form == "csv":
        return from_csv(as_csv(table).encode("utf-8-sig"))
    return from_markdown(read_upload("table.docx", "", as_word(table)).text)


@pytest.mark.parametrize("form", ["csv", "word"])
def test_what_is_exported_and_taken_in_again_makes_no_difference(answered: Story, form: str) -> None:
    table = response_table(answered.view("ciso"))
    again = read_again(table, form)
    assert [row.comment for row in again.rows] == ["C1", "C2", "C3", "C4", "C5"]
    assert differing(again, answered.view().development.comments) == []


@pytest.mark.parametrize("form", ["csv", "word"])
def test_a_response_that_was_filled_in_is_the_only_difference(answered: Story, form: str) -> None:
    table = response_table(answered.view("ciso"))
    *others, last = table.rows
    filled = (*last[:5], "Accepted in part", "A first step.", "")
    again = read_again(ResponseTable("", "T", "", table.columns, (*others, filled)), form)
    (row,) = differing(again, answered.view().development.comments)
    assert (row.comment, row.response, row.reasons) == ("C5", "accepted in part", "A first step.")


def test_a_table_of_excel_with_semicolons_is_read() -> None:
    table = from_csv("No.;Response;Reasons\r\nC1;Accepted;Größer.\r\n".encode("cp1252"))
    assert [(row.comment, row.response, row.reasons) for row in table.rows] == [("C1", "accepted", "Größer.")]


@pytest.mark.parametrize(
    ("only", "numbers"),
    [
        ("", ["C1", "C2", "C3", "C4", "C5"]),
        ("open", ["C5"]),
        ("accepted", ["C1", "C4"]),
        ("DSS, not accepted", ["C2", "C3"]),
        ("dcp", []),
        (" Social services ,, comment", ["C1", "C2", "C3", "C4", "C5"]),
    ],
)
def test_the_table_is_filtered_by_agency_section_kind_theme_and_response(
    answered: Story, only: str, numbers: list[str]
) -> None:
    table = response_table(answered.view("ciso"), only=only)
    assert [row[0] for row in table.rows] == numbers
    assert table.note.startswith(f"{len(numbers)} of 5 comments: those with ") == bool(only)


def test_a_filter_tells_the_public_nothing_of_what_is_withheld(answered: Story) -> None:
    assert [
        row[0] for row in response_table(answered.view("ciso"), public=True, only="not accepted").rows
    ] == []
    table = response_table(answered.view("ciso"), public=True, only="DSS")
    assert [row[0] for row in table.rows] == ["C1", "C4", "C5"]
    assert "2 of 5 comments are withheld" in table.note, "the note speaks of all"


def test_a_filter_tells_nobody_the_response_to_what_a_mark_keeps_from_them(answered: Story) -> None:
    table = response_table(answered.view("publisher"), only="not accepted")
    assert [row[0] for row in table.rows] == ["C2"]
