"""What is handed in is read, or refused in a sentence that says what to do next."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zipfile
from hashlib import sha256

import pytest

from govbot.core.grammar import Refusal
from govbot.documents import read_text, read_upload
from govbot.documents.upload import safe_name
from tests.documents.given import OPEN, REAL, W, paragraph, policy, word, zipped

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def refusal(name: str, data: bytes, media: str = "") -> str:
    with pytest.raises(Refusal) as caught:
        read_upload(name, media, data)
    sentence = str(caught.value)
    assert sentence.startswith("“")
    assert sentence.endswith(".")
    return sentence


def test_the_original_bytes_are_kept_and_both_forms_are_hashed() -> None:
    data = "\ufeff# One\r\n\r\nTwo\r".encode()
    document = read_upload("draft.md", "text/plain", data)
    assert document.data == data
    assert document.text == "# One\n\nTwo\n"
    assert document.paper.sha256 == sha256(data).hexdigest()
    assert document.paper.text_sha256 == sha256(document.text.encode()).hexdigest()
    assert (document.paper.size, document.paper.media) == (len(data), "text/markdown")


def test_a_policys_header_is_found() -> None:
    name, data = policy("docx")
    header = read_upload(name, DOCX, data).paper.header
    assert set(header) >= {"title", "originator", "effective_date", "version", "laws"}
    assert header["version"] == "1.0"
    assert header["effective_date"] == ("2025-07-25" if REAL else "2027-01-04")


def test_typed_words_become_a_markdown_file() -> None:
    document = read_text("# Title\n\nWords.")
    assert (document.paper.name, document.paper.media) == ("draft.md", "text/markdown")
    assert document.data == b"# Title\n\nWords."


def test_nothing_typed_is_refused() -> None:
    with pytest.raises(Refusal, match="empty"):
        read_text("")
    with pytest.raises(Refusal, match="no text"):
        read_text(" \n ")


def test_the_type_told_by_the_platform_counts_where_the_name_has_no_ending() -> None:
    assert read_upload("draft", "text/markdown; charset=utf-8", b"Words").text == "Words"
    assert read_upload("draft", DOCX, word(paragraph("Words"))).text == "Words\n"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"", "is empty"),
        ("a.md", b"x" * (10 * 2**20 + 1), "larger than 10 MB"),
        ("a.docx", b"%PDF-1.7", "is a PDF"),
        ("a.docx", b"\x89PNG\r\n", "is a picture"),
        ("a.docx", b"\xff\xd8\xff\xe0", "is a picture"),
        ("a.md", b"{\\rtf1", "RTF"),
        ("a.doc", OLE, "old format (.doc)"),
        ("a.docx", OLE, "old format (.doc)"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.docx", b"random words", "is not a Word file"),
        ("a.docx", b"PK\x03\x04 and no more", "is damaged"),
        ("a.md", b"PK\x03\x04", "is not a text file"),
        ("a.md", b"caf\xe9", "not in UTF-8"),
        ("a.txt", b"a\x00b", "is not a text file"),
        ("a.exe", b"MZ", "of a kind that can't be read"),
        ("a.txt", b" \r\n\t", "no text in it"),
        ("a.md", b"---\n***\n", "no text in it"),
        ("a.txt", "é".encode() * 1_000_001, "1,000,000 characters"),
    ],
)
def test_what_can_not_be_read_is_refused(name: str, data: bytes, told: str) -> None:
    assert told in refusal(name, data)


def test_a_word_file_without_words_is_refused() -> None:
    assert "no text in it" in refusal("a.docx", word("<w:p/>"))


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"xl/workbook.xml": "<x/>"}, "is an Excel workbook"),
        ({"ppt/presentation.xml": "<x/>"}, "is a PowerPoint"),
        ({"photo.png": "x"}, "is not a Word file"),
        ({"word/document.xml": "<broken"}, "is damaged"),
        ({"word/document.xml": f"{OPEN}<w:body/></w:document>"}, "no text in it"),
        ({"word/document.xml": f"{OPEN}</w:document>"}, "is damaged"),
        ({"word/document.xml": "<x/>"}, "is damaged"),
        ({"word/document.xml": f"{OPEN}</w:document>", "word/vbaProject.bin": "x"}, "holds macros"),
        ({"word/document.xml": "", "_rels/.rels": "<a>"}, "is damaged"),
    ],
)
def test_an_archive_that_is_no_word_file_is_refused(parts: dict[str, str | bytes], told: str) -> None:
    assert told in refusal("a.docx", zipped(parts))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({"word/document.xml": b" " * (60 * 2**20)})
    tracemalloc.start()
    try:
        assert "unpacks to far more" in refusal("a.docx", bomb)
        assert tracemalloc.get_traced_memory()[1] < 5 * 2**20
    finally:
        tracemalloc.stop()


def test_an_archive_that_packs_too_well_is_refused() -> None:
    assert "unpacks to far more" in refusal("a.docx", zipped({"word/document.xml": b" " * (20 * 2**20)}))


def test_an_archive_of_too_many_parts_is_refused() -> None:
    assert "unpacks to far more" in refusal("a.docx", zipped({f"word/{n}.xml": "x" for n in range(2_001)}))


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    honest = zipped({"word/document.xml": b"<x>" + bytes(100_000) + b"</x>"})
    at = honest.rindex(b"PK\x01\x02")
    lying = honest[: at + 24] + struct.pack("<L", 10) + honest[at + 28 :]
    assert "is damaged" in refusal("a.docx", lying)


def test_a_directory_that_fills_the_memory_is_refused_unread() -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 100, 100, 5 * 2**20, 0, 0)
    assert "unpacks to far more" in refusal("a.docx", b"PK\x03\x04" + bytes(1_000) + end)


def test_a_part_behind_a_password_is_refused() -> None:
    data = bytearray(zipped({"word/document.xml": "<x/>"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "password" in refusal("a.docx", bytes(data))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://169.254.169.254/x.dtd">',
    ],
)
def test_entities_are_refused_unexpanded(doctype: str) -> None:
    document = f"{doctype}{OPEN}<w:body>{paragraph('&b;')}</w:body></w:document>"
    assert "document type" in refusal("a.docx", zipped({"word/document.xml": document}))


def test_elements_nested_too_deeply_are_refused() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 40 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 40
    assert "intricate" in refusal("a.docx", word(body))


def test_too_many_elements_are_refused_in_time() -> None:
    began = time.process_time()
    assert "intricate" in refusal(
        "a.docx", word("".join(f'<w:p w:rsidR="{n * 7919:08X}"/>' for n in range(200_001)))
    )
    assert time.process_time() - began < 5


def test_a_long_policy_is_read_in_time() -> None:
    body = "".join(
        paragraph("Each agency shall keep the record that the level calls for. " * 8) for _ in range(800)
    )
    began = time.process_time()
    assert len(read_upload("long.docx", "", word(body)).text) > 350_000
    assert time.process_time() - began < 5


def test_script_in_a_word_file_is_text() -> None:
    text = read_upload("a.docx", "", word(paragraph("&lt;script&gt;alert(1)&lt;/script&gt;"))).text
    assert text == "\\<script>alert(1)\\</script>\n"


def test_invisible_signs_are_kept_and_told() -> None:
    document = read_text("Approve \u202eevorppa\u202c this.")
    assert "\u202e" in document.text
    assert "invisible signs" in document.paper.header["notes"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\drafts\\Policy 1.0.docx", "Policy 1.0.docx"),
        ("a\u202excod.md", "axcod.md"),
        ("<b>.md", "_b_.md"),
        ("", "document"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_a_files_name_holds_no_folder_and_no_disguise(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_numbering_that_asks_for_the_impossible_is_survived() -> None:
    numbers = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="999999999"><w:start w:val="99999999999999999999"/><w:numFmt w:val="upperLetter"/>'
        '<w:lvlText w:val="%9."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="-5"/></w:lvlOverride></w:num></w:numbering>'
    )
    properties = '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>'
    document = read_upload("a.docx", "", word(paragraph("Words", properties), numbering_xml=numbers))
    assert "Words" in document.text


def test_a_stored_archive_is_read_as_a_packed_one() -> None:
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"{OPEN}<w:body>{paragraph('Words')}</w:body></w:document>"
    }
    assert read_upload("a.docx", "", zipped(parts, zipfile.ZIP_STORED)).text == "Words\n"
