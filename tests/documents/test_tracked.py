"""The Word file of a redline: accepting all its changes gives the new text, rejecting all of them the old one."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import mammoth
import pytest
from hypothesis import given, settings

from govbot.core.redline import compare
from govbot.core.redline.blocks import CELL, blocks_of
from govbot.documents.tracked import tracked_changes
from govbot.documents.word import read_word
from tests.core.test_comparison import REAL, TEXTS, edited
from tests.documents.libreoffice import PROGRAM, settled

WHEN = datetime(2026, 7, 1, 12, tzinfo=UTC)
SWAPPED = {"ins": "del", "del": "ins", "moveFrom": "moveTo", "moveTo": "moveFrom"}


def word_file(before: str, after: str) -> bytes:
    return tracked_changes(compare(before, after), "Policy Office", WHEN)


def rejected(data: bytes) -> bytes:
    """The same file with every change turned round, so that accepting it rejects what was tracked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                turned = re.sub(
                    r"(</?w:)(ins|del|moveFrom|moveTo)(?=[ >/])",
                    lambda m: m[1] + SWAPPED[m[2]],
                    content.decode(),
                )
                content = turned.replace("w:delText", "w:t").encode()
            target.writestr(name, content)
    return packed.getvalue()


def words(data: bytes) -> str:
    """The text as another library reads it, without white space: it drops line breaks and parts cells as paragraphs."""
    return "".join(str(mammoth.extract_raw_text(io.BytesIO(data)).value).split())


def expected(markdown: str) -> str:
    return "".join("".join(block.line.replace(CELL, " ") for block in blocks_of(markdown)).split())


def texts_of(before: str, after: str) -> tuple[str, str]:
    """The words of the file with all changes rejected, and with all accepted."""
    data = word_file(before, after)
    return words(rejected(data)), words(data)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_accepting_gives_the_new_text_and_rejecting_the_old(before: str, after: str) -> None:
    assert texts_of(before, after) == (expected(before), expected(after))


@settings(max_examples=60)
@given(edited())
def test_so_it_is_for_a_text_that_was_edited(texts: tuple[str, str]) -> None:
    assert texts_of(*texts) == (expected(texts[0]), expected(texts[1]))


def test_changes_have_their_author_and_day_and_a_moved_passage_is_moved() -> None:
    paragraphs = [
        f"Agency number {n} shall keep record {n * 7} and report in year {2000 + n}." for n in range(5)
    ]
    before, after = (
        "\n\n".join(paragraphs),
        "\n\n".join([*paragraphs[1:], paragraphs[0].replace("shall", "must")]),
    )
    with zipfile.ZipFile(io.BytesIO(word_file(before, after))) as archive:
        document = archive.read("word/document.xml").decode()
    assert document.count("<w:moveFromRangeStart") == document.count("<w:moveToRangeEnd") == 1
    names = re.findall(r'Start w:id="\d+" w:name="(\w+)"', document)
    assert names[0] == names[1]
    assert 'w:author="Policy Office" w:date="2026-07-01T12:00:00Z"' in document
    ids = re.findall(r'<w:(?:ins|del|moveFrom|moveTo|pPrChange) w:id="(\d+)"', document)
    assert len(set(ids)) == len(ids)


def test_a_heading_of_another_level_and_a_row_are_tracked_too() -> None:
    before = "# Scope\n\n| Level | Days |\n| --- | --- |\n| High | 10 |\n| Low | 30 |\n"
    after = "## Scope\n\n| Level | Days |\n| --- | --- |\n| High | 15 |\n"
    data = word_file(before, after)
    assert read_word(data).text == "## Scope\n\n| Level | Days |\n| --- | --- |\n| High | 15 |\n"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    assert '<w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>' in document
    assert document.count("<w:trPr><w:del ") == 1


def test_words_that_look_like_xml_stay_words() -> None:
    before, after = "a < b & c\n\n<w:p/>", "a < c & b\n\n</w:body> \x0b"
    assert texts_of(before, after) == (expected(before), expected(after))


@pytest.mark.skipif(not (REAL / "redline-before.md").exists(), reason="GOVBOT_REAL_INPUT names no such files")
def test_two_published_versions_are_one_word_file() -> None:
    before, after = ((REAL / f"redline-{name}.md").read_text("utf-8") for name in ("before", "after"))
    assert texts_of(before, after) == (expected(before), expected(after))


@pytest.mark.thorough
@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
def test_libreoffice_accepts_and_rejects_the_same(tmp_path: Path) -> None:
    paragraphs = [
        f"Agency number {n} shall keep record {n * 7} and report in year {2000 + n}." for n in range(40)
    ]
    paragraphs[20] = "| Level | Days |\n| --- | --- |\n| High | 10 |\n| Low | 30 |"
    after = [*paragraphs[5:12], *paragraphs[1:5], *paragraphs[12:]]
    after[15] = after[15].replace("shall keep", "shall keep.\n\nIt may")
    after[25] = "# A heading\n\n" + after[25].replace("record", "file")
    after[19] = after[19].replace("| 10 |", "| 15 |").replace("\n| Low | 30 |", "")
    texts = "\n\n".join(paragraphs), "\n\n".join(after)
    data = word_file(*texts)
    settled_texts = tuple("".join(settled(data, how, tmp_path).split()) for how in ("Reject", "Accept"))
    assert settled_texts == (expected(texts[0]), expected(texts[1]))


def test_a_row_of_a_table_is_not_taken_for_a_paragraph_that_was_moved() -> None:
    before, after = "shall " * 7 + "shall.", "| shall. | shall shall shall shall. |"
    assert texts_of(before, after) == (expected(before), expected(after))
