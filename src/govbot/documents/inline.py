"""The words of a Word paragraph with their marks: runs, fields, links, forms, symbols, notes, equations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.equations import LOWERED, RAISED, M, in_one_line
from govbot.documents.fields import (
    CHECKED,
    LISTS_OF_CONTENTS,
    UNCHECKED,
    Instruction,
    form_value,
    instruction,
    link_address,
)
from govbot.documents.notes import Notes
from govbot.documents.numbering import Numbering
from govbot.documents.spans import Span, linked
from govbot.documents.styles import PLAIN, UNMARKED, Style, marks_of, style_named
from govbot.documents.symbols import sign
from govbot.documents.trees import MC, R, W, is_on, value

REMOVED = frozenset({W + "del", W + "moveFrom"})
ADDED = frozenset({W + "ins", W + "moveTo"})
BLANK_LINE = "________"  # underlined blanks: a line to be filled in
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VML = "{urn:schemas-microsoft-com:vml}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
_TEXTS = frozenset({W + "t", M + "t"})


@dataclass(slots=True)
class Counts:
    """What a reader of the text should be told of."""

    tracked: int = 0
    hidden: int = 0
    pictures: int = 0
    equations: int = 0
    struck: int = 0
    added: int = 0
    adding_style: int = 0
    embedded: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """How a run's words are shown."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    added: bool = False
    shift: str = ""
    is_hidden: bool = False


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction so far, and whether its result has begun."""

    code: str = ""
    in_result: bool = False
    hides_result: bool = False
    form: str | None = None
    address: str = ""
    spans: list[Span] | None = None
    start: int = 0


@dataclass(slots=True)
class InlineReader:
    """Reads the words of paragraphs, in the order of the text; `boxes` collects the text boxes on the way."""

    styles: dict[str, Style]
    numbering: Numbering
    links: dict[str, str]
    notes: Notes
    counts: Counts = field(default_factory=Counts)
    boxes: list[Element] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    commented: dict[str, str] = field(default_factory=dict)
    open_comments: list[str] = field(default_factory=list)
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
        if (properties is not None and len(properties)) or self._style.marks is not UNMARKED:
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
        """How a run's words are shown: by the run's own properties, else by its styles."""
        own = marks_of(properties)
        named = value(properties.find(W + "rStyle")) if properties is not None else None
        character = style_named(named, self.styles) if named else PLAIN
        of_run, of_paragraph = character.marks, self._style.marks
        is_underlined = _first(own.u, of_run.u, of_paragraph.u) and not in_link and not character.is_link
        adds = character.adds or self._style.adds or _is_double(properties)
        self.counts.adding_style += bool(is_underlined and adds)
        return Look(
            bold=_first(own.b, of_run.b),
            italic=_first(own.i, of_run.i),
            struck=_toggled(own.strike, of_run.strike, of_paragraph.strike)
            or _first(own.dstrike, of_run.dstrike, of_paragraph.dstrike),
            added=is_underlined,
            shift=(value(properties.find(W + "vertAlign")) or "") if properties is not None else "",
            is_hidden=_toggled(own.vanish, of_run.vanish, of_paragraph.vanish),
        )

    def _is_silent(self) -> bool:
        """Whether the words belong to a field's instruction, or to a result that is not read."""
        return any(not field.in_result or field.hides_result for field in self.fields)

    # Fields ----------------------------------------------------------------------------------------------

    def _field_character(self, element: Element, spans: list[Span], look: Look) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self.fields.append(Field(form=form_value(element)))
        elif kind == "separate" and self.fields:
            self._begin_result(self.fields[-1], spans)
        elif kind == "end" and self.fields:
            field = self.fields.pop()
            if not self._is_silent():
                self._end_field(field, spans, look)

    def _begin_result(self, field: Field, spans: list[Span]) -> None:
        code = instruction(field.code)
        field.in_result = True
        field.hides_result = (
            code.name in LISTS_OF_CONTENTS or field.form is not None or code.name in _NUMBERED
        )
        if code.name == "HYPERLINK":
            field.address = link_address(code)
        field.spans, field.start = spans, len(spans)

    def _end_field(self, field: Field, spans: list[Span], look: Look) -> None:
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
            self._say(_symbol(code), look, spans)
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
        pictures = sum(1 for child in element.iter() if child.tag in (DRAWN + "blip", VML + "imagedata"))
        self.counts.pictures += pictures or not boxes
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


def chosen(element: Element) -> Element:
    """Of the forms of a part that Word wrote for newer and older programs, the first one that has words."""
    branches = [branch for branch in element if branch.tag in (MC + "Choice", MC + "Fallback")]
    worded = (
        branch for branch in branches if any(part.tag in _TEXTS and part.text for part in branch.iter())
    )
    return next(worded, branches[-1] if branches else element)


def boxes_in(element: Element) -> Iterator[Element]:
    """The contents of the text boxes of a drawing, each once, whichever form of it has them."""
    if element.tag == W + "txbxContent":
        yield element
        return
    for child in chosen(element) if element.tag == MC + "AlternateContent" else element:
        yield from boxes_in(child)


def is_on_attribute(element: Element, name: str) -> bool:
    return element.get(W + name, "0") in ("1", "true", "on")


def _first(*marks: bool | None) -> bool:
    return next((mark for mark in marks if mark is not None), False)


def _toggled(own: bool | None, of_run: bool | None, of_paragraph: bool | None) -> bool:
    """A toggle: the run's own word counts; a character style turns round what the paragraph's style says."""
    return own if own is not None else bool(of_run) != bool(of_paragraph)


def _is_double(properties: Element | None) -> bool:
    return properties is not None and value(properties.find(W + "u")) == "double"


def _break(element: Element) -> str:
    return "\n" if value(element, "type") in (None, "textWrapping") else " "


def _symbol(code: Instruction) -> str:
    written = code.arguments[0]
    number = (
        int(written, 16) if written.lower().startswith("0x") else int(written) if written.isdecimal() else 0
    )
    return sign(code.switches.get("f", ""), f"{number:X}")


def chosen_entry(properties: Element) -> str:
    """The entry that a drop-down list last had, where its words are not in the text."""
    for name in ("dropDownList", "comboBox"):
        entries = properties.find(W + name)
        last = value(entries, "lastValue")
        if entries is not None and last:
            for entry in entries.iterfind(W + "listItem"):
                if value(entry, "value") == last:
                    return value(entry, "displayText") or last
    return ""
