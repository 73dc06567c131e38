"""Reads Word files: checks the zip archive, reads its parts safely, and gives mammoth a clean copy of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, dirname
from xml.etree.ElementTree import Element, SubElement, tostring

import mammoth

from govbot.documents.archive import Archive, beside
from govbot.documents.cleaning import Tidying
from govbot.documents.errors import DAMAGED, TOO_INTRICATE, Unreadable
from govbot.documents.markdown import to_markdown
from govbot.documents.numbering import Numbering, read_numbering
from govbot.documents.styles import read_styles
from govbot.documents.trees import R, W, read_tree

MOST_OF_A_PART = 20 * 2**20
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = R[1:-1] + "/"
NOTES = ("footnotes", "endnotes")

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
class WordText:
    """A Word file's text as Markdown, and sentences for its reader about the parts that are left out."""

    text: str
    notes: tuple[str, ...]


def read_word(data: bytes) -> WordText:
    """The text with tracked changes accepted. Raises Unreadable."""
    try:
        return _read(Archive(data))
    except RecursionError as error:
        raise Unreadable(TOO_INTRICATE) from error


def _read(archive: Archive) -> WordText:
    main = _main_part(archive)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise Unreadable("holds macros: save it as a Word document without macros (.docx), and upload that.")
    links = _links(archive, main)
    parts = {link.kind: beside(main, link.target) for link in links if not link.outside}
    styles = read_styles(_tree(archive, parts.get("styles")))
    tidying = Tidying(styles, read_numbering(_tree(archive, parts.get("numbering")), styles))
    document = _tree(archive, main)
    if document is None:
        raise Unreadable(DAMAGED)
    tidying.tidy(document)
    clean = {"word/document.xml": document, "word/_rels/document.xml.rels": _outward(links)}
    for kind in NOTES:
        if (notes := _tree(archive, parts.get(kind))) is not None:
            tidying.numbering, numbering = Numbering(), tidying.numbering
            tidying.tidy(notes)
            tidying.numbering = numbering
            clean[f"word/{kind}.xml"] = notes
            clean[f"word/_rels/{kind}.xml.rels"] = _outward(_links(archive, parts[kind]))
    text = to_markdown(_html(clean))
    return WordText(text, tuple(_notes(archive, main, links, tidying)))


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


def _outward(links: list[Link]) -> Element:
    """The addresses that text links to; mammoth gets no picture, no template, no other part."""
    root = Element(RELATIONSHIPS + "Relationships")
    for link in links:
        if link.kind == "hyperlink":
            attributes = {"Id": link.id, "Type": OFFICE + "hyperlink", "Target": link.target}
            SubElement(root, RELATIONSHIPS + "Relationship", attributes | {"TargetMode": "External"})
    return root


def _html(parts: dict[str, Element]) -> str:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for path, root in parts.items():
            package.writestr(path, tostring(root, encoding="utf-8", xml_declaration=True))
    try:
        result = mammoth.convert_to_html(
            packed,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=lambda image: [],
        )
    except RecursionError:
        raise
    except Exception as error:  # a file that Word would not open either can fail in mammoth in any way
        raise Unreadable(DAMAGED) from error
    return str(result.value)


# Notes for the reader ------------------------------------------------------------------------------------


def _notes(archive: Archive, main: str, links: list[Link], tidying: Tidying) -> Iterator[str]:
    if tidying.tracked:
        yield f"The Word file has {_count(tidying.tracked, 'tracked change')}, here taken as accepted."
    comments = sum(
        len(list(root.iterfind(W + "comment")))
        for path in _parts(main, links, "comments")
        if (root := _tree(archive, path)) is not None
    )
    if comments:
        yield f"The Word file has {_count(comments, 'comment')}, which the text leaves out."
    if tidying.hidden:
        yield "The Word file has hidden text, which is left out."
    if tidying.pictures:
        yield f"The Word file has {_count(tidying.pictures, 'picture')}, left out."
    if tidying.equations:
        yield f"The Word file has {_count(tidying.equations, 'equation')}, left out."
    if any(_has_words(archive, path) for path in _parts(main, links, "header", "footer")):
        yield "The words in the Word file's page headers and footers are left out."
    if any(link.outside and link.kind != "hyperlink" for link in links):
        yield "The Word file refers to files outside of it; none was fetched."


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
