"""A comparison as a Word file with tracked changes: accepting all gives the new text, rejecting all the old one.

What went out and came in are w:del and w:ins of paragraphs, rows and words, moved passages w:moveFrom and w:moveTo,
each by an author and a day (ECMA-376 Part 1, 17.13.5).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from govbot.core.redline.blocks import CELL, Block
from govbot.core.redline.comparison import compare
from govbot.core.redline.segments import Segment, paragraphs_of, segments_of
from govbot.core.redline.tokens import PARAGRAPH
from govbot.core.redline.units import Unit
from govbot.documents.printable import clean
from govbot.documents.trees import R, W

_LOOKS = (
    ("bold", "<w:b/>"),
    ("italic", "<w:i/>"),
    ("struck", "<w:strike/>"),
    ("added", '<w:u w:val="single"/>'),
)
_ELEMENTS = {"in": "ins", "out": "del", "from": "moveFrom", "to": "moveTo"}
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SIZES = (32, 28, 26, 24, 22, 22)  # of headings, in half-points


def tracked_changes(units: Sequence[Unit], author: str, when: datetime) -> bytes:
    """The Word file; the changes are by `author` at `when`."""
    writer = _Writer(author, when)
    body = "".join(writer.body(units))
    document = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    return _packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>',
            "_rels/.rels": _relationship("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": _relationship("styles", "styles.xml"),
            "word/styles.xml": _styles(),
            "word/document.xml": document,
        }
    )


def in_word(text: str) -> bytes:
    """A Markdown text as a Word file, without any change in it; a job for a child process."""
    return tracked_changes(compare(text, text), "", datetime(2000, 1, 1, tzinfo=UTC))


def _relationship(kind: str, target: str) -> str:
    link = f'<Relationship Id="rId1" Type="{R[1:-1]}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{link}</Relationships>'


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for n, size in enumerate(_SIZES, 1)
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    )
    return f'<w:styles xmlns:w="{W[1:-1]}">{normal}{headings}</w:styles>'


def _packed(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content)
    return packed.getvalue()


@dataclass(slots=True)
class _Writer:
    """Writes units as paragraphs and tables, and gives each tracked change its id."""

    author: str
    when: datetime
    ids: int = 0

    def body(self, units: Sequence[Unit]) -> Iterator[str]:
        for is_table, group in groupby(units, lambda unit: (unit.new or unit.old)[0].kind == "row"):
            if is_table:
                rows = "".join(row for unit in group for row in self._rows(unit))
                yield f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>{rows}</w:tbl><w:p/>"
            else:
                for unit in group:
                    yield from self._paragraphs(unit)

    # Paragraphs --------------------------------------------------------------------------------------------

    def _paragraphs(self, unit: Unit) -> Iterator[str]:
        whole = _WHOLE.get(unit.kind, "")
        parts = paragraphs_of(_number(unit) + _whole(segments_of(unit), whole))
        blocks = unit.new or unit.old
        at = 0
        for n, part in enumerate(parts):
            end = next((segment.kind for segment in part if segment.text == PARAGRAPH), "same")
            mark = whole or (end if n < len(parts) - 1 else "same")
            block = blocks[min(at, len(blocks) - 1)]
            old = unit.old[0] if len(unit.old) == len(unit.new) == 1 else None
            at += end != "out"
            written = self._paragraph(
                block, old, mark, [segment for segment in part if segment.text != PARAGRAPH]
            )
            yield self._ranged(written, whole, unit.twin) if whole in ("from", "to") else written

    def _paragraph(self, block: Block, old: Block | None, mark: str, segments: Sequence[Segment]) -> str:
        marked = f"<w:rPr><w:{_ELEMENTS[mark]} {self._by()}/></w:rPr>" if mark in _ELEMENTS else ""
        before = ""
        if old is not None and mark == "same" and _look(old) != _look(block):
            before = f"<w:pPrChange {self._by()}><w:pPr>{_look(old)}</w:pPr></w:pPrChange>"
        return f"<w:p><w:pPr>{_look(block)}{marked}{before}</w:pPr>{self._words(segments)}</w:p>"

    def _words(self, segments: Sequence[Segment]) -> str:
        written = ""
        for kind, group in groupby(segments, lambda segment: str(segment.kind)):
            runs = "".join(_run(segment, "delText" if kind == "out" else "t") for segment in group)
            element = _ELEMENTS.get(kind)
            written += f"<w:{element} {self._by()}>{runs}</w:{element}>" if element else runs
        return written

    def _ranged(self, paragraph: str, side: str, twin: int) -> str:
        """A passage that was moved, between the marks that join its two places."""
        self.ids += 1
        kind, name = ("moveFromRange", "moveToRange")[side == "to"], f"move{abs(twin)}{'b' * (twin < 0)}"
        start = f'<w:{kind}Start w:id="{self.ids}" w:name="{name}" {self._author()}/>'
        return f'{start}{paragraph}<w:{kind}End w:id="{self.ids}"/>'

    # Tables ------------------------------------------------------------------------------------------------

    def _rows(self, unit: Unit) -> Iterator[str]:
        """A row; one whose cells came or went is shown as taken out and put in whole."""
        if unit.kind == "changed" and len(unit.old[0].source.split(CELL)) != len(
            unit.new[0].source.split(CELL)
        ):
            yield self._row([segment for segment in segments_of(unit) if segment.kind != "in"], "out")
            yield self._row([segment for segment in segments_of(unit) if segment.kind != "out"], "in")
        else:
            yield self._row(segments_of(unit), _ROWS.get(unit.kind, ""))

    def _row(self, segments: Sequence[Segment], whole: str) -> str:
        cells: list[list[Segment]] = [[]]
        for segment in _whole(segments, whole):
            for n, text in enumerate(segment.text.split(CELL)):
                if n:
                    cells.append([])
                if text:
                    cells[-1].append(Segment(segment.kind, text, segment.marks))
        properties = f"<w:trPr><w:{_ELEMENTS[whole]} {self._by()}/></w:trPr>" if whole else ""
        shown = "".join(f"<w:tc>{self._cell(cell, whole)}</w:tc>" for cell in cells)
        return f"<w:tr>{properties}{shown}</w:tr>"

    def _cell(self, segments: Sequence[Segment], whole: str) -> str:
        marked = f"<w:pPr><w:rPr><w:{_ELEMENTS[whole]} {self._by()}/></w:rPr></w:pPr>" if whole else ""
        return f"<w:p>{marked}{self._words(segments)}</w:p>"

    def _by(self) -> str:
        self.ids += 1
        return f'w:id="{self.ids}" {self._author()}'

    def _author(self) -> str:
        day = self.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return f'w:author={quoteattr(clean(self.author))} w:date="{day}"'


_ROWS = {"added": "in", "moved": "in", "removed": "out", "moved-away": "out"}
_WHOLE = {"added": "in", "removed": "out", "moved": "to", "moved-away": "from"}


def _whole(segments: Sequence[Segment], whole: str) -> list[Segment]:
    """The segments of a passage that came, went or moved as a whole; what a moved one lost stands where it was."""
    if not whole:
        return list(segments)
    if whole == "to":
        segments = [segment for segment in segments if segment.kind != "out"]
    return [Segment(whole, segment.text, segment.marks) for segment in segments]


def _number(unit: Unit) -> list[Segment]:
    """The number before the words, as tracked as they are."""
    whole = _WHOLE.get(unit.kind)
    old, new = (side[0].number if side else "" for side in (unit.old, unit.new))
    if whole:
        number = new if unit.new else old
        return [Segment(whole, f"{number} ", frozenset())] if number else []
    if old == new:
        return [Segment("same", f"{new} ", frozenset())] if new else []
    sides: tuple[tuple[str, str], ...] = (("out", old), ("in", new))
    return [Segment(kind, f"{number} ", frozenset()) for kind, number in sides if number]


def _look(block: Block) -> str:
    match block.kind:
        case "heading":
            return f'<w:pStyle w:val="Heading{block.level}"/>'
        case "item":
            return f'<w:ind w:left="{(block.level + 1) * 360}" w:hanging="360"/>'
        case "quote":
            return '<w:ind w:left="720" w:right="720"/>'
        case _:
            return ""


def _run(segment: Segment, element: str) -> str:
    looks = "".join(look for mark, look in _LOOKS if mark in segment.marks)
    lines = clean(segment.text).split("\n")
    inner = "<w:br/>".join(
        f'<w:{element} xml:space="preserve">{escape(line)}</w:{element}>' for line in lines
    )
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{inner}</w:r>"
