"""Makes a clean copy of a Word file, and proves it: read again, it gives the text, and holds nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from xml.etree.ElementTree import Element

from govbot.documents.archive import Archive
from govbot.documents.clean.drawings import Media
from govbot.documents.clean.fixed import is_two_sided, settings, theme
from govbot.documents.clean.leftovers import leftovers
from govbot.documents.clean.lists import Lists
from govbot.documents.clean.names import w, written
from govbot.documents.clean.package import Links, Source, packed, sources, tree_at
from govbot.documents.clean.rewording import with_passage_changed
from govbot.documents.clean.story import Copying, Story, places_of
from govbot.documents.clean.style_names import StyleNames, styles_in
from govbot.documents.clean.style_sheet import close, style_sheet
from govbot.documents.errors import DAMAGED, TOO_INTRICATE, Unreadable
from govbot.documents.pictures import IN_TEXT, without_pictures
from govbot.documents.styles import read_styles
from govbot.documents.trees import W
from govbot.documents.word import read_word

MAKER = 1  # raised when copies are made differently: those of an earlier maker are then made again
NOT_THE_TEXT = "can't be copied without what it hides: the copy would not read the same."
LEFT_OVER = "can't be copied without what it hides: {what} would be left in the copy."
MACROS = "holds macros, and is not copied: save it as a Word document without macros (.docx)."
_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """A clean copy: its bytes, their SHA-256, and that of the text that they give."""

    data: bytes
    sha256: str
    text_sha256: str


def clean_copy_of(data: bytes, text: str) -> CleanCopy:
    """The clean copy of this Word file, which was read as this text. Raises Unreadable where there is none."""
    return _checked(clean_copy(data), text)


def reworded_copy(data: bytes, text: str, changed: str) -> CleanCopy:
    """The clean copy of a Word file that was read as `text`, with the passage changed that differs in `changed`.

    Raises Unreadable where the passage does not stand exactly once in the file, or the copy reads otherwise.
    """
    return _checked(clean_copy(data, (text, changed)), changed)


def _checked(copy: bytes, text: str) -> CleanCopy:
    has_pictures = bool(IN_TEXT.search(text))  # a text that was read by an earlier version has none
    if without_pictures(read_word(copy, pictures=has_pictures).text) != without_pictures(text):
        raise Unreadable(NOT_THE_TEXT)
    if left := next(leftovers(copy), ""):
        raise Unreadable(LEFT_OVER.format(what=left))
    return CleanCopy(copy, sha256(copy).hexdigest(), sha256(text.encode()).hexdigest())


def clean_copy(data: bytes, change: tuple[str, str] | None = None) -> bytes:
    """A Word file with what the reader of this one sees, not yet read again; `change` is a text and what it becomes.

    Raises Unreadable, also for a file with macros.
    """
    try:
        return _copied(Archive(data), change)
    except RecursionError as error:
        raise Unreadable(TOO_INTRICATE) from error


def _copied(archive: Archive, change: tuple[str, str] | None) -> bytes:
    if any(name.lower().endswith(_MACROS) for name in archive.names) or _is_macro_document(archive):
        raise Unreadable(MACROS)
    main = next(
        (link.target for link in sources(archive, "").values() if link.kind == "officeDocument"),
        "word/document.xml",
    )
    document, links = tree_at(archive, main), sources(archive, main)
    body = document.find(W + "body") if document is not None else None
    if document is None or body is None:
        raise Unreadable(DAMAGED)
    parts = {link.kind: link.target for link in links.values() if not link.is_outside}
    trees = {kind: tree_at(archive, parts.get(kind)) for kind in ("styles", "numbering", "settings", "theme")}
    names = StyleNames(styles_in(trees["styles"]))
    copying = Copying(
        archive, read_styles(trees["styles"]), names, Lists(trees["numbering"], names), Media(archive),
        places_of(document), two_sided=is_two_sided(trees["settings"]),
    )  # fmt: skip
    files, linked = _stories(copying, body, links, parts, change)
    close(trees["styles"], names, copying.lists)
    main_links = linked["document.xml"]
    _add(files, main_links, "styles", style_sheet(trees["styles"], names, copying.lists))
    _add(files, main_links, "numbering", copying.lists.written())
    _add(
        files,
        main_links,
        "settings",
        settings(trees["settings"], [kind for kind, numbers in copying.notes.items() if numbers]),
    )
    _add(files, main_links, "theme", theme(trees["theme"]), "theme/theme1.xml")
    return packed(files | copying.media.parts, linked)


def _is_macro_document(archive: Archive) -> bool:
    types = tree_at(archive, "[Content_Types].xml")
    return types is not None and any("macroEnabled" in row.get("ContentType", "") for row in types)


def _add(files: dict[str, bytes], links: Links, kind: str, root: Element | None, name: str = "") -> None:
    if root is not None:
        name = name or f"{kind}.xml"
        files[name] = written(root)
        links.to(kind, name)


def _stories(
    copying: Copying,
    body: Element,
    links: dict[str, Source],
    parts: dict[str, str],
    change: tuple[str, str] | None,
) -> tuple[dict[str, bytes], dict[str, Links]]:
    """The document, its page headers and footers, and its notes."""
    linked = {"document.xml": Links()}
    story = Story(copying, links, linked["document.xml"])
    content = story.blocks(body)
    roots = {"document.xml": w("document", [w("body", _section_last(content))])}
    for kind, numbers in copying.notes.items():
        if numbers and parts.get(kind):
            linked[f"{kind}.xml"] = Links()
            roots[f"{kind}.xml"] = _notes(copying, kind, parts[kind], numbers, linked[f"{kind}.xml"])
            linked["document.xml"].to(kind, f"{kind}.xml")
    for path, name in story.page_parts.items():
        linked[name] = Links()
        roots[name] = _page_part(copying, path, name, linked[name])
    if change:
        with_passage_changed(roots, *change)
    return {name: written(root) for name, root in roots.items()}, linked


def _section_last(content: list[Element]) -> list[Element]:
    """A body ends with the format of its last section."""
    sections = [element for element in content if element.tag == W + "sectPr"]
    return [element for element in content if element.tag != W + "sectPr"] + sections[-1:]


def _notes(copying: Copying, kind: str, path: str, numbers: dict[str, str], links: Links) -> Element:
    """The notes that the text refers to, in the order of the part."""
    noun = kind.removesuffix("s")
    root = w(kind)
    for number, sign in (("-1", "separator"), ("0", "continuationSeparator")):
        root.append(w(noun, [w("p", [w("r", [w(sign)])])], type=sign, id=number))
    old = tree_at(copying.archive, path)
    story = Story(copying, sources(copying.archive, path), links)
    for note in old.iterfind(W + noun) if old is not None else ():
        content = story.blocks(note)
        if (number := note.get(W + "id", "")) in numbers:
            root.append(w(noun, content or [w("p")], id=numbers[number]))
    return root


def _page_part(copying: Copying, path: str, name: str, links: Links) -> Element:
    """A page header or footer."""
    old = tree_at(copying.archive, path)
    story = Story(copying, sources(copying.archive, path), links, in_page_part=True)
    content = story.blocks(old) if old is not None else []
    return w("hdr" if name.startswith("header") else "ftr", content or [w("p")])
