"""Word files become Markdown that says what Word shows."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import pytest
from markdown_it import MarkdownIt

from govbot.demo.sample import sample
from govbot.demo.sample.docx_parts import PARTS
from govbot.demo.sample.make_docx import docx
from govbot.documents import read_upload
from tests.documents.given import R, W, linked, paragraph, policy, word, zipped


def text(data: bytes) -> str:
    return read_upload("draft.docx", "", data).text


def notes(data: bytes) -> str:
    return read_upload("draft.docx", "", data).paper.header.get("notes", "")


def listed(words: str, number: int, depth: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_the_sample_reads_the_same_from_word_and_from_markdown() -> None:
    assert sample("policy.md").decode() == read_upload("policy.docx", "", sample("policy.docx")).text


def parts_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_samples_word_file_is_made_from_its_markdown() -> None:
    assert parts_of(docx(sample("policy.md").decode())) == parts_of(sample("policy.docx"))


def test_a_policys_word_file_and_its_markdown_have_the_same_words_sections_and_header() -> None:
    from_word, from_text = (read_upload(name, "", data) for name, data in map(policy, ("docx", "md")))

    def words(of: str) -> list[str]:
        return re.findall(r"\w+", re.sub(r"(?m)^\d+\. ", "", of))

    assert words(from_text.text) == words(from_word.text)
    assert from_text.paper.sections == from_word.paper.sections
    assert from_text.paper.header == from_word.paper.header
    assert len(from_word.paper.sections) > 8


def test_numbers_that_word_keeps_apart_are_written_into_headings_and_items() -> None:
    body = (
        paragraph("Purpose", '<w:pStyle w:val="Heading1"/>')
        + paragraph("Goals", '<w:pStyle w:val="Heading2"/>')
        + paragraph("Scope", '<w:pStyle w:val="Heading1"/>')
        + listed("one", 3)
        + listed("two", 3)
        + listed("either", 4)
        + listed("or", 4)
        + listed("loose", 1)
    )
    expected = (
        "# I. Purpose\n\n## A. Goals\n\n# II. Scope\n\n1. one\n2. two\n\na. either\n\nb. or\n\n- loose\n"
    )
    assert expected == text(word(body))


def test_a_list_that_goes_on_after_a_paragraph_keeps_counting() -> None:
    body = listed("one", 3) + listed("two", 3) + paragraph("between") + listed("three", 3)
    assert text(word(body)) == "1. one\n2. two\n\nbetween\n\n3. three\n"


def test_bullets_under_a_numbered_item_stand_inside_it() -> None:
    numbers = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = listed("first", 7) + listed("inner", 7, 1) + listed("deep", 7, 2) + listed("second", 7)
    assert text(word(body, numbering_xml=numbers)) == "1. first\n   - inner\n\n     1.1 deep\n2. second\n"


def test_a_number_that_markdown_would_change_is_written_out() -> None:
    body = paragraph("1. one") + paragraph("2. two") + paragraph("4. four, for there is no three")
    html = MarkdownIt().render(text(word(body)))
    assert "<li>two</li>" in html
    assert "<p>4. four, for there is no three</p>" in html


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    body = (
        "<w:p><w:r><w:t>Agencies </w:t></w:r><w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>shall</w:t></w:r></w:ins><w:r><w:t> report.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Joined </w:t></w:r></w:p>"
        + paragraph("to this.")
    )
    assert text(word(body)) == "Agencies shall report.\n\nJoined to this.\n"
    assert notes(word(body)) == "The Word file has 3 tracked changes, here taken as accepted."


def test_comments_hidden_text_pictures_and_page_headers_are_left_out_and_told() -> None:
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Seen.</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret.</w:t></w:r>'
        "<w:r><w:drawing/></w:r></w:p>"
    )
    comments = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{paragraph("Is this so?")}</w:comment></w:comments>'
    )
    header = f'<w:hdr xmlns:w="{W}">{paragraph("CONFIDENTIAL DRAFT")}</w:hdr>'
    data = word(body, comments_xml=comments, header_xml=header)
    assert text(data) == "Seen.\n"
    told = notes(data)
    for sentence in ("has 1 comment,", "has hidden text", "has 1 picture,", "page headers and footers"):
        assert sentence in told


def test_a_page_footer_with_nothing_but_a_page_number_is_not_worth_a_note() -> None:
    footer = f'<w:ftr xmlns:w="{W}">{paragraph("Page 1 of 3")}</w:ftr>'
    assert notes(word(paragraph("Text."), footer_xml=footer)) == ""


def test_a_table_of_contents_is_left_out_and_a_field_is_read() -> None:
    styles = PARTS["word/styles.xml"].replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>',
    )
    body = (
        paragraph("I. Purpose ..... 1", '<w:pStyle w:val="TOC1"/>')
        + '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>July 1</w:t></w:r></w:fldSimple></w:p>'
    )
    assert text(zipped(parts_of(word(body)) | {"word/styles.xml": styles})) == "July 1\n"


def test_a_link_becomes_its_words_and_its_address_and_a_scripts_address_is_dropped() -> None:
    def link(key: str) -> str:
        return f'<w:p><w:hyperlink r:id="{key}"><w:r><w:t>the statute</w:t></w:r></w:hyperlink></w:p>'

    data = word(link("good") + link("bad"))
    for key, target in (("good", "https://laws.example/4-65a"), ("bad", "javascript:alert(1)")):
        data = linked(
            data, f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        )
    assert text(data) == "the statute (https://laws.example/4-65a)\n\nthe statute\n"


def test_a_template_or_picture_outside_of_the_file_is_told_and_not_fetched() -> None:
    target = 'Target="http://169.254.169.254/" TargetMode="External"'
    link = f'<Relationship Id="t" Type="{R}/attachedTemplate" {target}/>'
    assert "none was fetched" in notes(linked(word(paragraph("Text.")), link))


def test_footnotes_stand_at_the_end_under_their_numbers() -> None:
    note = f'<w:footnote w:id="2">{paragraph("See § 4-5.")}</w:footnote>'
    notes_part = f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>'
    body = '<w:p><w:r><w:t>Agencies shall report.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert text(word(body, footnotes_xml=notes_part)) == "Agencies shall report.[1]\n\n[1] See § 4-5.\n"


def test_a_table_keeps_its_cells_and_a_spanned_cell_its_place() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"

    rows = "<w:tr>" + cell("Level", '<w:vMerge w:val="restart"/>') + cell("Who | when") + "</w:tr>"
    rows += "<w:tr>" + cell("", "<w:vMerge/>") + cell("Daily") + "</w:tr>"
    rows += "<w:tr>" + cell("Both", '<w:gridSpan w:val="2"/>') + "</w:tr>"
    expected = "| Level | Who \\| when |\n| --- | --- |\n|  | Daily |\n| Both |  |\n"
    assert text(word(f"<w:tbl>{rows}</w:tbl>")) == expected


@pytest.mark.parametrize(
    "words",
    [
        "*not emphasis* and _not_ either",
        "# 4 is a number",
        "- a dash",
        "&amp;lt;b&amp;gt; and &lt;script&gt;alert(1)&lt;/script&gt;",
        "[a](javascript:alert(1))",
        "[a]: http://x.example",
        "C:\\path\\*",
        "&gt; quoted",
        "1. and",
        "===",
        "a | b",
        "~~struck~~",
        "file_name_here and __init__",
        "``code``",
    ],
)
def test_words_that_look_like_markdown_stay_words(words: str) -> None:
    shown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    html = shown.render(text(word(paragraph("Before.") + paragraph(words))))
    assert unescape(words) in unescape(html.replace("<li>", "1. "))
    assert "<h1>" not in html
    assert "<a " not in html
    assert "<em>" not in html


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (["b:Note: ", "text"], "**Note:** text"),
        (["b:Note:", "text"], "**Note**:text"),
        (["un", "b:break", "able"], "un**break**able"),
        (["b:one ", "b:two"], "**one two**"),
        (["i:both", " and ", "b:more"], "*both* and **more**"),
        (["b: ", "plain"], "plain"),
    ],
)
def test_bold_and_italic_are_signs_that_markdown_reads(runs: list[str], expected: str) -> None:
    written = ""
    for run in runs:
        style, _, words = run.partition(":") if run[:2] in ("b:", "i:") else ("", "", run)
        looks = f"<w:rPr><w:{style}/></w:rPr>" if style else ""
        written += f'<w:r>{looks}<w:t xml:space="preserve">{words}</w:t></w:r>'
    assert text(word(f"<w:p>{written}</w:p>")) == expected + "\n"


def test_words_strict_files_are_read_too() -> None:
    data = word(paragraph("Strict.", '<w:pStyle w:val="Heading1"/>'))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {
            name: archive.read(name)
            .replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(R.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            for name in archive.namelist()
        }
    assert text(zipped(parts)) == "# I. Strict.\n"


HIDING = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="B"/><w:basedOn w:val="Secret"/></w:style>'
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="U"/><w:rPr><w:vanish/></w:rPr></w:style>'
    "</w:styles>"
)


def test_text_that_a_style_hides_is_not_policy_text() -> None:
    unseen = '<w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>unseen</w:t></w:r>'
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>'
    body = (
        paragraph("policy")
        + paragraph("secret", '<w:pStyle w:val="Secret"/>')
        + paragraph("inherited", '<w:pStyle w:val="Below"/>')
        + f"<w:p><w:r><w:t>said </w:t></w:r>{unseen}</w:p>"
        + f'<w:p><w:pPr><w:pStyle w:val="Secret"/></w:pPr>{shown}</w:p>'
    )
    data = word(body, styles_xml=HIDING)
    assert text(data) == "policy\n\nsaid\n\nshown\n"
    assert "has hidden text" in notes(data)


def test_a_hidden_row_of_a_table_is_not_policy_text() -> None:
    cell = "<w:tc>{}</w:tc>".format
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(paragraph('secret'))}</w:tr>"
    rows = "".join(f"<w:tr>{cell(paragraph(words))}</w:tr>" for words in ("head", "one", "two"))
    data = word(f"<w:tbl>{rows}{hidden}</w:tbl>")
    assert "secret" not in text(data)
    assert "has hidden text" in notes(data)
