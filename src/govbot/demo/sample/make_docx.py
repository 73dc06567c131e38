"""Writes policy.docx from policy.md: `python -m govbot.demo.sample.make_docx`.

A genuine Word file by hand: heading styles that number themselves, lists, bold, tables. Numbers stand in
Word's numbering, not in the text, as in the files that offices write.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from govbot.demo.sample.docx_parts import PARTS, numbering

HERE = Path(__file__).parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BULLETS, HEADINGS, FIRST_LIST = 1, 2, 3  # the lists (w:numId); every numbered one has its own

ITEM = re.compile(r"(?P<bullet>- )|(?P<decimal>\d+\. )|(?P<letter>[a-z]\. )")
HEADING = re.compile(r"(#+) (?:[IVX]+|[A-Z])\. (.+)")


def docx(markdown: str) -> bytes:
    """The Word file's bytes; the same text gives the same bytes."""
    body, lists = _body(markdown)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}{_PAGE}</w:body></w:document>'
    parts = PARTS | {"word/document.xml": document, "word/numbering.xml": numbering(lists)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            info = zipfile.ZipInfo(path, (2027, 1, 4, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content)
    return packed.getvalue()


def _body(markdown: str) -> tuple[str, list[str]]:
    """The paragraphs and tables, and what each numbered list counts with: "decimal" or "lowerLetter"."""
    written, lists, before = [], [], ""
    for block in _blocks(markdown):
        kind = _kind(block)
        if kind in ("decimal", "letter") and kind != before:
            lists.append("decimal" if kind == "decimal" else "lowerLetter")
        written.append(_block(block, kind, FIRST_LIST + len(lists) - 1))
        before = kind
    return "".join(written), lists


def _blocks(markdown: str) -> Iterator[str]:
    """Paragraphs, whole tables, and items one by one."""
    for block in markdown.strip().split("\n\n"):
        yield from [block] if block.startswith("|") else block.split("\n")


def _kind(block: str) -> str:
    if block.startswith("|"):
        return "table"
    if block.startswith("#"):
        return "heading"
    match = ITEM.match(block)
    return match.lastgroup or "" if match else "text"


def _block(block: str, kind: str, number: int) -> str:
    match kind:
        case "table":
            return _table(block)
        case "heading":
            heading = HEADING.fullmatch(block)
            if not heading:
                raise ValueError(f"Begin this heading with its number, as in “# I. Purpose”: {block}")
            return _paragraph(heading[2], f'<w:pStyle w:val="Heading{len(heading[1])}"/>')
        case "text":
            return _paragraph(block)
        case _:
            listed = BULLETS if kind == "bullet" else number
            style = "ListBullet" if kind == "bullet" else "ListNumber"
            place = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{listed}"/></w:numPr>'
            return _paragraph(ITEM.sub("", block, count=1), f'<w:pStyle w:val="{style}"/>{place}')


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{_runs(text)}</w:p>"


def _runs(text: str, bold: bool = False) -> str:
    written = ""
    for n, part in enumerate(text.split("**")):
        if part:
            looks = "<w:rPr><w:b/></w:rPr>" if bold or n % 2 else ""
            written += f'<w:r>{looks}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
    return written


def _table(block: str) -> str:
    lines = [line.strip("| ").split(" | ") for line in block.split("\n") if not line.startswith("| ---")]
    width = 9360 // len(lines[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(lines[0])
    rows = "".join(_row(cells, width, is_head=n == 0) for n, cells in enumerate(lines))
    style = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
    return f"<w:tbl>{style}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"


def _row(cells: list[str], width: int, is_head: bool) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{_runs(cell)}</w:p></w:tc>'
        for cell in cells
    )
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if is_head else ''}{written}</w:tr>"


_PAGE = (
    '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"'
    ' w:header="720" w:footer="720" w:gutter="0"/>'
    "</w:sectPr>"
)

if __name__ == "__main__":
    (HERE / "policy.docx").write_bytes(docx((HERE / "policy.md").read_text("utf-8")))
