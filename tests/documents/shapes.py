# ruff: noqa: E501 - each shape's XML is read in one piece
"""Sixty and more shapes of Word files, each with something that a reader does not see.

What nobody may read in a clean copy holds the word CANARY; the rest of the text is policy.
"""

from __future__ import annotations

from govbot.demo.sample.docx_parts import PARTS, numbering
from tests.documents.pieces import (
    BOUND,
    CANARY,
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
    headed,
    jpeg,
    kept_apart,
    link,
    noted,
    p,
    part,
    pictured,
    png,
    r,
    row,
    settings,
    style,
    table,
    word_file,
)

WORDS: dict[str, bytes] = {
    "revision ids": word_file(f'<w:p w:rsidR="00CANARY" w14:paraId="CANARY">{r("Said.")}<w:proofErr w:type="spellStart"/></w:p>'),
    "a deletion": word_file(p(r("Agencies ") + gone() + r("report."))),
    "an insertion": word_file(p(r("Agencies ") + f"<w:ins {WHO}>{r('shall ')}</w:ins>" + r("report."))),
    "a deletion within an insertion": word_file(p(f"<w:ins {WHO}>{r('New ')}{gone()}{r('words.')}</w:ins>")),
    "a move": word_file(
        p(f'<w:moveFromRangeStart w:name="CANARY" {WHO}/><w:moveFrom {WHO}>{r("CANARY moved")}</w:moveFrom><w:moveFromRangeEnd w:id="7"/>' + r("First."))
        + p(f'<w:moveToRangeStart w:name="CANARY" {WHO}/><w:moveTo {WHO}>{r("Moved.")}</w:moveTo><w:moveToRangeEnd w:id="7"/>')
    ),
    "changed formatting": word_file(
        p(r("Formatted.", f"<w:b/><w:rPrChange {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>"), f'<w:jc w:val="center"/><w:pPrChange {WHO}><w:pPr/></w:pPrChange>')
    ),
    "a paragraph joined to the next": word_file(p(r("Joined "), DELETED_MARK) + p(r("to this."))),
    "a deleted paragraph": word_file(p(gone("CANARY all of it"), DELETED_MARK) + p(r("Stays."))),
    "a tracked numbering": word_file(p(r("Item"), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/><w:ins {WHO}/></w:numPr>')),
    "changed cells and tables": word_file(
        table(
            HEAD,
            row(cell(p(r("OPM")), f"<w:cellIns {WHO}/>"), cell(p(r("Reports"))), properties=f"<w:ins {WHO}/>"),
            properties=f'<w:tblCaption w:val="CANARY"/><w:tblDescription w:val="CANARY"/><w:tblPrChange {WHO}><w:tblPr/></w:tblPrChange>',
        )
    ),
    "a hidden row": word_file(table(HEAD, row(cell(p(r("CANARY"))), cell(p(r("CANARY"))), properties="<w:hidden/>"), row(cell(p(r("a"))), cell(p(r("b")))))),
    "a changed section": word_file(f'<w:sectPr w:rsidR="00CANARY"><w:pgSz w:w="12240" w:h="15840"/><w:sectPrChange {WHO}><w:sectPr/></w:sectPrChange></w:sectPr>'),
    "comments and people": word_file(
        p(f'<w:commentRangeStart w:id="7"/>{r("Commented.")}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'),
        {
            "word/comments.xml": COMMENT,
            "word/commentsExtended.xml": '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="CANARY"/></w15:commentsEx>',
            "word/people.xml": '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="CANARY"/></w15:people>',
        },
        link("rC", "comments", "comments.xml") + link("rE", "commentsExtended", "commentsExtended.xml") + link("rP", "people", "people.xml"),
    ),
    "hidden text": word_file(p(r("Seen. ") + r("CANARY hidden", "<w:vanish/>") + r("Seen again.", '<w:vanish w:val="0"/>'))),
    "text hidden by a style": word_file(
        p(r("CANARY by style"), '<w:pStyle w:val="Secret"/>') + p(r("Seen. ") + r("CANARY by run", '<w:rStyle w:val="Unseen"/>')),
        styles=style("Secret", "CANARY Secret", "<w:rPr><w:vanish/></w:rPr>") + style("Unseen", "CANARY Unseen", "<w:rPr><w:vanish/></w:rPr>", "character"),
    ),
    "an index entry": word_file(p(r("Indexed.") + '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:instrText> XE "CANARY" </w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>')),
    "tags and bindings": word_file(
        p('<w:smartTag w:uri="CANARY" w:element="person"><w:smartTagPr><w:attr w:name="x" w:val="CANARY"/></w:smartTagPr>' + r("Tagged. ") + "</w:smartTag>" + control(BOUND, r("Bound.")))
        + control(BOUND, p(r("A block."))),
        {"customXml/item1.xml": "<CANARY>CANARY</CANARY>"},
        link("rD", "customXml", "../customXml/item1.xml"),
    ),
    "a box to tick": word_file(p(control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', r("☒")) + r(" Agreed")) + p(control('<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', r("☐")) + r(" Not agreed"))),
    "a list to choose from": word_file(p(control('<w:dropDownList w:lastValue="CANARY"><w:listItem w:displayText="CANARY other" w:value="CANARY"/></w:dropDownList>', r("Chosen.")))),
    "custom elements": word_file(f'<w:customXml w:uri="CANARY" w:element="CANARY"><w:customXmlPr><w:attr w:name="n" w:val="CANARY"/></w:customXmlPr>{p(r("Wrapped."))}</w:customXml>'),
    "another file inside": kept_apart("afchunk.htm", "<p>CANARY</p>", "aFChunk"),
    "an embedded object": word_file(
        p(r("An object: ") + '<w:r><w:object><v:shape id="CANARY" style="width:40pt;height:20pt"><v:imagedata r:id="rPic" o:title="CANARY"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12" r:id="rO"/></w:object></w:r>'),
        {"word/embeddings/sheet.xlsx": b"PK CANARY", "word/media/image1.emf": b"\x01\0\0\0CANARY"},
        link("rPic", "image", "media/image1.emf") + link("rO", "package", "embeddings/sheet.xlsx"),
    ),
    "a control": word_file(p(r("Controlled.") + '<w:r><w:object><w:control r:id="rA" w:name="CANARY"/></w:object></w:r>'), {"word/activeX/activeX1.xml": "<CANARY/>"}, link("rA", "control", "activeX/activeX1.xml")),
    "an embedded font": kept_apart("fontTable.xml", part("fonts", '<w:font w:name="CANARY"><w:embedRegular r:id="rId1"/></w:font>'), "fontTable"),
    "building blocks": kept_apart("glossary/document.xml", part("glossaryDocument", p(r("CANARY"))), "glossaryDocument"),
    "properties": word_file(
        p(r("Owned.")),
        {
            "docProps/core.xml": PARTS["docProps/core.xml"].replace("Office of Policy and Management", CANARY),
            "docProps/app.xml": "<Properties><Company>CANARY</Company><Manager>CANARY</Manager></Properties>",
            "docProps/custom.xml": "<Properties><property name='CANARY'>CANARY</property></Properties>",
            "docProps/thumbnail.jpeg": jpeg(),
        },
    ),
    "a template, a mail merge, variables": settings(
        '<w:attachedTemplate r:id="rT"/><w:mailMerge><w:dataSource r:id="rM"/><w:query w:val="CANARY"/></w:mailMerge>'
        '<w:docVars><w:docVar w:name="CANARY" w:val="CANARY"/></w:docVars><w:rsids><w:rsid w:val="00CANARY"/></w:rsids>'
        '<w:documentProtection w:hash="CANARY"/><w:trackRevisions/><w:themeFontLang w:val="CANARY"/>',
        link("rT", "attachedTemplate", "file:///C:/CANARY/t.dotm", outside=True) + link("rM", "mailMergeSource", "file:///CANARY.csv", outside=True),
    ),
    "a printer's settings": kept_apart("printerSettings/p.bin", b"CANARY", "printerSettings"),
    "a later Word's element": word_file(p(f'<w15:canary w15:says="CANARY">{r("CANARY")}</w15:canary>{r("Known.")}', '<w15:collapsed w15:val="CANARY"/>')),
    "fields in a page header": headed(p(field("AUTHOR", "CANARY Doe") + field("FILENAME \\p", "C:\\CANARY.docx") + '<w:fldSimple w:instr=" USERNAME "><w:r><w:t>CANARY</w:t></w:r></w:fldSimple>' + r("Page ") + field("PAGE", "1"))),
    "fields in the text": word_file(p(r("See ") + field('REF CANARY \\h', "section 2") + r(", ") + field('DOCPROPERTY "CANARY"', "fall"))),
    "a field within a field": word_file(p(r("Due ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF "a" = "b" </w:instrText></w:r>' + field("DOCVARIABLE CANARY", "").replace(r(""), "") + '<w:r><w:instrText> "CANARY" "x" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("at once.") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    "a link as a field": word_file(p(field('HYPERLINK "https://example.gov/law"', "the law"))),
    "links to files": word_file(
        p(f'<w:hyperlink r:id="rF" w:tooltip="CANARY">{r("a file")}</w:hyperlink> <w:hyperlink r:id="rS">{r("a share")}</w:hyperlink>' + field('HYPERLINK "file:///C:/CANARY.docx"', " old")),
        links=link("rF", "hyperlink", "file:///C:/CANARY/x.docx", outside=True) + link("rS", "hyperlink", "\\\\CANARY\\share", outside=True),
    ),
    "a link with a tooltip": word_file(p(f'<w:hyperlink r:id="rF" w:tooltip="CANARY" w:tgtFrame="CANARY" w:history="1">{r("the law")}</w:hyperlink>'), links=link("rF", "hyperlink", "https://example.gov/law", outside=True)),
    "bookmarks": word_file(p('<w:bookmarkStart w:id="1" w:name="CANARY_doe"/>' + r("Here.") + '<w:bookmarkEnd w:id="1"/>') + p(f'<w:hyperlink w:anchor="CANARY_doe">{r("There.")}</w:hyperlink>')),
    "an old table of contents": word_file(p(r("CANARY old heading ..... 1"), '<w:pStyle w:val="TOC1"/>') + p(r("Purpose"), '<w:pStyle w:val="Heading1"/>'), styles=style("TOC1", "toc 1")),
    "a form": word_file(
        p(field("FORMTEXT", "Filled in.", '<w:ffData><w:name w:val="CANARY"/><w:helpText w:val="CANARY"/><w:entryMacro w:val="CANARY"/></w:ffData>'))
        + p('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="CANARY"/><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + r(" Yes"))
    ),
    "a text box": word_file(p(r("Beside. ") + box("In the box.", p(r("Twice. ") + gone())))),
    "an older text box": word_file(p(r("Before.") + f'<w:r><w:pict><v:group alt="CANARY"><v:rect id="CANARY"><v:textbox><w:txbxContent>{p(r("Old box."))}</w:txbxContent></v:textbox></v:rect></v:group></w:pict></w:r>')),
    "a picture with notes in it": pictured(drawing(), png()),
    "a photo": pictured(drawing(), jpeg(), "jpeg"),
    "a cropped picture": pictured(drawing(crop='<a:srcRect l="50000"/>'), png(size=(80, 20))),
    "a picture with its first form": pictured(drawing(more='<a:extLst><a:ext uri="CANARY"/></a:extLst>', frame="anchor"), png(), links=link("rHd", "hdphoto", "media/CANARY.wdp")),
    "a picture from elsewhere": word_file(p(r("Seen.") + drawing().replace("r:embed", "r:link")), links=link("rPic", "image", "file:///C:/CANARY.png", outside=True)),
    "a chart": word_file(p(r("Charted.") + '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="CANARY"/><a:graphic><a:graphicData uri="chart"><c:chart xmlns:c="chart" r:id="rCh"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'), {"word/charts/chart1.xml": "<CANARY/>"}, link("rCh", "chart", "charts/chart1.xml")),
    "a formula": word_file(p(r("Cost: ") + f'<m:oMath><m:r><w:rPr><w:i/><w:del {WHO}/></w:rPr><m:t>x</m:t></m:r><w:del {WHO}><m:r><m:t>CANARY</m:t></m:r></w:del><m:phant><m:e><m:r><m:t>CANARY</m:t></m:r></m:e></m:phant></m:oMath>')),
    "footnotes": noted("footnotes", p('<w:r><w:footnoteRef/></w:r>' + r(" See C.G.S. ") + gone() + r("4d-8a.")), f'<w:footnote w:id="3">{p(r("CANARY left over"))}</w:footnote>'),
    "endnotes": noted("endnotes", p(r("At the end. ") + r("CANARY", "<w:vanish/>"))),
    "a page header with changes": headed(p(r("Office of Policy ") + gone() + r("CANARY", "<w:vanish/>"))),
    "a page footer": headed(p(r("Page ") + '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'), "footer"),
    "a first page's header that is not printed": headed(p(r("CANARY first")), which="first"),
    "even pages' headers that are not printed": headed(p(r("CANARY even")), which="even"),
    "a first page's header": headed(p(r("The first page")), which="first", section="<w:titlePg/>"),
    "a watermark": headed(p(r("Header") + '<w:r><w:pict><v:shape type="#t136" id="CANARY"><v:textpath string="CANARY DRAFT"/></v:shape></w:pict></w:r>')),
    "styles named after people": word_file(
        p(r("Styled."), '<w:pStyle w:val="CANARYs"/>') + p(r("Part"), '<w:pStyle w:val="CANARYh"/>'),
        styles=style("CANARYs", "CANARY Jane", '<w:aliases w:val="CANARY"/><w:basedOn w:val="Normal"/>') + style("CANARYh", "CANARY head", '<w:basedOn w:val="Heading1"/><w:rsid w:val="00CANARY"/>') + style("CANARYu", "CANARY unused"),
    ),
    "lists with words in them": word_file(
        p(r("One"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>'),
        {"word/numbering.xml": numbering(["decimal"]).replace("</w:numbering>", '<w:abstractNum w:abstractNumId="9"><w:nsid w:val="00CANARY"/><w:name w:val="CANARY"/><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Rule %1:"/></w:lvl><w:lvl w:ilvl="1"><w:lvlText w:val="CANARY %2"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:lvlText w:val="CANARY %1"/></w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num></w:numbering>')},
    ),
    "a theme": kept_apart("theme/theme1.xml", '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="CANARY"><a:themeElements><a:clrScheme name="CANARY"><a:dk1><a:sysClr val="windowText" lastClr="112233"/></a:dk1></a:clrScheme><a:fontScheme name="CANARY"><a:majorFont><a:latin typeface="Georgia"/></a:majorFont></a:fontScheme></a:themeElements></a:theme>', "theme"),
    "who may edit": word_file(p('<w:permStart w:id="1" w:ed="CANARY@example.gov"/>' + r("Editable.") + '<w:permEnd w:id="1"/>')),
}  # fmt: skip

OTHERS: dict[str, bytes] = {
    "LibreOffice: a frame and references": word_file(
        p('<w:bookmarkStart w:id="0" w:name="__RefHeading___CANARY"/>' + r("Purpose") + '<w:bookmarkEnd w:id="0"/>', '<w:pStyle w:val="Heading1"/>')
        + p(r("Text.", '<w:rFonts w:ascii="Liberation Serif;CANARY" w:hAnsi="Liberation Serif"/><w:lang w:val="en-US"/>') + box("In a frame."), '<w:pStyle w:val="TextBody"/>'),
        styles=style("TextBody", "Text Body") + style("CANARYIndexLink", "Index Link CANARY", kind="character"),
    ),
    "LibreOffice: tracked by nobody": word_file(p(r("Kept. ") + gone("CANARY x").replace("CANARY Jane Doe", "Unknown Author") + r("Still."), f'<w:rPr><w:ins {WHO}/></w:rPr>')),
    "LibreOffice: a contents control": word_file(control('<w:docPartObj><w:docPartGallery w:val="CANARY"/></w:docPartObj>', p(r("CANARY heading 1"), '<w:pStyle w:val="Contents1"/>')) + p(r("Then.")), styles=style("Contents1", "TOC 1")),
    "Google: suggestions": word_file(
        p(control('<w:tag w:val="goog_rdk_CANARY"/>', f'<w:ins {WHO}>{r("Suggested. ")}</w:ins>') + control('<w:tag w:val="goog_rdk_1"/>', gone()) + r("Plain.", '<w:rtl w:val="0"/>'), '<w:shd w:val="clear" w:fill="auto"/>')
    ),
    "Google: a table and a link": word_file(
        table(HEAD, row(cell(p(r("OPM"))), cell(p(f'<w:hyperlink r:id="rG">{r("its page", chr(60) + "w:u w:val=" + chr(34) + "single" + chr(34) + "/>")}</w:hyperlink>'))), properties='<w:tblStyle w:val="Table1"/>'),
        links=link("rG", "hyperlink", "https://example.gov/page", outside=True),
        styles=style("Table1", "CANARY Table1", kind="table"),
    ),
    "Google: comments without people": word_file(
        p(f'<w:commentRangeStart w:id="7"/>{r("Asked.")}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'),
        {"word/comments.xml": COMMENT},
        link("rC", "comments", "comments.xml"),
    ),
}  # fmt: skip

SHAPES = WORDS | OTHERS
