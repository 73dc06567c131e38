# ruff: noqa: E501 - tables of XML are read a row a line
"""What authors of policies do in Word, LibreOffice and Google Docs, each kind in several variants."""

from __future__ import annotations

import pytest

from govbot.core.cards.reading import pages_of
from govbot.demo.sample.docx_parts import PARTS
from govbot.documents import read_upload, section_text
from govbot.documents.field_numbers import FieldNumbers
from govbot.documents.fields import instruction
from govbot.documents.number_formats import counted
from govbot.documents.numbering import Numbering
from govbot.documents.word import read_word
from govbot.library.text import render
from tests.documents.given import R, W, linked, paragraph, word

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = (
    f'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="{MC}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def read(body: str, **parts: str | bytes) -> list[str]:
    """The lines that are read out of this body, without empty ones."""
    text = read_upload("a.docx", "", word(body.replace("<w:p>", f"<w:p {SPACES}>"), **parts)).text
    return [line.strip() for line in text.split("\n") if line.strip()]


def sections(body: str, **parts: str | bytes) -> tuple[str, ...]:
    return read_upload("a.docx", "", word(body, **parts)).paper.sections


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def bold(words: str) -> str:
    return p(r(words, "<w:b/>"))


def item(words: str, number: int, depth: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, counts: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{counts}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(levels: str, *nums: str) -> str:
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for n, more in enumerate(nums or ("",), 1)
    )
    return f'<w:numbering xmlns:w="{W}" xmlns:mc="{MC}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}</w:numbering>'


def table(*rows: list[str], properties: str = "", grid: str = "") -> str:
    lines = "".join(
        "<w:tr>" + properties * (n == 0) + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>"
        for n, row in enumerate(rows)
    )
    return f"<w:tbl>{grid}{lines}</w:tbl>"


def styles(*more: str) -> str:
    return PARTS["word/styles.xml"].replace("</w:styles>", "".join(more) + "</w:styles>")


def field(code: str, result: str | None = None, begin: str = "") -> str:
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve">{code}'
        f'</w:instrText></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# Section numbers ------------------------------------------------------------------------------------------

LEGAL = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
START = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/></w:lvlOverride>'


def test_a_list_starts_again_where_it_is_used_and_at_no_other_level() -> None:
    again = "".join(START.format(depth, 1) for depth in range(9))
    body = item("One.", 1) + item("Sub.", 1, 1) + item("a;", 1, 2) + item("b;", 1, 2)
    body += item("a;", 2, 2) + item("b;", 2, 2) + item("Next.", 1, 1) + item("Two.", 1)
    shown = ["1. One.", "1.1 Sub.", "(a) a;", "(b) b;", "(a) a;", "(b) b;", "1.2 Next.", "2. Two."]
    assert shown == read(body, numbering_xml=numbering(LEGAL, "", again))


def test_a_level_set_not_to_restart_counts_on_through_the_document() -> None:
    levels = level(0, "upperRoman", "Article %1.") + level(
        1, "decimal", "Section %2.", '<w:lvlRestart w:val="0"/>'
    )
    body = item("A.", 1) + item("One.", 1, 1) + item("B.", 1) + item("Two.", 1, 1)
    shown = ["Article I. A.", "Section 1. One.", "Article II. B.", "Section 2. Two."]
    assert shown == read(body, numbering_xml=numbering(levels))


def test_a_level_that_restarts_only_under_a_higher_one_counts_on_below_the_next() -> None:
    levels = LEGAL.replace(
        '<w:numFmt w:val="lowerLetter"/>', '<w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="1"/>'
    )
    body = item("A.", 1) + item("B.", 1, 1) + item("c.", 1, 2) + item("D.", 1, 1) + item("e.", 1, 2)
    body += item("F.", 1) + item("G.", 1, 1) + item("h.", 1, 2)
    shown = ["1. A.", "1.1 B.", "(a) c.", "1.2 D.", "(b) e.", "2. F.", "2.1 G.", "(a) h."]
    assert shown == read(body, numbering_xml=numbering(levels))


def test_legal_numbering_makes_roman_numbers_decimal_and_keeps_the_leading_zero() -> None:
    levels = level(0, "upperRoman", "Article %1.") + level(1, "decimalZero", "Section %1.%2", "<w:isLgl/>")
    body = item("Duties.", 1) + item("Reports.", 1, 1) + item("Fees.", 1) + item("Rates.", 1, 1)
    shown = ["Article I. Duties.", "Section 1.01 Reports.", "Article II. Fees.", "Section 2.01 Rates."]
    assert shown == read(body, numbering_xml=numbering(levels))


def test_a_level_may_be_redefined_for_one_list_and_begin_later() -> None:
    own = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>{level(0, "upperLetter", "(%1)")}</w:lvlOverride>'
    body = item("Scope.", 1) + item("first", 2) + item("second", 2)
    assert read(body, numbering_xml=numbering(LEGAL, "", own)) == ["1. Scope.", "(C) first", "(D) second"]


def test_a_format_of_the_authors_own_keeps_its_zeros() -> None:
    custom = (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, '
        '..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    levels = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{custom}<w:lvlText w:val="IT-%1"/></w:lvl>'
    assert read(item("one", 1) + item("two", 1), numbering_xml=numbering(levels)) == [
        "IT-009 one",
        "IT-010 two",
    ]


@pytest.mark.parametrize(
    ("number", "how", "shown"),
    [
        (21, "cardinalText", "Twenty-one"), (112, "cardinalText", "One hundred twelve"), (20, "ordinalText", "Twentieth"),
        (22, "ordinalText", "Twenty-second"), (100, "ordinalText", "One hundredth"), (12, "ordinalText", "Twelfth"),
        (11, "ordinal", "11th"), (23, "ordinal", "23rd"), (112, "ordinal", "112th"), (27, "lowerLetter", "aa"),
        (15, "hebrew1", "טו"), (16, "hebrew1", "טז"), (3, "arabicAlpha", "ت"), (3, "arabicAbjad", "ج"),
        (31, "russianUpper", "ББ"), (20, "decimalEnclosedCircle", "⑳"), (21, "decimalEnclosedCircle", "21"),
        (5, "chicago", "**"), (10, "ideographDigital", "一〇"), (21, "japaneseCounting", "二十一"),
        (10, "chineseCounting", "十"), (110, "chineseCountingThousand", "一百一十"), (12, "japaneseLegal", "壱拾弐"),
        (3, "ideographTraditional", "丙"), (2, "thaiLetters", "ข"), (12, "thaiNumbers", "๑๒"), (3, "ganada", "다"),
        (7, "decimalZero", "07"), (3, "none", ""), (255, "hex", "FF"), (4, "numberInDash", "- 4 -"),
        (7, "decimalFullWidth", "７"), (3, "aFormatOfTomorrow", "3"), (9, "lowerRoman", "ix"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(number: int, how: str, shown: str) -> None:
    assert shown == counted(number, how)


def test_numbers_that_fields_show_are_counted() -> None:
    numbers = FieldNumbers(Numbering())
    numbers.begin_paragraph(0, None)

    def shown(*codes: str) -> list[str]:
        return [numbers.label(instruction(code)) for code in codes]

    assert shown(" AUTONUM ", "AUTONUM \\* ROMAN \\s )") == ["1.", "II)"]
    assert shown("LISTNUM", "LISTNUM", "LISTNUM \\l 2", "LISTNUM \\l 1 \\s 7") == ["1)", "2)", "a)", "7)"]
    assert shown("LISTNUM LegalDefault \\l 1", "LISTNUM LegalDefault \\l 2") == ["1.", "1.1."]
    numbers.begin_paragraph(1, None)
    assert shown("AUTONUMOUT", "AUTONUMOUT") == ["I.", "II."]


def test_a_field_numbers_its_paragraph_and_inside_of_a_numbered_one_the_next_level() -> None:
    body = p(field(" AUTONUM "), r(" Each agency reports.")) + p(field(" AUTONUM "), r(" Each agency pays."))
    assert read(body) == ["1. Each agency reports.", "2. Each agency pays."]
    inside = p(r("It shall "), field(" LISTNUM "), r(" report; "), field(" LISTNUM "), r(" pay."),
               properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')  # fmt: skip
    assert read(inside, numbering_xml=numbering(LEGAL)) == ["1.1 It shall (a) report; (b) pay."]


# Legislative mark-up --------------------------------------------------------------------------------------

DELETED = (
    '<w:style w:type="character" w:styleId="Del"><w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>'
)
BASED = (
    '<w:style w:type="character" w:styleId="Del2"><w:name w:val="Old 2"/><w:basedOn w:val="Del"/></w:style>'
)
REPEALED = (
    '<w:style w:type="paragraph" w:styleId="Rep"><w:name w:val="Rep"/><w:rPr><w:dstrike/></w:rPr></w:style>'
)
INSERTED = '<w:style w:type="paragraph" w:styleId="New"><w:name w:val="New Language"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (p(r("It "), r("may", "<w:strike/>"), r(" "), r("shall", '<w:u w:val="single"/>'), r(" pay.")), "It ~~may~~ ++shall++ pay."),
        (p(r("may", '<w:rStyle w:val="Del2"/>'), r("shall", '<w:u w:val="thick"/>')), "~~may~~++shall++"),
        (p(r("may", '<w:rStyle w:val="Del"/><w:strike w:val="0"/>'), r(" pay")), "may pay"),
        (p(r("pays"), r(", yearly,", "<w:dstrike/>"), r(" now")), "pays~~, yearly,~~ now"),
        (p(r("un", "<w:strike/>"), r("able")), "~~un~~able"),
        (p(r("bold ", "<w:b/><w:strike/>"), r("plain", "<w:strike/>"), r(" rest")), "~~**bold** plain~~ rest"),
        (p(r("bold", "<w:b/>"), r("gone", "<w:strike/>")), "**bold**~~gone~~"),
        (p(r("~5", "<w:strike/>"), r(" of a+b", "")), "~~\\~5~~ of a+b"),
        (p(r("whole"), properties='<w:pStyle w:val="Rep"/>'), "~~whole~~"),
        (p(r("kept", '<w:dstrike w:val="0"/>'), r(" not"), properties='<w:pStyle w:val="Rep"/>'), "kept ~~not~~"),
        (p(r("All of it."), properties='<w:pStyle w:val="New"/>'), "++All of it.++"),
        (p(r("only "), r("stressed", '<w:u w:val="single"/>')), "only stressed"),
        (p(r("twice", '<w:u w:val="double"/>')), "++twice++"),
    ],
)  # fmt: skip
def test_words_struck_out_never_read_as_live_and_underlined_ones_read_as_added(body: str, shown: str) -> None:
    assert [shown] == read(body, styles_xml=styles(DELETED, BASED, REPEALED, INSERTED))


def test_struck_words_are_struck_in_headings_tables_items_and_notes_too() -> None:
    gone = r("Old", "<w:strike/>")
    body = p(gone, r(" New"), properties='<w:pStyle w:val="Heading1"/>') + p(
        gone, properties='<w:pStyle w:val="Heading1"/>'
    )
    body += table([p(gone), p(r("x"))], [p(r("y")), p(r("z"))]) + p(
        gone, properties='<w:numPr><w:numId w:val="3"/></w:numPr>'
    )
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p(gone)}</w:footnote></w:footnotes>'
    body += '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    data = word(body, footnotes_xml=note)
    text = read_upload("a.docx", "", data).text
    assert text.count("~~Old~~") == text.count("Old") == 5
    assert read_upload("a.docx", "", data).paper.sections == ("I. New", "II. Old (struck out)")
    assert section_text(text, "I. New").startswith("# I. ~~Old~~ New")
    assert [entry.words for entry in render(text).contents] == ["I. New", "II. Old (struck out)"]
    assert str(pages_of(text)).count("[struck out: Old]") == str(pages_of(text)).count("Old")


def test_what_a_policy_strikes_out_at_its_head_is_no_fact() -> None:
    body = p(r("Effective Date: "), r("July 1, 2025", "<w:strike/>"), r(" July 1, 2026"))
    assert read_upload("a.docx", "", word(body)).paper.header["effective_date"] == "2026-07-01"


# Tracked changes, joined paragraphs -----------------------------------------------------------------------

BY = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'


def test_a_row_or_a_cell_that_was_deleted_leaves_nothing() -> None:
    row = "<w:tr><w:trPr><w:del {}/></w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>".format(
        BY, p(r("gone")), p(r("gone"))
    )
    whole = table([p(r("Level")), p(r("Days"))], [p(r("Low")), p(r("30"))])
    assert read(whole.replace("</w:tbl>", row + "</w:tbl>")) == [
        "| Level | Days |",
        "| --- | --- |",
        "| Low | 30 |",
    ]
    cell = f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{p(r('gone'))}</w:tc>"
    assert read(whole.replace("</w:tr>", cell + "</w:tr>")) == [
        "| Level | Days |",
        "| --- | --- |",
        "| Low | 30 |",
    ]
    assert read(f"<w:tbl>{row}</w:tbl>" + p(r("After."))) == ["After."]


@pytest.mark.parametrize("mark", ["<w:vanish/><w:specVanish/>", "<w:vanish/>"])
def test_a_heading_that_runs_in_is_one_paragraph_and_a_section(mark: str) -> None:
    body = p(r("Retention"), properties=f'<w:pStyle w:val="Heading2"/><w:rPr>{mark}</w:rPr>') + p(
        r(". Keep it.")
    )
    body += p(r("Another text."))
    assert read(body) == ["A. Retention. Keep it.", "Another text."]
    document = read_upload("a.docx", "", word(body))
    assert document.paper.sections == ("A. Retention",)
    assert section_text(document.text, "A. Retention") == "A. Retention. Keep it."


def test_a_drop_cap_belongs_to_its_word() -> None:
    cap = p(r("E"), properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert read(cap + p(r("ach agency reports."))) == ["Each agency reports."]


# Boxes, tables, headings ----------------------------------------------------------------------------------

BOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.mark.parametrize(
    "drawn",
    [
        "<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>",
        "<w:pict><v:group><v:shape><v:textbox>{box}</v:textbox></v:shape></v:group></w:pict>",
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>",
        "<w:drawing><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:drawing>",
    ],
)  # fmt: skip
def test_a_text_box_is_read_once(drawn: str) -> None:
    box = BOX.format(p(r("In the box.")) + p(r("Gone.", "<w:strike/>")))
    body = p(r("Before."), f"<w:r>{drawn.format(box=box)}</w:r>") + p(r("After."))
    assert read(body) == ["Before.", "In the box.", "~~Gone.~~", "After."]


def test_a_frame_and_a_layout_table_are_no_tables() -> None:
    heading = p(r("Duties"), properties='<w:pStyle w:val="Heading1"/>')
    inner = table([heading + item("one", 3) + p(r("After."))])
    assert read(table([inner])) == ["# I. Duties", "1. one", "After."]
    assert read(table([p(r("Signed")), p(r("Dated"))])) == ["Signed", "Dated"]
    assert read(table([p(r("a"))], [p(r("b"))])) == ["a", "b"]
    columns = table(
        [bold("1. Purpose"), p(r("To protect."))], [bold("2. Scope"), p(r("All of us.")) + p(r("Always."))]
    )
    assert read(columns) == ["# 1. Purpose", "To protect.", "# 2. Scope", "All of us.", "Always."]


def test_numbers_beside_their_paragraphs_are_no_table() -> None:
    rows = [p(r("1.1")), p(r("Each agency shall report."))], [p(r("(b)")), p(r("Each agency shall pay."))]
    assert read(table(*rows)) == ["1.1 Each agency shall report.", "(b) Each agency shall pay."]
    assert read(table([p(r("1")), p(r("Low"))], [p(r("2")), p(r("High"))]))[0] == "| 1 | Low |"


def test_usual_sections_in_bold_beside_their_text_are_sections_and_terms_are_not() -> None:
    beside = table([bold("Purpose"), p(r("To protect data."))], [bold("Scope"), p(r("All agencies."))])
    assert sections(beside) == ("Purpose", "Scope")
    terms = table(
        [bold("Agency"), p(r("means a department."))], [bold("Data"), p(r("means what is recorded."))]
    )
    assert (sections(terms), read(terms)[0]) == ((), "| **Agency** | means a department. |")


def test_a_heading_in_a_row_of_its_own_heads_the_table_below_it() -> None:
    heading = p(r("Deadlines"), properties='<w:pStyle w:val="Heading1"/>')
    row = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{heading}</w:tc></w:tr>'
    rows = table([p(r("Low")), p(r("30"))], [p(r("High")), p(r("60"))])
    body = rows.replace("<w:tbl>", f"<w:tbl>{row}")
    assert read(body) == ["# I. Deadlines", "| Low | 30 |", "| --- | --- |", "| High | 60 |"]


def test_a_tables_style_strikes_its_words_and_a_hidden_number_is_not_shown() -> None:
    struck = '<w:style w:type="table" w:styleId="TS"><w:name w:val="TS"/><w:rPr><w:strike/></w:rPr></w:style>'
    rows = table([p(r("a")), p(r("b"))], [p(r("c")), p(r("live", '<w:strike w:val="0"/>'))])
    body = rows.replace("<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="TS"/></w:tblPr>') + p(r("After."))
    shown = ["| ~~a~~ | ~~b~~ |", "| --- | --- |", "| ~~c~~ | live |", "After."]
    assert shown == read(body, styles_xml=styles(struck))
    hidden = level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>")
    assert read(item("A", 1), numbering_xml=numbering(hidden)) == ["A"]


def test_a_table_of_data_stays_one() -> None:
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    lists = table(
        [p(r("Role")), p(r("Duties"))], [p(r("Owner")), item("a", 3) + item("b", 3)], properties=head
    )
    assert read(lists) == ["| Role | Duties |", "| --- | --- |", "| Owner | 1. a 2. b |"]
    titled = [p(r(words), properties='<w:pStyle w:val="Heading3"/>') for words in ("Level", "Days")]
    assert read(table(titled, [p(r("Low")), p(r("30"))]))[-1] == "| Low | 30 |"
    facts = table([p(r("Subject:")), p(r("Devices"))], [p(r("Owner:")), p(r("The office"))])
    assert read(facts) == ["|  |  |", "| --- | --- |", "| Subject: | Devices |", "| Owner: | The office |"]
    assert "Subject: Devices" in str(pages_of("\n".join(read(facts))))
    assert "<th" not in render("\n".join(read(facts))).html


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (bold("Use Policy") + bold("Purpose") + p(r("To protect.")) + bold("Scope") + p(r("All.")), ("Purpose", "Scope")),
        (bold("STATE OF X") + bold("Device Policy") + bold("1. Purpose") + p(r("To.")) + bold("1.1 Goals") + p(r("X.")), ("1. Purpose", "1.1 Goals")),
        (p(r("1. Purpose")) + p(r("To protect data.")) + p(r("2. Scope")) + p(r("All agencies.")), ("1. Purpose", "2. Scope")),
        (item("Purpose", 3) + p(r("To protect data.")) + item("Scope", 3) + p(r("All agencies.")), ("1. Purpose", "2. Scope")),
        (item("Apples", 3) + item("Pears", 3) + p(r("And more.")), ()),
        (p(r("1. Apples")) + p(r("2. Pears")) + p(r("And more.")), ()),
        (p(r("SECTION 1. PURPOSE")) + p(r("To protect data.")) + p(r("SECTION 2. SCOPE")) + p(r("All.")), ("SECTION 1. PURPOSE", "SECTION 2. SCOPE")),
        (bold("Each agency shall report yearly to the office on all of its systems.") + p(r("Text.")), ()),
        (p(r("Note: ", "<w:b/>"), r("read this.")) + p(r("Text.")), ()),
        (bold("Effective Date: July 1, 2026") + p(r("Text.")) + bold("PENALTIES") + p(r("Fines.")), ("PENALTIES",)),
        (p(r("Purpose"), properties='<w:outlineLvl w:val="0"/>') + p(r("Text.")), ("Purpose",)),
        (p(r("Scope"), properties='<w:pStyle w:val="Loud"/>') + p(r("Text.")) + p(r("Purpose"), properties='<w:pStyle w:val="Loud"/>') + p(r("T.")), ("Scope", "Purpose")),
    ],
)  # fmt: skip
def test_headings_that_no_style_makes_are_sections_and_whole_paragraphs_never(
    body: str, expected: tuple[str, ...]
) -> None:
    loud = (
        '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    assert expected == sections(body, styles_xml=styles(loud))


def test_a_paragraph_in_a_headings_style_is_a_paragraph() -> None:
    def third(words: str) -> str:
        return p(r(words), properties='<w:pStyle w:val="Heading3"/>')

    body = p(r("Definitions"), properties='<w:pStyle w:val="Heading1"/>')
    body += third("(a) “Agency” means a department of state government.") + third(
        "(b) “Data” means what is recorded."
    )
    body += third("(c) Reserved.")
    assert sections(body) == ("I. Definitions",)
    assert sections(third("Reports and fees") + third("The officer")) == ("Reports and fees", "The officer")


# Notes, equations, forms, links ---------------------------------------------------------------------------


def test_foot_and_endnotes_have_their_own_numbers_marks_and_texts() -> None:
    def note(kind: str, key: int, words: str) -> str:
        return f'<w:{kind} w:id="{key}">{p("<w:r><w:footnoteRef/></w:r>", r(" " + words))}</w:{kind}>'

    feet = f'<w:footnotes xmlns:w="{W}">{note("footnote", 3, "Foot.")}{note("footnote", 2, "Star.")}</w:footnotes>'
    ends = f'<w:endnotes xmlns:w="{W}">{note("endnote", 2, "End.")}</w:endnotes>'
    settings = (
        f'<w:settings xmlns:w="{W}"><w:endnotePr><w:numFmt w:val="upperLetter"/></w:endnotePr></w:settings>'
    )
    body = p(r("A"), '<w:r><w:endnoteReference w:id="2"/></w:r>', r(" b"), '<w:r><w:footnoteReference w:id="3"/></w:r>',
             '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>†</w:t></w:r>')  # fmt: skip
    shown = ["A[A] b[1\\][†]", "[1] Foot.", "[†] Star.", "[A] End."]
    assert shown == read(body, footnotes_xml=feet, endnotes_xml=ends, settings_xml=settings)


@pytest.mark.parametrize(
    ("equation", "shown"),
    [
        ("<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>", "a/b"),
        ("<m:f><m:num><m:r><m:t>a + b</m:t></m:r></m:num><m:den>{b}</m:den></m:f>", "(a + b)/b"),
        ("<m:sSup><m:e>{a}</m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "a²"),
        ("<m:sSub><m:e>{a}</m:e><m:sub>{b}</m:sub></m:sSub>", "a_b"),
        ("<m:rad><m:deg/><m:e>{a}</m:e></m:rad>", "√(a)"),
        ("<m:d><m:e>{a}</m:e></m:d>", "(a)"),
        ('<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{a}</m:sub><m:sup>{b}</m:sup><m:e>{b}</m:e></m:nary>', "∑\\_(a)^(b) b"),
    ],
)  # fmt: skip
def test_an_equation_is_readable_in_one_line(equation: str, shown: str) -> None:
    written = equation.format(a="<m:r><m:t>a</m:t></m:r>", b="<m:r><m:t>b</m:t></m:r>")
    assert read(p(r("So "), f"<m:oMath>{written}</m:oMath>", r("."))) == [f"So {shown}."]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (field(" FORMCHECKBOX ", None, '<w:ffData><w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox></w:ffData>'), "☐"),
        (field(" FORMCHECKBOX ", r(""), "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"), "☑"),
        (field(" FORMDROPDOWN ", r("High"), '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Low"/><w:listEntry w:val="High"/></w:ddList></w:ffData>'), "High"),
        (field(" FORMDROPDOWN ", None, '<w:ffData><w:ddList><w:listEntry w:val="Low"/></w:ddList></w:ffData>'), "Low"),
        (field(" FORMTEXT ", r("typed"), "<w:ffData><w:textInput/></w:ffData>"), "typed"),
        ('<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>' + r("☒") + "</w:sdtContent></w:sdt>", "☑"),
        ('<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent>' + r("☐") + "</w:sdtContent></w:sdt>", "☐"),
        ('<w:sdt><w:sdtPr><w:comboBox w:lastValue="h"><w:listItem w:displayText="High" w:value="h"/></w:comboBox></w:sdtPr><w:sdtContent/></w:sdt>', "High"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList/></w:sdtPr><w:sdtContent>" + r("Choose an item.") + "</w:sdtContent></w:sdt>", "[Choose an item.]"),
    ],
)  # fmt: skip
def test_forms_show_what_was_chosen(form: str, shown: str) -> None:
    assert read(p(form, r(" applies"))) == [f"{shown} applies"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (' HYPERLINK "https://a.example/x" \\t "_blank" ', "words (https://a.example/x)."),
        (' HYPERLINK \\o "A tip" "https://a.example/x" \\h', "words (https://a.example/x)."),
        (' HYPERLINK "https://a.example/x" \\l "place" ', "words (https://a.example/x#place)."),
        (' HYPERLINK \\l "_Toc1" ', "words."),
        (" HYPERLINK https://a.example/x ", "words (https://a.example/x)."),
        (' HYPERLINK "javascript:alert(1)" ', "words."),
        (" REF _Ref1 \\h ", "words."),
        (' XE "index" ', None),
    ],
)
def test_a_field_shows_its_words_and_a_link_its_address_alone(code: str, shown: str | None) -> None:
    quoted = code.replace('"', "&quot;")
    runs = field(quoted, r("words")) if shown else r("words") + field(quoted)
    assert read(p(runs, r("."))) == [shown or "words."]
    simple = f'<w:fldSimple w:instr="{quoted}">{r("words")}</w:fldSimple>'
    assert read(p(simple if shown else r("words"), r("."))) == [shown or "words."]


def test_a_list_of_contents_that_a_field_or_a_gallery_makes_is_left_out() -> None:
    toc = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    toc += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Purpose 1") + "</w:p>" + p(r("Scope 2"))
    toc += '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    gallery = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    )
    gallery += f"<w:sdtContent>{p(r('Contents'))}</w:sdtContent></w:sdt>"
    assert read(toc + gallery + p(r("Text."))) == ["Text."]


def test_a_comment_is_left_out_and_told_with_its_place() -> None:
    body = p(
        '<w:commentRangeStart w:id="0"/>',
        r("It shall "),
        r("report."),
        '<w:commentRangeEnd w:id="0"/>',
        r(" Now."),
    )
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Counsel" w:date="2026-01-05T10:00:00Z">{p(r("No."))}</w:comment></w:comments>'
    read_out = read_word(word(body, comments_xml=comments))
    comment = read_out.comments[0]
    assert read_out.text == "It shall report. Now.\n"
    assert (
        comment.author,
        comment.day,
        comment.text,
        comment.passage,
    ) == ("Counsel", "2026-01-05", "No.", "It shall report.")


def test_a_link_of_the_document_keeps_its_address_and_blanks_to_fill_in_stay_visible() -> None:
    link = f'<Relationship Id="l" Type="{R}/hyperlink" Target="https://a.example/" TargetMode="External"/>'
    data = linked(word('<w:p><w:hyperlink r:id="l" w:anchor="x">' + r("law") + "</w:hyperlink></w:p>"), link)
    assert read_upload("a.docx", "", data).text == "law (https://a.example/#x)\n"
    assert read(p(r("Signed: "), "<w:r><w:rPr><w:u w:val='single'/></w:rPr><w:tab/></w:r>")) == [
        "Signed: \\_\\_\\_\\_\\_\\_\\_\\_"
    ]
