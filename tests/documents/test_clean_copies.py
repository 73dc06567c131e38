"""Clean copies of Word files: what one sees and nothing besides, in sixty shapes of files and one with everything."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from govbot.documents.clean import clean_copy, clean_copy_of, reworded_copy
from govbot.documents.clean.leftovers import leftovers
from govbot.documents.errors import Unreadable
from govbot.documents.pictures import without_pictures
from govbot.documents.word import read_word
from tests.documents.given import policy
from tests.documents.pieces import (
    CANARY,
    HEAD,
    cell,
    drawing,
    gone,
    jpeg,
    p,
    pictured,
    r,
    row,
    table,
    word_file,
)
from tests.documents.shapes import SHAPES


def copied(data: bytes) -> bytes:
    return clean_copy_of(data, read_word(data).text).data


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def told(data: bytes) -> list[str]:
    """Where the forbidden word stands in a file: the names of its parts, and the parts that hold it."""
    return [name for name, content in parts_of(data).items() if CANARY.encode() in name.encode() + content]


@pytest.mark.check("S57")
@pytest.mark.parametrize("shape", SHAPES)
def test_a_clean_copy_reads_the_same_and_holds_nothing_that_a_reader_does_not_see(shape: str) -> None:
    data = SHAPES[shape]
    text = read_word(data).text
    assert CANARY not in text
    assert "Agencies shall report." in text
    copy = clean_copy_of(data, text).data
    assert without_pictures(text) == without_pictures(read_word(copy).text)
    assert told(copy) == []
    assert list(leftovers(copy)) == []


def test_each_shape_of_a_file_holds_something_that_its_copy_must_not() -> None:
    harmless = {"a box to tick", "a page footer", "a first page's header", "a link as a field"}
    assert harmless == {name for name, data in SHAPES.items() if not told(data)}
    assert len(SHAPES) >= 60


def test_a_policys_own_word_file_is_copied_and_twice_to_the_same_bytes() -> None:
    _, data = policy("docx")
    copy = copied(data)
    assert copy == copied(data)
    assert copy == copied(copy)


def test_a_file_with_macros_is_not_copied() -> None:
    parts = {**parts_of(word_file("")), "word/vbaProject.bin": b"macro"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(Unreadable, match="macros"):
        clean_copy(packed.getvalue())


def test_a_copy_that_would_read_otherwise_is_no_copy() -> None:
    with pytest.raises(Unreadable, match="would not read the same"):
        clean_copy_of(word_file(""), "Agencies may report.\n")


def test_insertions_are_text_and_page_headers_stay() -> None:
    header = parts_of(copied(SHAPES["a page header with changes"]))["word/header1.xml"].decode()
    assert "Office of Policy" in header
    assert "shall " in read_word(copied(SHAPES["an insertion"])).text
    counted = parts_of(copied(SHAPES["fields in a page header"]))["word/header1.xml"].decode()
    assert " PAGE " in counted


def picture_in(data: bytes) -> Image.Image:
    name = next(name for name in parts_of(data) if name.startswith("word/media/"))
    return Image.open(io.BytesIO(parts_of(data)[name]))


def test_a_picture_shows_the_same_pixels_and_only_those_that_were_shown() -> None:
    whole = picture_in(copied(SHAPES["a picture with notes in it"]))
    assert (whole.size, whole.info) == ((40, 20), {})
    half = picture_in(copied(SHAPES["a cropped picture"]))
    assert half.size == (40, 20)
    photo = picture_in(copied(pictured(drawing(), jpeg(), "jpeg")))
    assert dict(photo.getexif()) == {}
    assert "comment" not in photo.info


def test_colours_under_full_transparency_are_not_in_the_copy() -> None:
    picture = Image.new("RGBA", (4, 4), (200, 10, 10, 0))
    packed = io.BytesIO()
    picture.save(packed, "PNG")
    assert picture_in(copied(pictured(drawing(), packed.getvalue()))).getpixel((1, 1)) == (255, 255, 255, 0)


# A changed passage -----------------------------------------------------------------------------------

RETENTION = word_file(
    p(r("Records are kept for ") + r("30", "<w:b/>") + r(" days, and logs for 30 days."))
    + p(
        r("Agencies ") + gone() + r("report yearly."),
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>',
    )
    + table(HEAD, row(cell(p(r("OPM"))), cell(p(r("Reports")))))
)
TEXT = read_word(RETENTION).text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("logs for 30 days", "logs for 60 days"),
        ("kept for **30** days", "kept for **90** days"),
        ("report yearly", "report twice a year"),
        ("report yearly.", "report yearly, in writing."),
        ("yearly", ""),
        ("OPM", "The Office"),
        ("Records are", "All records are"),
    ],
)
def test_a_passage_that_stands_once_is_changed_in_the_word_file(old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    changed = TEXT.replace(old, new).replace("Agencies .", "Agencies.").replace("report .", "report .")
    copy = reworded_copy(RETENTION, TEXT, changed)
    assert changed == read_word(copy.data).text
    assert told(copy.data) == []


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("Agencies shall report.\n", "Agencies shall report.\n\nAt once.\n"),
        TEXT.replace("yearly", "yearly [and](x)*"),
        TEXT.replace("Agencies shall report.\n", "# Agencies shall report.\n"),
    ],
)
def test_a_change_that_word_would_read_otherwise_is_left_to_the_publisher(changed: str) -> None:
    with pytest.raises(Unreadable):
        reworded_copy(RETENTION, TEXT, changed)


def test_a_passage_that_stands_twice_is_left_to_the_publisher() -> None:
    twice = word_file(p(r("Same.")) + p(r("Same.")))
    text = read_word(twice).text
    with pytest.raises(Unreadable, match="exactly once"):
        reworded_copy(twice, text, text.replace("Same.\n", "Other.\n", 1))


# Another program -------------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.skipif(
    not shutil.which("soffice"), reason="needs LibreOffice: apt-get install libreoffice-writer-nogui"
)
def test_libreoffice_opens_each_copy_and_reads_the_policy(tmp_path: Path) -> None:
    for n, data in enumerate(SHAPES.values()):
        (tmp_path / f"copy-{n}.docx").write_bytes(copied(data))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text",
    ]
    files = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240
    )
    for n, shape in enumerate(SHAPES):
        read = (tmp_path / f"copy-{n}.txt").read_text()
        assert "Agencies shall report." in read, shape
        assert CANARY not in read, shape


def test_pictures_that_no_program_here_can_read_are_left_out() -> None:
    copy = copied(pictured(drawing(), b"\x01\0\0\0CANARY", "emf"))
    assert not [name for name in parts_of(copy) if "media" in name]
