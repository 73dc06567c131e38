# ruff: noqa: E501 - tables are read a row a line
"""The sections of a draft, as comments name them, and the facts at its head."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbot.documents import headings, read_upload, section_text
from govbot.documents.header import facts
from govbot.documents.written_dates import read_date
from tests.documents.given import policy

DRAFT = """\
Preface

# I. Purpose
Why.

## A. **Goals**
Which.

# II. Scope
Who.

## A. Goals
Again.
"""


def test_headings_come_in_order_and_each_once() -> None:
    assert headings(DRAFT) == ("I. Purpose", "A. Goals", "II. Scope", "A. Goals (2)")


def test_a_section_has_its_sub_sections_and_ends_at_the_next_of_its_level() -> None:
    assert section_text(DRAFT, "I. Purpose") == "# I. Purpose\nWhy.\n\n## A. **Goals**\nWhich."
    assert section_text(DRAFT, "A. Goals (2)") == "## A. Goals\nAgain."
    assert section_text(DRAFT, "No such") == ""


def test_every_section_of_a_real_policy_has_text() -> None:
    document = read_upload(*policy("md")[:1], "", policy("md")[1])
    assert all(section_text(document.text, heading) for heading in document.paper.sections)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Title\n=====\n\nSub\n---\n", ("Title", "Sub")),
        ("two\nlines\n---\n", ("two lines",)),
        ("---\ntitle: x\n---\n\n# Real\n", ("Real",)),
        ("```\n# code\n```\n# Real #\n", ("Real",)),
        ("#hashtag\n####### seven\n", ()),
        ("- item\n---\n", ()),
        ("| a |\n| --- |\n", ()),
        ("text\n\n---\n", ()),
        ("# [Linked](http://x.example) \\* `code`", ("Linked * code",)),
        ("#\n", ("(untitled)",)),
        ("# a\n# a (2)\n# a\n", ("a", "a (2)", "a (3)")),
    ],
)
def test_headings_are_those_that_markdown_shows(markdown: str, expected: tuple[str, ...]) -> None:
    assert headings(markdown) == expected


@given(st.lists(st.text(st.characters(exclude_characters="\n\r"), max_size=200), max_size=12))
def test_headings_are_unique_and_short(lines: list[str]) -> None:
    titles = headings("\n\n".join(f"# {line}" for line in lines))
    assert len(set(titles)) == len(titles)
    assert all(0 < len(heading) <= 150 for heading in titles)


@given(st.text("# \n-=`~\\a*_[]()", max_size=300))
def test_no_text_upsets_the_reading_of_sections(markdown: str) -> None:
    for heading in headings(markdown):
        assert section_text(markdown, heading)


@pytest.mark.parametrize(
    "written",
    ["July 25, 2025", "Jul. 25, 2025", "7/25/2025", "2025-07-25", "25 July 2025", "July 25th, 2025"],
)
def test_dates_are_read_as_officials_write_them(written: str) -> None:
    assert read_date(written) == date(2025, 7, 25)


@pytest.mark.parametrize("written", ["upon signature", "July 45, 2025", "13/13/2025", "Julember 1, 2025", ""])
def test_what_is_no_date_stays_words(written: str) -> None:
    assert read_date(written) is None
    header = facts(f"Effective Date: {written}\n")
    assert (header.get("effective", ""), "effective_date" in header) == (written, False)


@pytest.mark.parametrize(
    "head",
    [
        "**Policy Title:** Use of AI\n\n**Effective Date**: May 1, 2027\n\n**Version:** 2.1\n",
        "| Policy Title: | Use of AI |\n| --- | --- |\n| Effective Date | May 1, 2027 |\n| Version | 2.1 |\n",
        "Policy Title\tUse of AI\nEffective Date\t5/1/2027\nHistory\tVersion 2.0, Version 2.1\n",
        "# Use of AI\n\nEffective Date: 2027-05-01\n\n"
        "| Date | Version |\n| --- | --- |\n| x | 2.0 |\n| y | 2.1 |\n",
        "---\ntitle: Use of AI\neffective date: May 1, 2027\nversion: 2.1\n---\nText\n",
    ],
)
def test_a_header_is_found_in_any_of_its_forms(head: str) -> None:
    header = facts(head)
    assert (header["title"], header["effective_date"], header["version"]) == (
        "Use of AI",
        "2027-05-01",
        "2.1",
    )


BODY = "\n\n# 1. Purpose\n\nVersion: means an edition. Effective: the day after adoption.\n\n| Product | Version |\n| --- | --- |\n| x | 9 |\n"


@pytest.mark.parametrize(
    "head",
    [
        "| **Policy Title** Devices Policy | **Policy Number** IT-14 |\n| --- | --- |\n| **Effective Date** May 1, 2027 | **Owner** CISO |",
        "| Title | Devices Policy | Number | IT-14 |\n| --- | --- | --- | --- |\n| Effective | 5/1/2027 | Owner | CISO |",
        "| Number | Effective Date | Owner |\n| --- | --- | --- |\n| IT-14 | May 1, 2027 | CISO |\n| Policy Title | Approved By | Review Date |\n| Devices Policy | CIO | May 1, 2029 |",
        "POLICY TITLE: Devices Policy\n\nNUMBER: IT-14 EFFECTIVE: 1 May 2027 OWNER: CISO",
        "Policy Title Devices Policy\n\nPolicy Number IT-14\n\nEffective Date May 1, 2027\n\nIssued By: CISO",
        "# Devices Policy\n\nPolicy No. IT-14 | Effective May 1, 2027\n\nOwner: CISO",
        "**State of X**\n\n**Office of Policy and Management**\n\n**Devices Policy of X**\n\nPolicy Number: IT-14\n\nEffective Date: Saturday, May 1, 2027\n\nOwner: CISO\n\nSupersedes: IT-13, effective May 1, 2020",
        "**POLICY TITLE**\n\nDevices Policy\n\n**NUMBER**\n\nIT-14\n\n**EFFECTIVE DATE**\n\nMay 1st, 2027\n\n**OWNER**\n\nCISO",
    ],
)  # fmt: skip
def test_a_header_of_another_layout_is_read_and_nothing_from_the_text(head: str) -> None:
    header = facts(head + BODY)
    assert header.pop("title") == (
        "Devices Policy of X" if "Devices Policy of X" in head else "Devices Policy"
    )
    assert header == {"number": "IT-14", "effective_date": "2027-05-01", "originator": "CISO"}


def test_a_history_of_versions_gives_the_newest_and_its_date_is_only_offered() -> None:
    table = "| Revision | Effective Date | Change |\n| --- | --- | --- |\n| 1 | May 1, 2026 | New |\n| 2 | May 1, 2027 | Review |\n"
    assert facts(f"# Devices Policy{BODY}\n# Revision History\n\n{table}") == {
        "title": "Devices Policy",
        "version": "2",
        "version_date": "2027-05-01",
    }
