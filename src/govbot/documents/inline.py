"""The words of a Word paragraph with their marks: runs, fields, links, forms, symbols, notes, equations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.counts import Counts
from govbot.documents.drawn import boxes_in, chosen, chosen_entry
from govbot.documents.equations import LOWERED, RAISED, M, in_one_line
from govbot.documents.fields import (
    CHECKED,
    LISTS_OF_CONTENTS,
    UNCHECKED,
    Instruction,
    OpenField,
    form_value,
    instruction,
    link_address,
    symbol_of,
)
from govbot.documents.looks import Look, is_double, look_of
from govbot.documents.notes import Notes
from govbot.documents.numbering import Numbering
from govbot.documents.pictures import PictureParts
from govbot.documents.spans import Span, linked
from govbot.documents.styles import PLAIN, UNMARKED, Marks, Style, style_named
from govbot.documents.symbols import sign
from govbot.documents.trees import MC, VML, R, W, is_on, is_on_attribute, value

REMOVED = frozenset({W + "del", W + "moveFrom"})
ADDED = frozenset({W + "ins", W + "moveTo"})
BLANK_LINE = "________"  # underlined blanks: a line to be filled in
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"


@dataclass(slots=True)
class InlineReader:
    """Reads the words of paragraphs, in the order of the text; `boxes` collects the text boxes on the way."""

    styles: dict[str, Style]
    numbering: Numbering
    links: dict[str, str]
    notes: Notes
    counts: Counts = field(default_factory=Counts)
    boxes: list[Element] = field(default_factory=list)
    fields: list[OpenField] = field(default_factory=list)
    commented: dict[str, str] = field(default_factory=dict)
    open_comments: list[str] = field(default_factory=list)
    table: Marks = UNMARKED  # of the style of the table that is being read
    pictures: PictureParts | None = None  # those of the part that is being read; None: none is shown
    number_of_field: Callable[[Instruction], str] = lambda _: ""
    _style: Style = PLAIN
    _note_without_mark: tuple[str, str] | None = None

    def spans(self, paragraph: Element, style: Style) -> list[Span]:
        self._style = style
        spans: list[Span] = []
        self._content(paragraph, spans, "")
        self.fields = [field for field in self.fields if field.in_result]
        return spans

    def _content(self, element: Element, spans: list[Span], address: str) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "r":
                self._run(child, spans, address)
            elif handler := _CONTENT.get(tag):
                handler(self, child, spans, address)
            elif tag in REMOVED:
                self.counts.tracked += 1
            elif tag in ADDED:
                self.counts.tracked += 1
                self._content(child, spans, address)
            elif tag in _WRAPPING:
                self._content(child, spans, address)

    # Runs ------------------------------------------------------------------------------------------------

    def _run(self, run: Element, spans: list[Span], address: str) -> None:
        properties = run.find(W + "rPr")
        look = _AS_IS
        marked = self._style.marks is not UNMARKED or self.table is not UNMARKED
        if marked or (properties is not None and len(properties)):
            look = self._look(properties, bool(address))
        parts: list[str] = []
        for child in run:
            tag = child.tag
            if tag == W + "t":
                parts.append(child.text or "")
            elif tag in _AS_TEXT:
                parts.append(_break(child) if tag == W + "br" else _AS_TEXT[tag])
            elif handler := _IN_RUN.get(tag):
                self._say("".join(parts), look, spans)
                parts = []
                if not look.is_hidden or tag in _PARTS_OF_FIELDS:
                    handler(self, child, spans, look)
        self._say("".join(parts), look, spans)

    def _say(self, text: str, look: Look, spans: list[Span]) -> None:
        if not text or (self.fields and self._is_silent()):
            return
        has_words = bool(text.strip())
        if look.is_hidden:
            self.counts.hidden += has_words
            return
        for key in self.open_comments:
            self.commented[key] = self.commented.get(key, "") + text
        if self._note_without_mark and has_words:
            kind_and_key, self._note_without_mark = self._note_without_mark, None
            spans.append(Span(f"[{self.notes.mark(*kind_and_key, text.strip())}]"))
            return
        if look is _AS_IS:
            spans.append(Span(text))
            return
        if look.added and not has_words and ("\t" in text or len(text) > 4):
            spans.append(Span(BLANK_LINE))
            return
        self.counts.struck += look.struck and has_words
        self.counts.added += look.added and has_words
        if look.shift and text.isdecimal():
            text = text.translate(RAISED if look.shift == "superscript" else LOWERED)
        spans.append(Span(text, look.bold, look.italic, look.struck, look.added))

    def _look(self, properties: Element | None, in_link: bool) -> Look:
        named = value(properties.find(W + "rStyle")) if properties is not None else None
        character = style_named(named, self.styles) if named else PLAIN
        look = look_of(properties, character, self._style, self.table, in_link=in_link)
        adds = character.adds or self._style.adds or is_double(properties)
        self.counts.adding_style += bool(look.added and adds)
        return look

    def _is_silent(self) -> bool:
        """Whether the words belong to a field's instruction, or to a result that is not read."""
        return any(not field.in_result or field.hides_result for field in self.fields)

    # Fields ----------------------------------------------------------------------------------------------

    def _field_character(self, element: Element, spans: list[Span], look: Look) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self.fields.append(OpenField(form=form_value(element)))
        elif kind == "separate" and self.fields:
            self._begin_result(self.fields[-1], spans)
        elif kind == "end" and self.fields:
            field = self.fields.pop()
            if not self._is_silent():
                self._end_field(field, spans, look)

    def _begin_result(self, field: OpenField, spans: list[Span]) -> None:
        code = instruction(field.code)
        field.in_result = True
        field.hides_result = (
            code.name in LISTS_OF_CONTENTS or field.form is not None or code.name in _NUMBERED
        )
        if code.name == "HYPERLINK":
            field.address = link_address(code)
        field.spans, field.start = spans, len(spans)

    def _end_field(self, field: OpenField, spans: list[Span], look: Look) -> None:
        if field.form is not None:
            self._say(field.form, look, spans)
            return
        code = instruction(field.code)
        if code.name in _NUMBERED:
            self._say(self.number_of_field(code), look, spans)
        elif field.in_result:
            if field.address:
                start = field.start if field.spans is spans else 0
                spans[start:] = linked(spans[start:], field.address)
        elif code.name == "HYPERLINK":
            spans.extend(linked([], link_address(code)))
        elif code.name == "SYMBOL" and code.arguments:
            self._say(symbol_of(code), look, spans)
        elif code.name == "MACROBUTTON":
            self._say(" ".join(code.arguments[1:]), look, spans)

    def _instruction_text(self, element: Element, spans: list[Span], look: Look) -> None:
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].code += element.text or ""

    def _simple_field(self, element: Element, spans: list[Span], address: str) -> None:
        code = instruction(value(element, "instr") or "")
        data = form_value(element)
        if data is not None or code.name in _NUMBERED:
            self._say(data or self.number_of_field(code), _AS_IS, spans)
        elif code.name not in LISTS_OF_CONTENTS:
            start = len(spans)
            self._content(element, spans, link_address(code) if code.name == "HYPERLINK" else address)
            if code.name == "HYPERLINK":
                spans[start:] = linked(spans[start:], link_address(code))

    # Links, forms, notes, equations, boxes ---------------------------------------------------------------

    def _hyperlink(self, element: Element, spans: list[Span], address: str) -> None:
        target = self.links.get(element.get(R + "id", ""), "")
        place = value(element, "anchor")
        target = f"{target}#{place}" if target and place and "#" not in target else target
        start = len(spans)
        self._content(element, spans, target or "#")
        spans[start:] = linked(spans[start:], target)

    def _content_control(self, element: Element, spans: list[Span], address: str) -> None:
        properties, content = element.find(W + "sdtPr"), element.find(W + "sdtContent")
        if properties is not None and (box := properties.find(W14 + "checkbox")) is not None:
            state = box.find(W14 + "checked")
            is_checked = state is not None and state.get(W14 + "val", "1") not in ("0", "false", "off")
            self._say(CHECKED if is_checked else UNCHECKED, _AS_IS, spans)
            return
        start = len(spans)
        if content is not None:
            self._content(content, spans, address)
        if properties is None:
            return
        if is_on(properties.find(W + "showingPlcHdr")) and len(spans) > start:
            words = "".join(span.text for span in spans[start:]).strip(" []")
            spans[start:] = [Span(f"[{words}]")] if words else []
        elif not "".join(span.text for span in spans[start:]).strip():
            self._say(chosen_entry(properties), _AS_IS, spans)

    def _note(self, element: Element, spans: list[Span], look: Look) -> None:
        kind = "footnotes" if element.tag == W + "footnoteReference" else "endnotes"
        key = value(element, "id") or ""
        if not self._is_silent():
            if is_on_attribute(element, "customMarkFollows"):
                self._note_without_mark = kind, key
            else:
                spans.append(Span(f"[{self.notes.refer(kind, key)}]"))

    def _equation(self, element: Element, spans: list[Span], address: str) -> None:
        equations = [element] if element.tag == M + "oMath" else element.findall(M + "oMath")
        for equation in equations:
            self.counts.equations += 1
            self._say(in_one_line(equation), _AS_IS, spans)

    def _drawing(self, element: Element, spans: list[Span], look: Look) -> None:
        boxes = list(boxes_in(element))
        self.boxes.extend(boxes)
        shown = self.pictures.of(element) if self.pictures and not self._is_silent() else []
        spans += [Span(picture.alt, struck=look.struck, picture=picture.id) for picture in shown]
        pictures = sum(1 for child in element.iter() if child.tag in (DRAWN + "blip", VML + "imagedata"))
        self.counts.pictures += max((pictures or not boxes) - len(shown), 0)
        self.counts.embedded += sum(1 for _ in element.iter(OFFICE + "OLEObject"))

    def _alternatives(self, element: Element, spans: list[Span], look: Look) -> None:
        for child in chosen(element):
            if handler := _IN_RUN.get(child.tag):
                handler(self, child, spans, look)
            elif child.tag == W + "t":
                self._say(child.text or "", look, spans)

    def _alternative_content(self, element: Element, spans: list[Span], address: str) -> None:
        self._content(chosen(element), spans, address)

    def _ruby(self, element: Element, spans: list[Span], look: Look) -> None:
        base = element.find(W + "rubyBase")
        if base is not None:
            self._content(base, spans, "")

    def _sign(self, element: Element, spans: list[Span], look: Look) -> None:
        self._say(sign(value(element, "font") or "", value(element, "char") or ""), look, spans)

    def _comment(self, element: Element, spans: list[Span], address: str) -> None:
        key = value(element, "id") or ""
        if element.tag == W + "commentRangeStart":
            self.open_comments.append(key)
        elif key in self.open_comments:
            self.open_comments.remove(key)


