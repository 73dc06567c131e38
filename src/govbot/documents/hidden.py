"""What a Word file holds besides the policy's text: tracked changes, comments, hidden and struck text, pictures …

Each kind with its number and its passages, so that whoever submits, reviews, approves or publishes can look at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import basename, dirname
from xml.etree.ElementTree import Element

from govbot.core.held import LONGEST_PASSAGE, MOST_PASSAGES, Held
from govbot.documents.archive import Archive, beside
from govbot.documents.drawn import boxes_in, chosen
from govbot.documents.equations import M
from govbot.documents.errors import Unreadable
from govbot.documents.styles import PLAIN, Style, read_styles, style_named
from govbot.documents.trees import MC, W, is_on, read_tree, value

MOST_OF_A_PART = 20 * 2**20
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_IMAGES = (
    "{urn:schemas-microsoft-com:vml}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
)
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_DRAWN = frozenset(W + name for name in ("drawing", "pict", "object"))
_NAMED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHANGES = frozenset(
    W + name for name in ("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange")
)
_WORDS_OF = (W + "t", W + "delText", M + "t")
_PAGE_NUMBERS = re.compile(r"\b(?:page|of|\d+)\b", re.IGNORECASE)
# In the order in which they are told.
KINDS = (
    "deletion", "insertion", "move", "change of formatting", "comment", "hidden passage", "struck passage", "text box",
    "picture", "equation", "page header", "page footer", "embedded object", "link to another file",
)  # fmt: skip


def held_in(data: bytes) -> tuple[Held, ...]:
    """What this Word file, which was read already, holds; nothing where it cannot be looked through."""
    try:
        return _Looking(Archive(data)).looked()
    except (Unreadable, RecursionError):
        return ()


@dataclass(slots=True)
class _Looking:
    archive: Archive
    styles: dict[str, Style] = field(default_factory=dict)
    found: dict[str, list[str]] = field(default_factory=dict)
    _worn: Style = PLAIN

    def looked(self) -> tuple[Held, ...]:
        main = next(
            (target for kind, target, _ in self._links("") if kind == "officeDocument"), "word/document.xml"
        )
        links = list(self._links(main))
        parts: dict[str, list[str]] = {}
        for kind, target, outside in links:
            if not outside:
                parts.setdefault(kind, []).append(target)
            elif kind != "hyperlink":
                self._note("link to another file", target)
        self.styles = read_styles(self._tree(next(iter(parts.get("styles", [])), "")))
        for path in (main, *parts.get("footnotes", []), *parts.get("endnotes", [])):
            self._look(self._tree(path))
        for path in dict.fromkeys(parts.get("comments", [])):
            self._comments(self._tree(path))
        for kind in ("header", "footer"):
            for path in dict.fromkeys(parts.get(kind, [])):
                self._page_part(kind, self._tree(path))
        return tuple(
            Held(
                kind,
                len(passages),
                tuple(words[:LONGEST_PASSAGE] for words in passages if words)[:MOST_PASSAGES],
            )
            for kind in KINDS
            if (passages := self.found.get(kind))
        )

    def _tree(self, path: str) -> Element | None:
        data = self.archive.read(path, MOST_OF_A_PART) if path else None
        return None if data is None else read_tree(data)

    def _links(self, part: str) -> Iterator[tuple[str, str, bool]]:
        """The kind of each relationship of a part, where it leads, and whether that is outside of the file."""
        root = self._tree(f"{dirname(part)}/_rels/{basename(part)}.rels".lstrip("/"))
        for element in root.iterfind(RELATIONSHIP) if root is not None else ():
            outside = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            yield (
                element.get("Type", "").rpartition("/")[2],
                target if outside else beside(part, target),
                outside,
            )

    def _note(self, kind: str, words: str) -> None:
        self.found.setdefault(kind, []).append(words)

    def _look(self, element: Element | None) -> None:
        """Look through an element; runs side by side that are hidden alike are one passage."""
        if element is None:
            return
        last = ""
        for child in element:
            kind = self._kind(child)
            if kind and kind == last:
                self.found[kind][-1] += _words(child, kind)
            elif kind:
                self._note(kind, _words(child, kind))
            if kind not in ("deletion", "hidden passage", "equation"):
                self._inside(child)
            last = kind if kind in ("deletion", "insertion", "hidden passage", "struck passage") else ""

    def _inside(self, child: Element) -> None:
        if child.tag == MC + "AlternateContent":
            self._look(chosen(child))
        elif child.tag in _DRAWN:
            self._drawing(child)
        elif child.tag == W + "p":
            worn, self._worn = self._worn, style_named(value(child.find(f"{W}pPr/{W}pStyle")), self.styles)
            self._look(child)
            self._worn = worn
        else:
            self._look(child)

    def _kind(self, element: Element) -> str:
        """Which kind an element is of; "" for policy text."""
        match element.tag.removeprefix(W):
            case "del" | "delText":
                return "deletion"
            case "tr" if element.find(f"{W}trPr/{W}del") is not None:
                return "deletion"
            case "tr" if is_on(element.find(f"{W}trPr/{W}hidden")):
                return "hidden passage"
            case "ins":
                return "insertion"
            case "moveTo":
                return "move"
            case "r":
                return self._kind_of_run(element)
            case _ if element.tag in _CHANGES:
                return "change of formatting"
            case _:
                return "equation" if element.tag == M + "oMath" else ""

    def _drawing(self, element: Element) -> None:
        """A drawing: its text boxes, which are looked through, the pictures in it, or an object of another program."""
        boxes = list(boxes_in(element))
        for box in boxes:
            self._note("text box", _words(box))
            self._look(box)
        if any(True for _ in element.iter(_OBJECT)):
            self._note("embedded object", "")
        elif not boxes or any(True for part in element.iter() if part.tag in _IMAGES):
            self._note("picture", _description(element))

    def _kind_of_run(self, run: Element) -> str:
        properties = run.find(W + "rPr")
        key = value(run.find(f"{W}rPr/{W}rStyle"))
        style = style_named(key, self.styles) if key else PLAIN
        vanish = properties.find(W + "vanish") if properties is not None else None
        hidden = is_on(vanish) if vanish is not None else style.is_hidden != self._worn.is_hidden
        if not _words(run).strip():
            return ""
        if hidden:
            return "hidden passage"
        struck = properties is not None and any(
            is_on(properties.find(W + name)) for name in ("strike", "dstrike")
        )
        return "struck passage" if struck else ""

    def _comments(self, root: Element | None) -> None:
        for comment in root.iterfind(W + "comment") if root is not None else ():
            author = value(comment, "author")
            self._note("comment", f"{author}: {_words(comment)}" if author else _words(comment))

    def _page_part(self, kind: str, root: Element | None) -> None:
        words = _words(root) if root is not None else ""
        if re.search(r"\w", _PAGE_NUMBERS.sub("", words)):
            self._note(f"page {kind}", words)


def _words(element: Element, kind: str = "") -> str:
    """The words of an element; of an insertion or a move those that stayed."""
    paragraphs = [*element.iter(W + "p")] if element.tag != W + "p" else []
    if paragraphs:
        return " ".join(filter(None, (_words(paragraph, kind) for paragraph in paragraphs)))
    read = (W + "t",) if kind in ("insertion", "move") else _WORDS_OF
    return "".join(part.text or "" for part in element.iter() if part.tag in read)


def _description(drawing: Element) -> str:
    """The name and the alternative text of a drawing."""
    named = next(drawing.iter(_NAMED), None)
    return ", ".join(filter(None, (named.get("name"), named.get("descr")))) if named is not None else ""
