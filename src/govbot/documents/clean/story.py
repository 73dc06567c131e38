"""A story of a Word file (its body, a page header or footer, its notes), written anew as its reader sees it.

The order in which elements are met, and what counts as deleted, hidden or a text box, is that of `body.py` and
`inline.py`, which read the policy's text: so that a copy gives the same text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.archive import Archive
from govbot.documents.clean import blocks, inline
from govbot.documents.clean.allowed import (
    OF_PARAGRAPHS,
    OF_RUNS,
    equation,
    filtered,
)
from govbot.documents.clean.drawings import VML, Media, text_box
from govbot.documents.clean.fields import Fields, places_named
from govbot.documents.clean.lists import Lists
from govbot.documents.clean.names import XML, M, V, local, w
from govbot.documents.clean.package import Links, Source
from govbot.documents.clean.style_names import StyleNames
from govbot.documents.drawn import boxes_in, chosen
from govbot.documents.inline import REMOVED
from govbot.documents.styles import PLAIN, Style, style_named
from govbot.documents.trees import MC, W, is_on, is_on_attribute, value

_UNWRAPPED = frozenset(
    W + name for name in ("ins", "moveTo", "smartTag", "dir", "bdo", "customXml", "sdtContent")
)
_SIGNS = {
    name: w(name)
    for name in (
        *("tab", "noBreakHyphen", "softHyphen", "footnoteRef", "endnoteRef"),
        *("separator", "continuationSeparator"),
    )
}
_BREAKS = {"type": ("page", "column", "textWrapping"), "clear": ("none", "left", "right", "all")}
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


@dataclass(slots=True)
class Copying:
    """What the stories of one file share: its styles and lists, pictures, bookmarks, and the notes referred to."""

    archive: Archive
    styles: dict[str, Style]
    names: StyleNames
    lists: Lists
    media: Media
    places: dict[str, str] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=lambda: {"footnotes": {}, "endnotes": {}})
    two_sided: bool = False  # whether even pages have headers of their own


@dataclass(slots=True)
class Story:
    """Writes one story anew. `page_parts` are the paths of page headers and footers that the copy keeps."""

    copying: Copying
    sources: dict[str, Source]
    links: Links
    in_page_part: bool = False
    page_parts: dict[str, str] = field(default_factory=dict)
    _worn: Style = PLAIN
    _held: list[Element] = field(default_factory=list)
    kept_marks: dict[str, str] = field(default_factory=dict)
    fields: Fields = field(init=False)

    def __post_init__(self) -> None:
        self.fields = Fields(self.in_page_part, self.copying.places)

    def content(self, element: Element) -> list[Element]:
        """The content of an element, in order."""
        return [copy for child in element for copy in self._copied(child)]

    def blocks(self, element: Element) -> list[Element]:
        """The content of a body, a cell, a text box or a note; a deleted last paragraph's end has nothing to join."""
        outer, self._held = self._held, []
        content = self.content(element)
        if self._held:
            content.append(w("p", self._held))
        self._held = outer
        return content

    def _copied(self, element: Element) -> list[Element]:
        tag = element.tag
        if tag in REMOVED:
            return []
        if tag in _UNWRAPPED:
            return self.content(element)
        if tag == MC + "AlternateContent":
            return self.content(chosen(element))
        if tag in (M + "oMath", M + "oMathPara"):
            return [] if self.fields.hides else equation(element, OF_RUNS)
        if not tag.startswith(W):
            return []
        match local(tag):
            case "p":
                return self._paragraph(element)
            case "r":
                return self._run(element)
            case "tbl":
                return blocks.table(self, element)
            case "tr":
                return blocks.row(self, element)
            case "tc":
                return blocks.cell(self, element)
            case "sdt":
                return inline.control(self, element)
            case "hyperlink":
                return inline.hyperlink(self, element)
            case "fldSimple":
                return inline.simple_field(self, element)
            case "bookmarkStart" | "bookmarkEnd":
                return inline.bookmark(self, element)
            case "sectPr" if not self.in_page_part:
                return [blocks.section(self, element)]
            case _:
                return []

    # Paragraphs --------------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> list[Element]:
        properties = element.find(W + "pPr")
        style = style_named(
            value(properties.find(W + "pStyle")) if properties is not None else None, self.copying.styles
        )
        if style.is_contents:
            return []
        if style.heading:
            self.fields.open.clear()  # as the reader does: a field that was never closed ends here
        self._worn, around = style, self._worn
        content = self.content(element)
        self._worn = around
        self.fields.open = [one for one in self.fields.open if one.has_result]
        held, self._held = self._held, []
        content = held + content
        if properties is not None and any(properties.find(f"{W}rPr/{tag}") is not None for tag in REMOVED):
            self._held = content
            return []
        if style.is_hidden and not content and (properties is None or properties.find(W + "numPr") is None):
            return []
        written = self._paragraph_properties(properties)
        return [w("p", [*([w("pPr", written)] if written else []), *content])]

    def _paragraph_properties(self, properties: Element | None) -> list[Element]:
        written: list[Element] = []
        section: list[Element] = []
        for child in properties if properties is not None else ():
            match local(child.tag):
                case "pStyle":
                    written += self.styled("pStyle", child, "paragraph")
                case "numPr":
                    written += self.copying.lists.placed(child)
                case "sectPr" if not self.in_page_part:
                    section = [blocks.section(self, child)]
                case "rPr":
                    pass
                case _:
                    holder = w("pPr", [child])
                    written += filtered(holder, OF_PARAGRAPHS)
        mark = self._mark_properties(properties)
        return [*written, *([w("rPr", mark)] if mark else []), *section]

    def _mark_properties(self, properties: Element | None) -> list[Element]:
        """The formatting of a paragraph's end; where that was hidden it stays so, as it joins two paragraphs."""
        own = properties.find(W + "rPr") if properties is not None else None
        written = self._run_properties(own)
        if own is not None and is_on(own.find(W + "vanish")):
            written.append(w("vanish"))
        if own is not None and is_on(own.find(W + "specVanish")):
            written.append(w("specVanish"))
        return written

    def styled(self, name: str, element: Element, kind: str) -> list[Element]:
        known = self.copying.names.named(value(element) or "", kind)
        return [w(name, val=known)] if known else []

    # Runs --------------------------------------------------------------------------------------------

    def _run(self, run: Element) -> list[Element]:
        shown = list(run)
        if self._is_hidden(run):
            shown = [child for child in run if child.tag in (W + "fldChar", W + "instrText")]
        content = [copy for child in shown for copy in self._inside_run(child)]
        if not content:
            return []
        properties = self._run_properties(run.find(W + "rPr"))
        return [w("r", [*([w("rPr", properties)] if properties else []), *content])]

    def _is_hidden(self, run: Element) -> bool:
        vanish = run.find(f"{W}rPr/{W}vanish")
        key = value(run.find(f"{W}rPr/{W}rStyle"))
        style = style_named(key, self.copying.styles) if key else PLAIN
        return is_on(vanish) if vanish is not None else style.is_hidden != self._worn.is_hidden

    def _run_properties(self, properties: Element | None) -> list[Element]:
        if properties is None:
            return []
        style = properties.find(W + "rStyle")
        named = [] if style is None else self.styled("rStyle", style, "character")
        return [*named, *filtered(properties, OF_RUNS)]

    def _inside_run(self, element: Element) -> list[Element]:
        tag, name = element.tag, local(element.tag)
        if tag == MC + "AlternateContent":
            return [copy for child in _best(element) for copy in self._inside_run(child)]
        if not tag.startswith(W):
            return []
        if name == "fldChar":
            return self.fields.mark(element)
        if name == "instrText":
            self.fields.note(element.text or "")
            return []
        if self.fields.hides:
            return []
        if name in ("drawing", "pict", "object"):
            return self._drawn(element)
        if name == "ruby":
            base = element.find(W + "rubyBase")
            runs = base.iterfind(W + "r") if base is not None else ()
            return [copy for run in runs for child in run for copy in self._inside_run(child)]
        return self._sign(element, name)

    def _sign(self, element: Element, name: str) -> list[Element]:
        match name:
            case "t":
                text = Element(W + "t", {XML + "space": "preserve"})
                text.text = element.text
                return [text]
            case "br" | "cr":
                kept = {key: value(element, key) or "" for key in _BREAKS}
                return [w("br", None, **{key: word for key, word in kept.items() if word in _BREAKS[key]})]
            case "ptab":
                return [w("tab")]
            case "sym":
                holder = w("r", [element])
                return filtered(holder, {"sym": frozenset({"font", "char"})})
            case "footnoteReference" | "endnoteReference":
                numbers = self.copying.notes[NOTES[name]]
                number = numbers.setdefault(value(element, "id") or "", str(len(numbers) + 1))
                own_mark = {"customMarkFollows": "1"} if is_on_attribute(element, "customMarkFollows") else {}
                return [w(name, id=number, **own_mark)]
            case _ if name in _SIGNS:
                return [w(name)]
            case _:
                return []

    def _drawn(self, element: Element) -> list[Element]:
        """The text boxes of a drawing, and its picture."""
        style = next((shape.get("style", "") for shape in element.iter() if shape.tag in VML), "")
        boxes = [text_box(self.blocks(box), style) for box in boxes_in(element)]
        media = self.copying.media
        if element.tag == W + "drawing":
            return [*boxes, *media.of_drawing(element, self.sources, self.links)]
        images = [] if element.tag == W + "object" else element.iter(V + "imagedata")
        return [
            *boxes,
            *(copy for data in images for copy in media.of_shape(data, style, self.sources, self.links)),
        ]


def _best(element: Element) -> Element:
    """Of the forms of a drawing for several programs: the one that is read, else the newest."""
    worded = chosen(element)
    newest = element.find(MC + "Choice")
    has_words = any(part.text for part in worded.iter(W + "t"))
    return worded if has_words or newest is None else newest


def places_of(root: Element) -> dict[str, str]:
    """The bookmarks that something in the text leads to, each with its new name."""
    codes = "".join(code.text or "" for code in root.iter(W + "instrText"))
    named = [value(link, "anchor") or "" for link in root.iter(W + "hyperlink")] + places_named(codes)
    return {name: f"place{n}" for n, name in enumerate(dict.fromkeys(filter(None, named)), 1)}
