"""Each file of a government's own collection reads as its table says (`expected.tsv` beside the files)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from govbot.core.cards.reading import pages_of
from govbot.core.grammar import Document
from govbot.documents import read_upload
from govbot.documents.word import read_word
from govbot.library.text import render
from tests.documents.given import REAL

FOLDER = Path(REAL or "/nowhere")
NONE = "there are no such files"


def rows(folder: str) -> list[dict[str, str]]:
    path = FOLDER / folder / "expected.tsv"
    if not REAL or not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def document(folder: str, name: str) -> Document:
    return read_upload(name, "", (FOLDER / folder / name).read_bytes())


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


READ: dict[str, list[str]] = {
    "01-restart-all-levels.docx": [
        "# 1. Definitions", "1.1 In this policy:", "(a) agency means one", "(b) head means another", "“Data” means:",
        "(a) facts; and", "(b) figures.", "1.2 Interpretation", "# 2. Duties", "2.1 Each agency shall report.",
    ],
    "02-level-override.docx": ["1. Scope", "(A) first", "(B) second"],
    "06-legislative-markup.docx": [
        "The Secretary ~~may~~ ++shall++ report ~~annually~~ ++quarterly++ to the ~~Governor~~ ++General Assembly++."
    ],
    "07-struck-paragraph-style.docx": ["Section 4 is in force.", "~~Section 5 applies to contractors.~~"],
    "08-tracked-row.docx": ["| Level | Days |", "| --- | --- |", "| Low | 30 |"],
    "09-style-separator.docx": ["4.2 Retention. Each agency shall keep records for five years."],
    "11-text-boxes.docx": [
        "Before.", "Box drawn without a fallback: contractors are exempt.", "Box with a fallback: seen.",
        "Old grouped box: agencies report to OPM.", "After.",
    ],
    "13-frame.docx": [
        "Before.", "# Section 4. Duties", "Each agency shall:", "(a) name an officer;", "(b) report yearly.",
        "This section does not apply to contractors.", "After.",
    ],
    "14-headings-in-table.docx": [
        "# 1. Purpose", "To protect data.", "To keep records.", "# 2. Scope", "(a) agencies;", "(b) contractors.",
    ],
    "16-foot-and-endnotes.docx": [
        "One[1], two[i], three[2], starred[\\*].", "[1] First footnote.", "[2] Second footnote.", "[\\*] Star note.",
        "[i] First endnote.",
    ],
    "19-equation.docx": ["The fee is F = 2.5 × N dollars for each record."],
    "20-bold-headings.docx": [
        "**Acceptable Use Policy**", "# 1. Purpose", "To protect data.", "# 2. Scope", "All agencies.", "# PENALTIES",
        "Fines apply.",
    ],
    "22-comment.docx": ["Each agency shall report."],
    "24-facts-in-page-header.docx": ["1. Purpose. To protect data."],
    "26-forms.docx": ["☑ Applies", "High risk", "High risk (drop-down)"],
    "33-textbox-picture-fallback.docx": ["Before.", "Words in a box whose fallback is a picture.", "After."],
    "34-one-row-table.docx": ["Signed:", "OPM Secretary: \\_\\_\\_\\_\\_\\_\\_\\_", "Date: July 1, 2026", "End."],
    "38-hyperlink-field-switch.docx": ["NIST 800-30 (https://csrc.nist.gov/final)."],
}  # fmt: skip
SECTIONS = {
    "09-style-separator.docx": ("4.2 Retention",),
    "13-frame.docx": ("Section 4. Duties",),
    "14-headings-in-table.docx": ("1. Purpose", "2. Scope"),
    "20-bold-headings.docx": ("1. Purpose", "2. Scope", "PENALTIES"),
    "21-body-in-heading-style.docx": ("1. Definitions",),
}
BESIDE = {
    "35-long-item.docx",
    "36-long-paragraph-a.docx, -b.docx",
    "04-number-formats.docx",
    "21-body-in-heading-style.docx",
}


@pytest.mark.parametrize("row", rows("word") or [{}], ids=lambda row: row.get("file", "none"))
def test_each_word_file_reads_as_its_table_says(row: dict[str, str]) -> None:
    if not row:
        pytest.skip(NONE)
    name = row["file"]
    if name in BESIDE:
        return
    read = document("word", name)
    assert READ[name] == lines(read.text), row["what a reader must get"]
    assert SECTIONS.get(name, read.paper.sections) == read.paper.sections


@pytest.mark.skipif(not rows("word"), reason=NONE)
def test_each_number_format_is_shown_as_its_heading_says() -> None:
    read = lines(document("word", "04-number-formats.docx").text.replace("\\", ""))
    for n in range(0, len(read), 3):
        shown = read[n].partition("(Word shows ")[2].removesuffix("):").replace("、/", "、 /")
        first, second = (read[n + at].rpartition(" ")[0] for at in (1, 2))
        assert shown == f"{first} / {second}"


@pytest.mark.skipif(not rows("word"), reason=NONE)
def test_an_item_of_over_3000_characters_is_whole_in_a_chat() -> None:
    pages = pages_of(document("word", "35-long-item.docx").text)
    assert "THE LAST SENTENCE MATTERS." in str(pages)


@pytest.mark.skipif(not rows("word"), reason=NONE)
def test_what_stands_beside_the_text_is_told() -> None:
    comment = read_word((FOLDER / "word/22-comment.docx").read_bytes()).comments[0]
    assert (comment.author, comment.passage) == ("DOT counsel", "Each agency shall report.")
    assert document("word", "20-bold-headings.docx").paper.header["title"] == "Acceptable Use Policy"
    header = document("word", "24-facts-in-page-header.docx").paper.header
    assert (header["title"], header["effective_date"]) == ("Data Policy", "2026-07-01")
    bodies = lines(document("word", "21-body-in-heading-style.docx").text)
    assert [bodies[0], bodies[1][:3], bodies[2][:3]] == ["# 1. Definitions", "(a)", "(b)"]
    signed = document("word", "34-one-row-table.docx").text
    assert all("Date: July 1, 2026" in shown for shown in (str(pages_of(signed)), render(signed).html))


@pytest.mark.parametrize("row", rows("headers") or [{}], ids=lambda row: row.get("file", "none"))
def test_each_standard_header_is_read_and_nothing_wrong_is(row: dict[str, str]) -> None:
    if not row:
        pytest.skip(NONE)
    header = document("headers", row["file"]).paper.header
    effective, owner = row["effective"], row["originator or owner"].partition(" (")[0]
    is_date = len(effective) == 10
    expected = {
        "title": row["title"],
        "number": row["number"],
        "originator": owner,
        "version": row["version"],
        "laws": row["laws"],
        "effective_date": effective if is_date else "",
        "version_date": effective[:10] if "offered" in effective else "",
        "effective": "Upon signature" if "Upon signature" in effective else "",
    }
    assert {key: value for key, value in expected.items() if value} == header
