"""Writes a table as a Word file: landscape, its first row repeated on each page (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from govbot.documents.printable import clean
from govbot.documents.trees import R, W

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PAGE = (15840, 12240, 720)  # width, height and margin of a landscape letter page, in twentieths of a point
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "<w:tblCellMar>" + "".join(
    f'<w:{s} w:w="80" w:type="dxa"/>' for s in ("top", "left", "bottom", "right")
)
_MARGINS += "</w:tblCellMar>"


def word_table(
    title: str,
    note: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    shares: Sequence[int] = (),
) -> bytes:
    """The Word file: the title, a note below it, and the table; the same bytes for the same content.

    `shares` says how wide the columns are beside each other; without it they are alike.
    """
    shares = shares or (1,) * len(columns)
    widths = [(_PAGE[0] - 2 * _PAGE[2]) * share // sum(shares) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(columns, widths, is_head=True)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{_SIDES}</w:tblBorders>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(_row(row, widths) for row in rows)}</w:tbl>"
    )
    page = (
        f'<w:sectPr><w:pgSz w:w="{_PAGE[0]}" w:h="{_PAGE[1]}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_PAGE[2]}" w:right="{_PAGE[2]}" w:bottom="{_PAGE[2]}" w:left="{_PAGE[2]}" '
        'w:header="360" w:footer="360" w:gutter="0"/></w:sectPr>'
    )
    body = f"{_paragraph(title, bold=True, size=28)}{_paragraph(note)}{table}<w:p/>{page}"
    return _packed(f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}</w:body></w:document>')


def _row(cells: Sequence[str], widths: Sequence[int], *, is_head: bool = False) -> str:
    repeated = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else "<w:trPr><w:cantSplit/></w:trPr>"
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, bold=is_head, size=18)}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{repeated}{drawn}</w:tr>"


def _paragraph(words: str, *, bold: bool = False, size: int = 20) -> str:
    """One paragraph; `size` is in half-points, and a line break stays one."""
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    lines = escape(clean(words)).split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:p><w:r>{look}{text}</w:r></w:p>"


def _packed(document: str) -> bytes:
    relationship = f'<Relationship Id="rId1" Type="{R[1:-1]}/officeDocument" Target="word/document.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{relationship}</Relationships>',
        "word/document.xml": document,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content)
    return packed.getvalue()
