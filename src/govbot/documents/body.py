"""Reads a Word document's body into blocks: tracked changes accepted, numbers counted, boxes and frames opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.blocks import Block, Cell, Paragraph, Table
from govbot.documents.drawn import chosen
from govbot.documents.field_numbers import FieldNumbers
from govbot.documents.inline import ADDED, REMOVED, InlineReader
from govbot.documents.notes import without_mark
from govbot.documents.numbering import Label
from govbot.documents.spans import Span
from govbot.documents.styles import PLAIN, UNMARKED, Marks, Style, style_named
from govbot.documents.trees import MC, W, is_on, value

MOST_COLUMNS = 60
_CONTENTS_GALLERY = "table of contents"


@dataclass(slots=True)
class _Held:
    """Words whose paragraph goes on in the next one, with its number, its heading and the place in the text."""

    spans: list[Span]
    label: Label | None = None
    run_in: str = ""
    heading: int = 0


@dataclass(slots=True)
class BodyReader:
    """Reads the blocks of one part, in the order of the text."""

    inline: InlineReader
    numbers: FieldNumbers = field(init=False)
    has_other_texts: bool = False
    _held: _Held | None = None

    def __post_init__(self) -> None:
        self.numbers = FieldNumbers(self.inline.numbering)
        self.inline.number_of_field = self.numbers.label

    def blocks(self, element: Element) -> list[Block]:
        """The blocks of a body, a cell, a text box or a note."""
        outer, self._held = self._held, None
        blocks = [*self._blocks(element), *self._last()]
        self._held = outer
        return blocks

    def _last(self) -> Iterator[Block]:
        """The words that were held for a paragraph that never came."""
        if self._held and self._held.spans:
            yield _paragraph(self._held.spans, PLAIN, self._held.label, 0)

    def note(self, element: Element, mark: str, own_mark: bool) -> list[Block]:
        """A foot- or endnote, begun with the mark by which the text refers to it."""
        blocks = self.blocks(element)
        first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else Paragraph([])
        spans = first.spans
        while spans and not spans[0].text.strip():
            spans = spans[1:]
        if own_mark and spans:
            spans = [Span(without_mark(spans[0].text, mark), spans[0].bold), *spans[1:]]
        elif spans:
            spans = [_without_lead(spans[0]), *spans[1:]]
        noted = Paragraph([Span(f"[{mark}] "), *spans], is_note=True)
        return [noted, *blocks[first in blocks :]]

    def _blocks(self, element: Element) -> Iterator[Block]:
        for child in element:
            tag = child.tag
            if tag == W + "p":
                yield from self._paragraph(child)
            elif tag == W + "tbl":
                yield from self._table(child)
            elif tag == W + "sdt":
                yield from self._content_control(child)
            elif tag in _WRAPPING:
                yield from self._blocks(child)
            elif tag == MC + "AlternateContent":
                yield from self._blocks(chosen(child))
            elif tag in REMOVED:
                self.inline.counts.tracked += 1
            elif tag == W + "altChunk":
                self.has_other_texts = True

    def _content_control(self, element: Element) -> Iterator[Block]:
        """A block in a content control; one of tables of contents is left out."""
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        content = element.find(W + "sdtContent")
        if (value(gallery) or "").casefold() != _CONTENTS_GALLERY and content is not None:
            yield from self._blocks(content)

    # Paragraphs ------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = element.find(W + "pPr")
        inline, mark, style = self.inline, None, self.inline.styles.get("", PLAIN)
        if properties is not None:
            style = style_named(value(properties.find(W + "pStyle")), inline.styles)
            mark = properties.find(W + "rPr")
        if style.is_contents:
            return
        heading = style.heading or _outline(properties)
        if heading:
            inline.fields.clear()  # a field that was never closed must not swallow what follows
        is_joined = mark is not None and any(mark.find(tag) is not None for tag in REMOVED)
        label = None if is_joined or properties is None else inline.numbering.label(properties, style)
        self.numbers.begin_paragraph(heading, inline.numbering.place(properties, style) if label else None)
        spans = inline.spans(element, style)
        boxes, inline.boxes = inline.boxes, []
        if is_joined:
            inline.counts.tracked += 1
        yield from self._joined(spans, label, heading, style, properties, mark, is_joined)
        for box in boxes:
            yield from self.blocks(box)

    def _joined(
        self,
        spans: list[Span],
        label: Label | None,
        heading: int,
        style: Style,
        properties: Element | None,
        mark: Element | None,
        is_joined: bool,
    ) -> Iterator[Block]:
        """The paragraph with the words that were held for it; nothing where it is itself held for the next one."""
        has_words = any(not span.text.isspace() for span in spans)
        held, self._held = self._held, None
        if held:
            held.spans.extend(spans)  # in place: a copy for each of many such paragraphs takes quadratic time
            spans, label = held.spans, held.label or label
        run_in = held.run_in if held else ""
        if is_joined or (has_words and (_is_drop_cap(properties) or _is_hidden(mark))):
            if heading and has_words and not is_joined:
                run_in = run_in or _run_in(label, spans)
            self._held = held or _Held(spans)
            self._held.label, self._held.run_in = label, run_in
            return
        if any(not span.text.isspace() for span in spans):
            paragraph = _paragraph(spans, style, label, 0 if run_in else heading)
            paragraph.run_in = run_in
            yield paragraph

    # Tables ----------------------------------------------------------------------------------------------

    def _table(self, element: Element) -> Iterator[Block]:
        table = Table()
        outer, self.inline.table = self.inline.table, self._table_marks(element)
        for row in _parts(element, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None:
                if any(properties.find(tag) is not None for tag in REMOVED):
                    self.inline.counts.tracked += 1
                    continue
                if is_on(properties.find(W + "hidden")):
                    self.inline.counts.hidden += any((text.text or "").strip() for text in row.iter(W + "t"))
                    continue
                self.inline.counts.tracked += any(properties.find(tag) is not None for tag in ADDED)
                table.headed |= not table.rows and is_on(properties.find(W + "tblHeader"))
            cells = [cell for part in _parts(row, W + "tc") if (cell := self._cell(part)) is not None]
            if cells:
                before = value(properties.find(W + "gridBefore")) if properties is not None else None
                empty = int(before) if before and before.isdecimal() and len(before) < 3 else 0
                table.rows.append(
                    [*(Cell([]) for _ in range(min(empty, MOST_COLUMNS))), *cells][:MOST_COLUMNS]
                )
        self.inline.table = outer
        if table.rows:
            yield table

    def _table_marks(self, element: Element) -> Marks:
        """How the table's style marks the words in it; those of the table around it where it says nothing."""
        named = value(element.find(f"{W}tblPr/{W}tblStyle"))
        marks = style_named(named, self.inline.styles).marks if named else UNMARKED
        return marks if marks is not UNMARKED else self.inline.table

    def _cell(self, element: Element) -> Cell | None:
        properties = element.find(W + "tcPr")
        if properties is None:
            return Cell(self.blocks(element))
        if properties.find(W + "cellDel") is not None:
            self.inline.counts.tracked += 1
            return None
        span = value(properties.find(W + "gridSpan")) or ""
        wide = min(int(span), MOST_COLUMNS) if span.isdecimal() and 0 < len(span) < 5 else 1
        merged = properties.find(W + "vMerge")
        goes_on = merged is not None and value(merged) in (None, "continue")
        return Cell(self.blocks(element), max(wide, 1), goes_on)


