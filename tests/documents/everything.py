# ruff: noqa: E501 - the file's XML is read in one piece
"""One Word file that carries everything that Word can hide; whatever nobody may publish holds the word CANARY."""

from __future__ import annotations

from govbot.demo.sample.docx_parts import PARTS, numbering
from tests.documents.pieces import (
    BOUND,
    COMMENT,
    DELETED_MARK,
    HEAD,
    WHO,
    box,
    cell,
    control,
    drawing,
    field,
    gone,
    jpeg,
    link,
    p,
    part,
    png,
    r,
    row,
    style,
    table,
    word_file,
)

NAME = "CANARY Jane Doe's draft.docx"
HEADING = '<w:pStyle w:val="Heading1"/>'
_HIDDEN_FIELD = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="{}"/></w:r>'

BODY = (
    p(r("CANARY old heading ..... 1"), '<w:pStyle w:val="TOC1"/>')
    + p(r("Purpose"), HEADING)
    + f'<w:p w:rsidR="00CANARY" w14:paraId="CANARY">{r("Agencies ")}{gone()}<w:ins {WHO}>{r("shall ")}</w:ins>{r("keep records for 30 days.", f"<w:rPrChange {WHO}><w:rPr/></w:rPrChange>")}</w:p>'
    + p(f'<w:moveFrom {WHO}>{r("CANARY moved away")}</w:moveFrom>' + r("Each office reports yearly."))
    + p(f'<w:moveTo {WHO}>{r("It tells whom it asks.")}</w:moveTo>', f'<w:pPrChange {WHO}><w:pPr/></w:pPrChange>')
    + p(gone("CANARY a whole paragraph"), DELETED_MARK)
    + p(
        f'<w:commentRangeStart w:id="7"/>{r("Counsel advises.")}<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>'
        + r("CANARY hidden", "<w:vanish/>")
        + r("CANARY by style", '<w:rStyle w:val="Unseen"/>')
        + _HIDDEN_FIELD.format("begin")
        + '<w:r><w:rPr><w:vanish/></w:rPr><w:instrText> XE "CANARY" </w:instrText></w:r>'
        + _HIDDEN_FIELD.format("end")
    )
    + p(r("CANARY by paragraph style"), '<w:pStyle w:val="CANARYs"/>')
    + p(r("Named."), '<w:pStyle w:val="CANARYn"/>')
    + p(r("Scope"), HEADING)
    + p('<w:smartTag w:uri="CANARY" w:element="p"><w:smartTagPr><w:attr w:name="a" w:val="CANARY"/></w:smartTagPr>' + r("It binds ") + "</w:smartTag>" + control(BOUND, r("every agency.")))
    + control('<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>', p(r("CANARY contents")))
    + f'<w:customXml w:uri="CANARY" w:element="CANARY">{p(r("Wrapped."))}</w:customXml>'
    + table(
        HEAD,
        row(cell(p(r("OPM"))), cell(p(r("Reports")))),
        row(cell(p(gone())), cell(p(gone())), properties=f"<w:del {WHO}/>"),
        row(cell(p(r("CANARY"))), cell(p(r("CANARY"))), properties="<w:hidden/>"),
        properties='<w:tblCaption w:val="CANARY"/><w:tblDescription w:val="CANARY"/>',
    )
    + p(r("Beside a box. ") + box("In the box.", p(gone())))
    + p(r("Pictured. ") + drawing("rPng", '<a:srcRect l="25000"/>') + drawing("rJpg") + drawing("rEmf"))
    + p(r("An object. ") + '<w:r><w:object><v:shape id="CANARY"><v:imagedata r:id="rEmf" o:title="CANARY"/></v:shape><o:OLEObject ProgID="CANARY" r:id="rOle"/></w:object></w:r><w:r><w:object><w:control r:id="rX" w:name="CANARY"/></w:object></w:r>')
    + p(field("DOCPROPERTY CANARY", "By law, ") + f'<w:hyperlink r:id="rWeb" w:tooltip="CANARY">{r("the statute")}</w:hyperlink>' + f'<w:hyperlink r:id="rFile">{r(" and a file")}</w:hyperlink>' + field('HYPERLINK "file:///C:/CANARY.docx"', " and another.", "<w:ffData><w:name w:val='CANARY'/></w:ffData>"))
    + p('<w:bookmarkStart w:id="1" w:name="CANARY_place"/>' + r("Here.") + f'<w:bookmarkEnd w:id="1"/><w:hyperlink w:anchor="CANARY_place">{r(" There.")}</w:hyperlink><w:permStart w:id="1" w:ed="CANARY@example.gov"/><w:permEnd w:id="1"/>')
    + p(r("Cost: ") + f"<m:oMath><m:r><m:t>x+1</m:t></m:r><w:del {WHO}><m:r><m:t>CANARY</m:t></m:r></w:del></m:oMath>")
    + p(r("Noted.") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>')
    + p(r("Listed"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>')
    + '<w:altChunk r:id="rAlt"/><w:subDoc r:id="rSub"/>'
    + '<w:sectPr w:rsidR="00CANARY"><w:headerReference w:type="default" r:id="rH1"/><w:headerReference w:type="first" r:id="rH2"/>'
    + f'<w:footerReference w:type="default" r:id="rF1"/><w:printerSettings r:id="rPr"/><w:sectPrChange {WHO}><w:sectPr/></w:sectPrChange></w:sectPr>'
)  # fmt: skip
STYLES = (
    style("TOC1", "toc 1")
    + style("CANARYs", "CANARY secret", "<w:rPr><w:vanish/></w:rPr>")
    + style("Unseen", "CANARY unseen", "<w:rPr><w:vanish/></w:rPr>", "character")
    + style("CANARYn", "CANARY Jane", '<w:aliases w:val="CANARY"/><w:rsid w:val="00CANARY"/>')
)
_NOTE = p('<w:r><w:footnoteRef/></w:r>' + r(" See C.G.S. ") + gone() + r("4d-8a."))  # fmt: skip
_MACHINERY = (
    '<w:attachedTemplate r:id="rT"/><w:mailMerge><w:query w:val="CANARY"/></w:mailMerge><w:docVars><w:docVar w:name="CANARY" '
    'w:val="CANARY"/></w:docVars><w:rsids><w:rsid w:val="00CANARY"/></w:rsids><w:documentProtection w:hash="CANARY"/>'
)
_LIST = (
    '<w:abstractNum w:abstractNumId="9"><w:nsid w:val="00CANARY"/><w:name w:val="CANARY"/><w:lvl w:ilvl="0"><w:numFmt '
    'w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:lvlText w:val="CANARY %2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
)
_W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
FILES: dict[str, str | bytes] = {
    "word/comments.xml": COMMENT,
    "word/commentsExtended.xml": f'<w15:commentsEx {_W15}><w15:commentEx w15:paraId="CANARY"/></w15:commentsEx>',
    "word/people.xml": f'<w15:people {_W15}><w15:person w15:author="CANARY"/></w15:people>',
    "word/header1.xml": part("hdr", p(r("Office of Policy ") + gone() + r("CANARY", "<w:vanish/>") + field("FILENAME \\p", "C:\\CANARY.docx") + field("AUTHOR", "CANARY"))),
    "word/header2.xml": part("hdr", p(r("CANARY on no page"))),
    "word/footer1.xml": part("ftr", p(r("Page ") + field("PAGE", "1") + '<w:r><w:pict><v:shape id="CANARY"><v:textpath string="CANARY"/></v:shape></w:pict></w:r>')),
    "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{_NOTE}</w:footnote><w:footnote w:id="3">{p(r("CANARY"))}</w:footnote>'),
    "word/endnotes.xml": part("endnotes", f'<w:endnote w:id="2">{p(r("At the end. ") + r("CANARY", "<w:vanish/>"))}</w:endnote>'),
    "word/settings.xml": part("settings", _MACHINERY),
    "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + link("rT", "attachedTemplate", "file:///C:/CANARY.dotm", outside=True) + "</Relationships>",
    "word/numbering.xml": numbering(["decimal"]).replace("</w:numbering>", _LIST),
    "word/theme/theme1.xml": '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="CANARY"><a:themeElements/></a:theme>',
    "word/fontTable.xml": part("fonts", '<w:font w:name="CANARY"><w:embedRegular r:id="rId1"/></w:font>'),
    "word/fonts/font1.odttf": b"CANARY",
    "word/webSettings.xml": part("webSettings", '<w:divs><w:div w:id="1"/></w:divs><!-- CANARY -->'),
    "word/glossary/document.xml": part("glossaryDocument", p(r("CANARY"))),
    "word/media/image1.png": png(size=(80, 20)),
    "word/media/image2.jpeg": jpeg(),
    "word/media/image3.emf": b"\x01\0\0\0CANARY",
    "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0CANARY",
    "word/activeX/activeX1.xml": "<CANARY/>",
    "word/printerSettings/p.bin": b"CANARY",
    "word/afchunk.htm": "<p>CANARY</p>",
    "customXml/item1.xml": "<CANARY>CANARY</CANARY>",
    "customXml/itemProps1.xml": "<CANARY/>",
    "docProps/core.xml": PARTS["docProps/core.xml"].replace("Office of Policy and Management", "CANARY").replace("Acceptable", "CANARY"),
    "docProps/app.xml": "<Properties><Company>CANARY</Company><Manager>CANARY</Manager><Template>CANARY</Template></Properties>",
    "docProps/custom.xml": "<Properties><property name='CANARY'>CANARY</property></Properties>",
    "docProps/thumbnail.jpeg": jpeg(),
}  # fmt: skip
LINKS = "".join(
    (
        link("rC", "comments", "comments.xml"), link("rCe", "commentsExtended", "commentsExtended.xml"), link("rPe", "people", "people.xml"),
        link("rH1", "header", "header1.xml"), link("rH2", "header", "header2.xml"), link("rF1", "footer", "footer1.xml"),
        link("rFn", "footnotes", "footnotes.xml"), link("rEn", "endnotes", "endnotes.xml"), link("rSe", "settings", "settings.xml"),
        link("rTh", "theme", "theme/theme1.xml"), link("rFt", "fontTable", "fontTable.xml"), link("rWs", "webSettings", "webSettings.xml"),
        link("rGl", "glossaryDocument", "glossary/document.xml"), link("rPng", "image", "media/image1.png"), link("rJpg", "image", "media/image2.jpeg"),
        link("rEmf", "image", "media/image3.emf"), link("rOle", "oleObject", "embeddings/oleObject1.bin"), link("rX", "control", "activeX/activeX1.xml"),
        link("rPr", "printerSettings", "printerSettings/p.bin"), link("rAlt", "aFChunk", "afchunk.htm"), link("rSub", "subDocument", "file:///C:/CANARY.docx", outside=True),
        link("rXm", "customXml", "../customXml/item1.xml"), link("rWeb", "hyperlink", "https://example.gov/law", outside=True),
        link("rFile", "hyperlink", "file:///C:/CANARY/x.docx", outside=True),
    )
)  # fmt: skip


def everything() -> bytes:
    """The file."""
    return word_file(BODY, FILES, LINKS, STYLES)
