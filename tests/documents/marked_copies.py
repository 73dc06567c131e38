"""The circulating draft as people mark it up: as Word writes comments and changes, and as LibreOffice does."""

from __future__ import annotations

import io
import zipfile

from govbot.demo.sample.make_docx import docx
from tests.core.given import TEXT
from tests.documents.given import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TOOLS, BINDS = "Agencies may use generative tools.", "This binds every agency."
PLAIN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
RANGE = '<w:commentRangeStart w:id="{id}"/>{runs}<w:commentRangeEnd w:id="{id}"/>{mark}'


def in_word() -> bytes:
    """As Word writes: runs parted by their edits, a changed word, a comment whose paragraph has an id of its own."""
    may = (
        '<w:del w:id="7" w:author="A. Reader" w:date="2026-12-03T10:00:00Z"><w:r w:rsidDel="00A1">'
        "<w:delText>may</w:delText></w:r></w:del>"
        '<w:ins w:id="8" w:author="A. Reader" w:date="2026-12-03T10:00:00Z"><w:r w:rsidR="00A1">'
        "<w:t>can</w:t></w:r></w:ins>"
    )
    tools = f"{_run('Agencies ')}{may}{_run(' use generative tools.')}"
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="1"/></w:r>'
    binds = RANGE.format(
        id=1, runs=f'{_run("This binds ")}<w:proofErr w:type="spellStart"/>{_run("every agency.")}', mark=mark
    )
    comment = (
        '<w:comment w:id="1" w:author="A. Reader" w:date="2026-12-03T10:00:00Z" w:initials="AR">'
        '<w:p w14:paraId="1A2B3C4D" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:annotationRef/></w:r>'
        "<w:r><w:t>Boards are no agencies.</w:t></w:r></w:p></w:comment>"
    )
    return _marked({TOOLS: tools, BINDS: binds}, comment)


def in_libreoffice() -> bytes:
    """As LibreOffice writes: empty properties in every run, an unknown author, a comment anchored at a point."""
    empty = "<w:r><w:rPr></w:rPr>"
    tools = RANGE.format(
        id=0, runs=f"{empty}<w:t>{TOOLS}</w:t></w:r>", mark=f'{empty}<w:commentReference w:id="0"/></w:r>'
    )
    gone = (
        f'{empty}<w:t xml:space="preserve">This binds </w:t></w:r>'
        '<w:del w:id="3" w:author="Unknown Author" w:date="2026-12-03T09:00:00Z">'
        f'{empty}<w:delText xml:space="preserve">every </w:delText></w:r></w:del>'
        '<w:ins w:id="4" w:author="Unknown Author" w:date="2026-12-03T09:00:00Z">'
        f'{empty}<w:t xml:space="preserve">each </w:t></w:r></w:ins>{empty}<w:t>agency.</w:t></w:r>'
    )
    comment = (
        '<w:comment w:id="0" w:author="Unknown Author" w:date="2026-12-03T09:00:00Z" w:initials="">'
        '<w:p><w:pPr><w:overflowPunct w:val="0"/></w:pPr><w:r><w:rPr></w:rPr><w:t>Which tools are </w:t></w:r>'
        "<w:r><w:rPr></w:rPr><w:t>meant?</w:t></w:r></w:p></w:comment>"
    )
    return _marked({TOOLS: tools, BINDS: gone}, comment)


def with_comments_alone() -> bytes:
    """Two comments in the margin, as Word writes them, and no change."""
    mark = '<w:r><w:commentReference w:id="{}"/></w:r>'
    comments = "".join(
        f'<w:comment w:id="{id}" w:author="B. Reader"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for id, text in enumerate(("Say by when.", "Say who decides."))
    )
    return _marked(
        {
            TOOLS: RANGE.format(id=0, runs=_run(TOOLS), mark=mark.format(0)),
            BINDS: RANGE.format(id=1, runs=_run(BINDS), mark=mark.format(1)),
        },
        comments,
    )


# The files, with what each says: the text of a comment, or the words that go and those that come.
MARKED = {
    "word.docx": (in_word, {("Boards are no agencies.", "", ""), ("", "may", "can")}),
    "libreoffice.docx": (in_libreoffice, {("Which tools are meant?", "", ""), ("", "every", "each")}),
    "comments.docx": (with_comments_alone, {("Say by when.", "", ""), ("Say who decides.", "", "")}),
}


def _run(text: str) -> str:
    return PLAIN.format(text)


def _marked(paragraphs: dict[str, str], comments: str) -> bytes:
    """The draft with these paragraphs' runs, and these comments."""
    with zipfile.ZipFile(io.BytesIO(docx(TEXT))) as source:
        parts = {name: source.read(name).decode() for name in source.namelist()}
    for text, runs in paragraphs.items():
        assert _run(text) in parts["word/document.xml"]
        parts["word/document.xml"] = parts["word/document.xml"].replace(_run(text), runs)
    links = f'<Relationship Id="rIdC" Type="{R}/comments" Target="comments.xml"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace("</Relationships>", links)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    override = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", override)
    parts["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{comments}</w:comments>'
    return zipped(dict(parts))
