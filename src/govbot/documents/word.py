"""Reads Word files: checks the zip archive, reads its parts safely, and writes their text as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from posixpath import basename, dirname
from xml.etree.ElementTree import Element

from govbot.documents.archive import Archive, beside
from govbot.documents.blocks import Block, Paragraph, paragraphs
from govbot.documents.body import BodyReader
from govbot.documents.counts import Counts
from govbot.documents.errors import DAMAGED, TOO_INTRICATE, Unreadable
from govbot.documents.headings import find_headings, lower_bodies
from govbot.documents.inline import InlineReader
from govbot.documents.layout import opened
from govbot.documents.markdown import to_markdown
from govbot.documents.notes import KINDS, Notes
from govbot.documents.numbering import Numbering, read_numbering
from govbot.documents.pictures import Picture, PictureParts
from govbot.documents.styles import read_styles
from govbot.documents.trees import W, read_tree, value

MOST_OF_A_PART = 20 * 2**20
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_PAGE_NUMBERS = re.compile(r"\b(?:page|of|\d+)\b", re.IGNORECASE)
_OTHER_PROGRAMS = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint presentation"}


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: to another part, or out of the file."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin, and the words of the text that it belongs to."""

    author: str
    day: str
    text: str
    passage: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or another file inside of the Word file."""

    name: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class WordText:
    """A Word file's text as Markdown, and what its reader should know of the parts beside it.

    `notes` are sentences; `margins` is the text of the page headers and footers; `run_ins` are headings that stand
    at the start of a paragraph, as they stand in `text`.
    """

    text: str
    notes: tuple[str, ...]
    margins: str = ""
    run_ins: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Picture, ...] = ()


def read_word(data: bytes, *, pictures: bool = True) -> WordText:
    """The text with tracked changes accepted, and with its pictures unless they are left out. Raises Unreadable."""
    try:
        return _read(Archive(data), pictures)
    except (Unreadable, MemoryError):
        raise
    except RecursionError as error:
        raise Unreadable(TOO_INTRICATE) from error
    except Exception as error:  # a file that Word would not open either can be wrong in any way
        raise Unreadable(DAMAGED) from error


def _read(archive: Archive, with_pictures: bool) -> WordText:
    main = _main_part(archive)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise Unreadable("holds macros: save it as a Word document without macros (.docx), and upload that.")
    links = _links(archive, main)
    parts = {link.kind: beside(main, link.target) for link in links if not link.outside}
    document = _tree(archive, main)
    body = document.find(W + "body") if document is not None else None
    if document is None or body is None:
        raise Unreadable(DAMAGED)
    styles = read_styles(_tree(archive, parts.get("styles")))
    notes = Notes()
    notes.configure(_tree(archive, parts.get("settings")))
    notes.configure(document)
    inline = InlineReader(
        styles, read_numbering(_tree(archive, parts.get("numbering")), styles), _outward(links), notes
    )
    shown: list[Picture] = []
    if with_pictures:
        inline.pictures = PictureParts(archive, _pictures(main, links), shown)
    reader = BodyReader(inline)
    blocks = reader.blocks(body)
    if not blocks and document.tag != W + "document":
        raise Unreadable(DAMAGED)
    blocks += _notes_of(archive, parts, reader)
    lower_bodies(blocks)
    blocks = list(opened(blocks))
    find_headings(blocks)
    text = to_markdown(blocks, show_added=_is_marked_up(inline.counts))
    comments = tuple(_comments(archive, main, links, inline))
    return WordText(
        text,
        tuple(_notes(archive, main, links, reader, comments)),
        _margins(archive, main, links, reader),
        tuple(block.run_in for block in blocks if isinstance(block, Paragraph) and block.run_in),
        comments,
        tuple(_attachments(archive)),
        tuple(shown),
    )


def _is_marked_up(counts: Counts) -> bool:
    """Whether underlined words are added ones: where others are struck out, or a style says so."""
    return bool(counts.added and (counts.struck or counts.adding_style))


def _notes_of(archive: Archive, parts: dict[str, str], reader: BodyReader) -> list[Block]:
    """The footnotes, then the endnotes, in the order in which the text refers to them; notes may refer to notes."""
    blocks: list[Block] = []
    inline = reader.inline
    notes = inline.notes
    numbering, links, pictures = inline.numbering, inline.links, inline.pictures
    for kind in KINDS:
        root = _tree(archive, parts.get(kind))
        if root is None or not notes.marks[kind]:
            continue
        of_part = _links(archive, parts[kind])
        inline.numbering, inline.links = Numbering(), _outward(of_part)
        if pictures:
            inline.pictures = PictureParts(archive, _pictures(parts[kind], of_part), pictures.shown)
        elements = {element.get(W + "id", ""): element for element in root}
        for key, mark in list(notes.marks[kind].items()):
            if key in elements:
                blocks += reader.note(elements[key], mark, (kind, key) in notes.own_marks)
    inline.numbering, inline.links, inline.pictures = numbering, links, pictures
    return blocks


def _main_part(archive: Archive) -> str:
    named = (link.target for link in _links(archive, "") if link.kind == "officeDocument")
    main = beside("", next(named, "word/document.xml"))
    for folder, program in _OTHER_PROGRAMS.items():
        if any(name.startswith(folder) for name in archive.names):
            raise Unreadable(f"is {program}, not a Word file: upload a Word (.docx), Markdown or text file.")
    if main not in archive.names:
        raise Unreadable("is not a Word file, though it is named so: upload a Word, Markdown or text file.")
    return main


def _tree(archive: Archive, path: str | None) -> Element | None:
    data = archive.read(path, MOST_OF_A_PART) if path else None
    return None if data is None else read_tree(data)


def _links(archive: Archive, part: str) -> list[Link]:
    folder = dirname(part)
    root = _tree(archive, f"{folder}/_rels/{basename(part)}.rels".lstrip("/"))
    return (
        [] if root is None else [_link(element) for element in root.iterfind(RELATIONSHIPS + "Relationship")]
    )


def _link(element: Element) -> Link:
    kind = element.get("Type", "").rpartition("/")[2]
    return Link(
        element.get("Id", ""), kind, element.get("Target", ""), element.get("TargetMode") == "External"
    )


def _outward(links: list[Link]) -> dict[str, str]:
    """The addresses that text links to, by id; no picture, no template, no other part is opened."""
    return {link.id: link.target for link in links if link.kind == "hyperlink"}


def _pictures(part: str, links: list[Link]) -> dict[str, str]:
    """The paths of the pictures inside of the file, by id."""
    return {link.id: beside(part, link.target) for link in links if link.kind == "image" and not link.outside}


# Notes for the reader ------------------------------------------------------------------------------------


def _notes(
    archive: Archive, main: str, links: list[Link], reader: BodyReader, comments: Sequence[Comment]
) -> Iterator[str]:
    counts = reader.inline.counts
    if counts.tracked:
        yield f"The Word file has {_count(counts.tracked, 'tracked change')}, here taken as accepted."
    if counts.struck:
        yield "The Word file has words that are struck out; they are kept, and shown as struck out."
    if _is_marked_up(counts):
        yield "The Word file has words that are underlined as added; they are shown as added."
    if comments:
        yield f"The Word file has {_count(len(comments), 'comment')}, which the text leaves out."
    if counts.hidden:
        yield "The Word file has hidden text, which is left out."
    if counts.pictures:
        yield f"The Word file has {_count(counts.pictures, 'picture')}, left out."
    if counts.equations:
        yield f"The Word file has {_count(counts.equations, 'equation')}, written here in one line."
    if counts.embedded or reader.has_other_texts:
        yield "The Word file has other files inside of it, which are left out."
    if any(_has_words(archive, path) for path in _parts(main, links, "header", "footer")):
        yield "The words in the Word file's page headers and footers are left out."
    if any(link.outside and link.kind != "hyperlink" for link in links):
        yield "The Word file refers to files outside of it; none was fetched."


def _comments(archive: Archive, main: str, links: list[Link], inline: InlineReader) -> Iterator[Comment]:
    for path in _parts(main, links, "comments"):
        root = _tree(archive, path)
        for element in root.iterfind(W + "comment") if root is not None else ():
            paragraphs = (
                "".join(text.text or "" for text in part.iter(W + "t")) for part in element.iter(W + "p")
            )
            yield Comment(
                value(element, "author") or "",
                (value(element, "date") or "")[:10],
                " ".join(filter(None, paragraphs)),
                " ".join(inline.commented.get(value(element, "id") or "", "").split()),
            )


def _margins(archive: Archive, main: str, links: list[Link], reader: BodyReader) -> str:
    """The text of the page headers and footers, in which the facts of a policy may stand."""
    blocks: list[Block] = []
    for path in _parts(main, links, "header", "footer"):
        if (root := _tree(archive, path)) is not None:
            blocks += BodyReader(InlineReader(reader.inline.styles, Numbering(), {}, Notes())).blocks(root)
    for paragraph in paragraphs(blocks):  # a tab parts the facts in a margin: left, middle, right
        paragraph.spans = [replace(span, text=span.text.replace("\t", " | ")) for span in paragraph.spans]
    return to_markdown(blocks)


def _attachments(archive: Archive) -> Iterator[Attachment]:
    for name in archive.names:
        folder = dirname(name).rpartition("/")[2]
        if folder in ("media", "embeddings") and not name.endswith("/"):
            kind = "picture" if folder == "media" else "embedded file"
            yield Attachment(basename(name), kind, archive.size_of(name))


def _parts(main: str, links: list[Link], *kinds: str) -> tuple[str, ...]:
    """The paths of the parts of these kinds, each once however often the file names it."""
    inner = (link for link in links if link.kind in kinds and not link.outside)
    return tuple(dict.fromkeys(beside(main, link.target) for link in inner))


def _has_words(archive: Archive, path: str) -> bool:
    root = _tree(archive, path)
    words = " ".join(text.text or "" for text in root.iter(W + "t")) if root is not None else ""
    return bool(re.search(r"\w", _PAGE_NUMBERS.sub("", words)))


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
