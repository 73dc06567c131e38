"""Pieces of Word files, as Word, LibreOffice and Google write them; what nobody may read holds the word CANARY."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

from PIL import Image, PngImagePlugin

from govbot.demo.sample.docx_parts import PARTS, numbering
from tests.documents.given import OPEN, R, W, zipped

CANARY = "CANARY"
WHO = 'w:id="7" w:author="CANARY Jane Doe" w:date="2026-01-02T03:04:05Z"'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
Parts = Mapping[str, str | bytes]


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def gone(text: str = "CANARY deleted") -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def part(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{R}" {SPACES}>{content}</w:{root}>'


def style(id: str, name: str, inner: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{inner}</w:style>'


def link(id: str, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def word_file(body: str, parts: Parts = {}, links: str = "", styles: str = "") -> bytes:  # noqa: B006
    """A Word file: "AGENCIES shall report." and this body, with these parts and relationships."""
    opening = OPEN.replace("<w:document ", f"<w:document {SPACES} ")
    content = p(r("Agencies shall report.")) + body
    files: dict[str, str | bytes] = {**PARTS, "word/numbering.xml": numbering(["decimal", "lowerLetter"])}
    files["word/document.xml"] = f"{opening}<w:body>{content}</w:body></w:document>"
    files["word/styles.xml"] = PARTS["word/styles.xml"].replace("</w:styles>", f"{styles}</w:styles>")
    path = "word/_rels/document.xml.rels"
    files[path] = PARTS[path].replace("</Relationships>", f"{links}</Relationships>")
    return zipped(files | dict(parts))


def field(code: str, result: str, between: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{between}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@cache
def png(note: str = CANARY, size: tuple[int, int] = (40, 20)) -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", note)
    packed = io.BytesIO()
    Image.new("RGB", size, "navy").save(packed, "PNG", pnginfo=told)
    return packed.getvalue() + CANARY.encode()


@cache
def jpeg() -> bytes:
    picture = Image.new("RGB", (40, 20), "olive")
    about = picture.getexif()
    about[0x013B], about[0x010E] = "CANARY artist", "CANARY at home"
    packed = io.BytesIO()
    picture.save(packed, "JPEG", exif=about, comment=b"CANARY comment")
    return packed.getvalue()


def drawing(id: str = "rPic", crop: str = "", more: str = "", frame: str = "inline") -> str:
    return (
        f'<w:r><w:drawing><wp:{frame}><wp:extent cx="381000" cy="190500"/>'
        '<wp:docPr id="1" name="CANARY name" descr="A plan" title="CANARY title"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="C:\\CANARY\\photo.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{id}">{more}</a:blip>{crop}</pic:blipFill><pic:spPr/></pic:pic>'
        f"</a:graphicData></a:graphic></wp:{frame}></w:drawing></w:r>"
    )


def pictured(run: str, data: bytes, ending: str = "png", links: str = "") -> bytes:
    return word_file(
        p(r("Seen. ") + run),
        {f"word/media/image1.{ending}": data},
        link("rPic", "image", f"media/image1.{ending}") + links,
    )


def headed(content: str, kind: str = "header", which: str = "default", section: str = "") -> bytes:
    """A Word file whose pages have this header or footer."""
    root = {"header": "hdr", "footer": "ftr"}[kind]
    end = f'<w:sectPr><w:{kind}Reference w:type="{which}" r:id="rH"/>{section}</w:sectPr>'
    return word_file(end, {f"word/{kind}1.xml": part(root, content)}, link("rH", kind, f"{kind}1.xml"))


def box(words: str, more: str = "") -> str:
    inner = p(r(words)) + more
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:docPr id="3" name="CANARY box" descr="CANARY"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="CANARY" o:spid="_x0000_s1" alt="CANARY" '
        f'style="width:200pt;height:60pt"><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def settings(content: str, links: str = "") -> bytes:
    files = {"word/settings.xml": part("settings", content)}
    if links:
        files["word/_rels/settings.xml.rels"] = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
        )
    return word_file(p(r("Settled.")), files, link("rSet", "settings", "settings.xml"))


def noted(kind: str, first: str, others: str = "") -> bytes:
    noun = kind.removesuffix("s")
    notes = part(kind, f'<w:{noun} w:id="2">{first}</w:{noun}>{others}')
    mark = f'<w:r><w:{noun}Reference w:id="2"/></w:r>'
    return word_file(
        p(r("See the note.") + mark), {f"word/{kind}.xml": notes}, link("rN", kind, f"{kind}.xml")
    )


def kept_apart(path: str, content: str | bytes, kind: str) -> bytes:
    """A part that nothing in the text shows, and its relationship."""
    return word_file(p(r("Apart.")), {f"word/{path}": content}, link("rX", kind, path))


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid}{''.join(rows)}</w:tbl>"


def control(about: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


BOUND = (
    '<w:alias w:val="CANARY"/><w:tag w:val="CANARY"/><w:dataBinding w:xpath="/CANARY" w:storeItemID="{1}"/>'
)
HEAD = row(cell(p(r("Who"))), cell(p(r("What"))))
COMMENT = part("comments", f'<w:comment w:initials="CA" {WHO}>{p(r("CANARY, says counsel"))}</w:comment>')
DELETED_MARK = f"<w:rPr><w:del {WHO}/></w:rPr>"