_AS_IS = Look()
_NUMBERED = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"})
_WRAPPING = frozenset(W + name for name in ("smartTag", "dir", "bdo", "customXml", "sdtContent"))
_PARTS_OF_FIELDS = frozenset({W + "fldChar", W + "instrText"})
_AS_TEXT = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "br": "\n",
    W + "noBreakHyphen": "-",
}
_CONTENT: dict[str, Callable[[InlineReader, Element, list[Span], str], None]] = {
    W + "hyperlink": InlineReader._hyperlink,
    W + "fldSimple": InlineReader._simple_field,
    W + "sdt": InlineReader._content_control,
    W + "commentRangeStart": InlineReader._comment,
    W + "commentRangeEnd": InlineReader._comment,
    M + "oMath": InlineReader._equation,
    M + "oMathPara": InlineReader._equation,
    MC + "AlternateContent": InlineReader._alternative_content,
}
_IN_RUN: dict[str, Callable[[InlineReader, Element, list[Span], Look], None]] = {
    W + "fldChar": InlineReader._field_character,
    W + "instrText": InlineReader._instruction_text,
    W + "footnoteReference": InlineReader._note,
    W + "endnoteReference": InlineReader._note,
    W + "drawing": InlineReader._drawing,
    W + "pict": InlineReader._drawing,
    W + "object": InlineReader._drawing,
    W + "sym": InlineReader._sign,
    W + "ruby": InlineReader._ruby,
    MC + "AlternateContent": InlineReader._alternatives,
}


def _break(element: Element) -> str:
    return "\n" if value(element, "type") in (None, "textWrapping") else " "
