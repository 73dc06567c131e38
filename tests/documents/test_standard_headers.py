# ruff: noqa: E501 - tables of layouts are read a row a line
"""Standard headers of many layouts: every fact that is read is right, and nothing that is no date is read as one."""

from __future__ import annotations

import pytest

from govbot.documents import read_upload
from tests.documents.given import word
from tests.documents.pieces import headed
from tests.documents.test_word_kinds import bold, p, r, table

TITLE = bold("Portable Device Policy")
BODY = p(r("1. Purpose")) + p(r("To protect data.")) + p(r("2. Scope")) + p(r("All agencies."))
TAB = "<w:r><w:tab/></w:r>"


def header(body: str) -> dict[str, str]:
    read = read_upload("a.docx", "", word(body)).paper.header
    return {key: fact for key, fact in read.items() if key not in ("notes", "held")}


def labelled(label: str, fact: str) -> str:
    return p(r(label, "<w:b/>"), r(fact))


@pytest.mark.parametrize(
    "written",
    [
        "2026-07-01", "2026/07/01", "1 July 2026", "7/1/26", "July 1st, 2026", "Wednesday, July 1, 2026", "Jul. 1, 2026",
        "July 1, 2026 at 5:00 PM", "Effective July 1, 2026", "the 1st day of July, 2026",
    ],
)  # fmt: skip
def test_a_date_is_read_in_the_ways_in_which_people_write_it(written: str) -> None:
    assert header(TITLE + labelled("Effective Date: ", written) + BODY)["effective_date"] == "2026-07-01"


@pytest.mark.parametrize(
    "written",
    [
        "N/A", "TBD", "Upon signature", "30 days after publication", "July 2026", "FY 2026", "13/7/2026", "June 31, 2026",
        "July 1, 2020; Revised July 1, 2026", "July 1, 2026 (revised March 3, 2027)", "March 3, 2019 / July 1, 2026",
        "July 1, 2026 or upon signature, whichever is later", "Not before July 1, 2026", "12/1/2026 – 12/1/2027", "07/2026",
    ],
)  # fmt: skip
def test_what_is_no_one_date_stands_as_it_is_written(written: str) -> None:
    read = header(TITLE + labelled("Effective Date: ", written) + BODY)
    assert ("effective_date" in read, read["effective"]) == (False, written)


@pytest.mark.parametrize(
    "written", ["—", "[Date]", "Click or tap to enter a date.", "MM/DD/YYYY", "[Choose an item.]"]
)
def test_a_field_that_nobody_has_filled_in_is_no_fact(written: str) -> None:
    body = (
        labelled("Policy Title: ", written) + labelled("Owner: ", written) + labelled("Effective: ", written)
    )
    assert header(TITLE + body + BODY) == {"title": "Portable Device Policy"}


FACTS = {
    "title": "Portable Device Policy",
    "number": "IT-14",
    "effective_date": "2026-07-01",
    "originator": "Office of IT",
}
IN_ONE_CELL = table(
    [p(r("Policy Number:")) + p(r("IT-14")), p(r("Effective Date:")) + p(r("July 1, 2026"))],
    [p(r("Issued By:")) + p(r("Office of IT")), p(r("Review Date:")) + p(r("July 1, 2028"))],
)


