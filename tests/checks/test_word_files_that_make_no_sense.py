"""A Word file with XML of an odd encoding, oddly packed, damaged or nonsensical: a sentence, never an error."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile

import pytest

from govbot.core.grammar import Refusal
from govbot.documents import read_upload
from tests.documents.given import paragraph, word, zipped

pytestmark = pytest.mark.check("S68")
RUNS = 4_000 if os.environ.get("GOVBOT_THOROUGH") else 400
BODY = (
    paragraph("Hello.")
    + paragraph(
        "First", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>'
    )
    + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
)
ENCODINGS = (
    "utf-7", "shift_jis", "gb18030", "idna", "punycode", "undefined", "rot13", "base64", "zlib", "no-such-encoding",
    "x" * 400,
)  # fmt: skip
VALUES = ("", "-1", "9" * 30, "²", "٣", "1e9", "NaN", " 1", "a" * 5_000, "\u202e")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
ELEMENT = re.compile(r"<[^>?]+>")


def parts() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(word(BODY))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def read(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> str:
    return opened(zipped(parts, method))


def opened(data: bytes) -> str:
    """The sentence with which the file is refused; "" where it is read."""
    try:
        read_upload("draft.docx", "", data)
    except Refusal as fault:
        return str(fault)
    return ""


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("part", ["_rels/.rels", "word/styles.xml", "word/document.xml"])
def test_xml_in_an_encoding_that_no_word_file_has_is_refused_with_a_sentence(
    part: str, encoding: str
) -> None:
    original = parts()
    xml = re.sub(r"^<\?xml.*?\?>", "", original[part])
    odd = f'<?xml version="1.0" encoding="{encoding}"?>{xml}'
    assert read({**original, part: odd}) == (
        "“draft.docx” is damaged: open it in Word, save it again, and upload that."
    )


def test_whatever_is_changed_in_a_word_file_gives_a_text_or_a_sentence() -> None:
    chance, original = random.Random(68), parts()
    refused = 0
    for _ in range(RUNS):
        part = chance.choice(list(original))
        changed: dict[str, str | bytes] = {**original, part: _changed(original[part], chance)}
        sentence = read(changed, chance.choice(METHODS))
        assert sentence == "" or sentence.startswith("“draft.docx” ")
        refused += bool(sentence)
    assert 0 < refused < RUNS


def test_whatever_byte_is_changed_in_the_archive_gives_a_text_or_a_sentence() -> None:
    chance, original = random.Random(68), parts()
    for method in METHODS:
        packed = zipped(dict(original), method)
        for _ in range(RUNS // 4):
            damaged = bytearray(packed)
            for _ in range(chance.randint(1, 4)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            sentence = opened(bytes(damaged))
            assert sentence == "" or sentence.startswith("“draft.docx” ")


def test_a_list_without_a_number_is_no_list() -> None:
    original = parts()
    named = re.sub(r'w:abstractNumId="\d+"', 'w:abstractNumId=""', original["word/numbering.xml"])
    nameless = re.sub(r"<w:num .*?</w:num>", "", named)
    assert read({**original, "word/numbering.xml": nameless}) == ""


def _changed(xml: str, chance: random.Random) -> str | bytes:
    """The part with an attribute changed or an element taken out, moved or broken."""
    element = chance.choice(list(ELEMENT.finditer(xml)))
    match chance.randrange(4):
        case 0:
            values = list(re.finditer(r'"([^"]*)"', xml))
            value = chance.choice(values)
            return f'{xml[: value.start()]}"{chance.choice(VALUES)}"{xml[value.end() :]}'
        case 1:
            return xml[: element.start()] + xml[element.end() :]
        case 2:
            place = chance.choice(list(ELEMENT.finditer(xml))).end()
            return xml[:place] + element[0] + xml[place:]
        case _:
            raw = bytearray(xml.encode())
            raw[chance.randrange(len(raw))] = chance.randrange(256)
            return bytes(raw)