_WRAPPING = frozenset({W + "customXml", W + "smartTag", W + "sdtContent", *ADDED})


def _paragraph(spans: list[Span], style: Style, label: Label | None, heading: int) -> Paragraph:
    return Paragraph(spans, heading, label, style.is_title, bool(style.marks.b), style.size)


def _parts(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in a content control."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt" and (content := child.find(W + "sdtContent")) is not None:
            yield from _parts(content, tag)
        elif child.tag in _WRAPPING:
            yield from _parts(child, tag)


def _outline(properties: Element | None) -> int:
    """A paragraph may be a heading by its own outline level."""
    level = value(properties.find(W + "outlineLvl")) if properties is not None else None
    return int(level) + 1 if level and level in "012345" else 0


def _is_hidden(mark: Element | None) -> bool:
    """A paragraph mark that is hidden: Word shows the paragraph as one with the next (its "style separator")."""
    return mark is not None and is_on(mark.find(W + "vanish"))


def _is_drop_cap(properties: Element | None) -> bool:
    frame = properties.find(W + "framePr") if properties is not None else None
    return frame is not None and value(frame, "dropCap") in ("drop", "margin")


def _run_in(label: Label | None, spans: Sequence[Span]) -> str:
    words = " ".join("".join(span.text for span in spans).split()).rstrip(" .:")
    return f"{label.text} {words}" if label else words


def _without_lead(span: Span) -> Span:
    return Span(span.text.lstrip(), span.bold, span.italic, span.struck, span.added)