@pytest.mark.parametrize(
    "head",
    [
        table([p(r("Policy Number")), p(r("IT-14"))], [p(r("Effective Date")), p(r("July 1, 2026"))],
              [p(r("Policy Owner")), p(r("Office of IT"))]),
        bold("Effective Date") + p(r("July 1, 2026")) + bold("Policy Number") + p(r("IT-14")) + bold("Issued By")
        + p(r("Office of IT")),
        bold("Effective Date:") + p(r("July 1, 2026")) + bold("Policy Number:") + p(r("IT-14")) + bold("Supersedes:")
        + p(r("IT-3, March 3, 2019")) + bold("Owner:") + p(r("Office of IT")),
        IN_ONE_CELL,
        p(r("Policy: IT-14   Effective: July 1, 2026   Revised: March 3, 2027   Owner: Office of IT")),
        p(r("Policy Number"), TAB, r("IT-14")) + p(r("Effective Date"), TAB, r("July 1, 2026"))
        + p(r("Revised Date"), TAB, r("July 1, 2027")) + labelled("Owner: ", "Office of IT"),
        table([p(r("Policy No.")), p(r("IT-14")), p(r("Effective Date")), p(r("2026-07-01"))],
              [p(r("Owner")), p(r("Office of IT")), p(r("Last Revised")), p(r("2027-01-01"))]),
        table([p(r("Policy Number")), p(r("Effective Date")), p(r("Page"))], [p(r("IT-14")), p(r("7/1/2026")), p(r("1 of 4"))],
              [p(r("Policy Title")), p(r("Policy Owner")), p(r("Approved By"))],
              [p(r("Portable Device Policy")), p(r("Office of IT")), p(r("The Governor"))]),
    ],
)  # fmt: skip
def test_the_same_facts_are_read_in_every_layout_and_none_of_them_is_a_section(head: str) -> None:
    assert header(TITLE + head + BODY) == FACTS
    assert read_upload("a.docx", "", word(TITLE + head + BODY)).paper.sections == ("1. Purpose", "2. Scope")


@pytest.mark.parametrize(
    ("margin", "expected"),
    [
        (p(r("Department of X")) + p(r("Effective: July 1, 2026")) + p(r("Page 1 of 4")), {"effective_date": "2026-07-01"}),
        (p(r("Policy IT-14"), TAB, r("Effective: July 1, 2026"), TAB, r("Page 1")), {"effective_date": "2026-07-01"}),
        (p(r("Effective July 1, 2026"), TAB, r("Version 2.1")), {"effective_date": "2026-07-01", "version": "2.1"}),
        (p(r("Revised: March 3, 2026"), TAB, r("Printed: March 4, 2026")), {}),
        (p(r("Effective: Upon signature")), {"effective": "Upon signature"}),
    ],
)  # fmt: skip
def test_facts_in_the_margin_of_each_page_are_read(margin: str, expected: dict[str, str]) -> None:
    for kind in ("header", "footer"):
        read = read_upload("a.docx", "", headed(margin, kind)).paper.header
        assert expected == {key: fact for key, fact in read.items() if key not in ("notes", "held")}


REVISIONS = (
    [p(r("1.0")), p(r("May 1, 2024")), p(r("First"))],
    [p(r("2.0")), p(r("July 1, 2026")), p(r("Second"))],
)


@pytest.mark.parametrize("rows", [REVISIONS, REVISIONS[::-1]])
def test_the_date_of_the_newest_version_is_offered_and_never_taken_as_the_effective_date(
    rows: tuple[list[str], ...],
) -> None:
    columns = [p(r("Rev.")), p(r("Effective Date")), p(r("Description"))]
    read = header(TITLE + BODY + bold("Revision History") + table(columns, *rows))
    assert read == {"title": "Portable Device Policy", "version": "2.0", "version_date": "2026-07-01"}


def test_a_fact_that_is_left_empty_does_not_take_what_follows() -> None:
    review = p(r("Review Date: July 1, 2028"))
    assert header(TITLE + p(r("Effective Date:")) + review + BODY) == {"title": "Portable Device Policy"}
    above = bold("Effective Date") + bold("Date of Last Review") + p(r("July 1, 2026"))
    assert "effective_date" not in header(TITLE + above + BODY)


def test_a_section_that_holds_a_date_alone_gives_it() -> None:
    def section(words: str, text: str) -> str:
        return p(r(words), properties='<w:pStyle w:val="Heading2"/>') + p(r(text))

    dated = section("Purpose", "To protect.") + section("Effective Date", "July 1, 2026")
    assert header(TITLE + dated)["effective_date"] == "2026-07-01"
    assert "effective_date" not in header(
        TITLE + section("Effective Date", "It is effective on July 1, 2026.")
    )


def test_the_office_above_the_title_is_not_the_title() -> None:
    block = bold("STATE OF EXAMPLE") + bold("OFFICE OF TECHNOLOGY") + bold("PORTABLE DEVICE POLICY")
    read = header(block + labelled("NUMBER: ", "IT-14") + labelled("EFFECTIVE DATE: ", "JULY 1, 2026") + BODY)
    assert read == {"title": "PORTABLE DEVICE POLICY", "number": "IT-14", "effective_date": "2026-07-01"}
