"""A Word document's body made ready for mammoth: accepted, labelled, and stripped to what becomes text."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.markdown import LABEL_END, LABEL_START, labelled
from govbot.documents.numbering import Numbering
from govbot.documents.styles import PLAIN, Style, style_named
from govbot.documents.trees import MC, W, is_on, value

PICTURES = frozenset({W + "drawing", "{urn:schemas-microsoft-com:vml}imagedata"})
REMOVED = frozenset({W + "del", W + "moveFrom"})
DROPPED = frozenset(W + name for name in ("softHyphen", "proofErr", "bookmarkStart", "bookmarkEnd", "sectPr"))
UNWRAPPED = frozenset(
    W + name for name in ("ins", "moveTo", "fldSimple", "smartTag", "dir", "bdo", "customXml")
)
RENAMED = {W + "cr": W + "br", W + "ptab": W + "tab"}
KEPT_OF_RUNS = frozenset(W + name for name in ("b", "i", "strike", "vertAlign"))
STRANGE = str.maketrans("", "", LABEL_START + LABEL_END)


@dataclass(slots=True)
class Tidying:
    """Cleans one part of the file, and counts on the way: tracked changes, hidden text, pictures, equations."""

    styles: dict[str, Style]
    numbering: Numbering
    tracked: int = 0
    hidden: int = 0
    pictures: int = 0
    equations: int = 0
    _worn: Style = PLAIN
    _held: list[Element] = field(default_factory=list)

    def tidy(self, element: Element) -> None:
        """Changes the element in place, in the order of the text."""
        children, element[:] = list(element), []
        for child in children:
            element.extend(self._tidied(child))
        if self._held and element.tag in (W + "body", W + "tc"):
            element.append(_paragraph("", self._take_held()))

    def _tidied(self, element: Element) -> list[Element]:
        tag = element.tag
        if tag in REMOVED:
            self.tracked += 1
            return []
        if tag in PICTURES:
            self.pictures += 1
            return []
        if tag in DROPPED or (tag == W + "r" and self._is_hidden(element)):
            return []
        if tag == W + "tr" and is_on(element.find(f"{W}trPr/{W}hidden")):
            self.hidden += _has_words(element)
            return []
        if tag == MC + "AlternateContent":
            return self._alternative(element)
        if tag in UNWRAPPED:
            self.tracked += tag in (W + "ins", W + "moveTo")
            self.tidy(element)
            return list(element)
        if tag == W + "p":
            return self._paragraph(element)
        if tag == W + "r":
            self._plain_run(element)
        self.equations += tag.endswith("}oMath")
        if element.text:
            element.text = element.text.translate(STRANGE)
        element.tag = RENAMED.get(tag, tag)
        self.tidy(element)
        return [element]

    def _alternative(self, element: Element) -> list[Element]:
        """The content for older programs: in it text boxes are text that mammoth reads."""
        chosen = element.find(MC + "Fallback")
        if chosen is None or not len(chosen):
            chosen = element.find(MC + "Choice")
        if chosen is None:
            return []
        self.tidy(chosen)
        return list(chosen)

    def _paragraph(self, element: Element) -> list[Element]:
        properties = element.find(W + "pPr")
        style = style_named(
            value(properties.find(W + "pStyle")) if properties is not None else None, self.styles
        )
        if style.is_contents:
            return []
        mark_removed = properties is not None and any(
            properties.find(f"{W}rPr/{tag}") is not None for tag in REMOVED
        )
        label = None
        if not mark_removed:
            label = self.numbering.label(properties, style)
        if properties is not None:
            element.remove(properties)
        outer = self._take_held()
        self._worn, around = style, self._worn
        self.tidy(element)
        self._worn = around
        if mark_removed:
            self.tracked += 1
            outer.extend(element)  # in place: a copy for each of many such paragraphs takes quadratic time
            self._held = outer
            return []
        content = outer + list(element)
        if label and any(_has_words(child) for child in content):
            content.insert(0, _run(labelled(label)))
        heading = style.heading or _outline(properties)
        return [_paragraph(f"Heading{heading}" if heading else "", content)]

    def _take_held(self) -> list[Element]:
        held, self._held = self._held, []
        return held

    def _is_hidden(self, run: Element) -> bool:
        """By the run's own word; else the styles of paragraph and run toggle each other (ECMA-376 Part 1, 17.7.3)."""
        vanish = run.find(f"{W}rPr/{W}vanish")
        key = value(run.find(f"{W}rPr/{W}rStyle"))
        style = style_named(key, self.styles) if key else PLAIN
        is_hidden = is_on(vanish) if vanish is not None else style.is_hidden != self._worn.is_hidden
        self.hidden += is_hidden and _has_words(run)
        return is_hidden

    def _plain_run(self, run: Element) -> None:
        """Keep bold, italic, struck out and raised; no other formatting of a run becomes text."""
        run.attrib.clear()
        properties = run.find(W + "rPr")
        if properties is None:
            return
        style = style_named(value(properties.find(W + "rStyle")), self.styles)
        properties[:] = [child for child in properties if child.tag in KEPT_OF_RUNS]
        for name, wanted in (("b", style.bold), ("i", style.italic)):
            if wanted and properties.find(W + name) is None:
                properties.append(Element(W + name))
        if not len(properties):
            run.remove(properties)


def _outline(properties: Element | None) -> int:
    """A paragraph may be a heading by its own outline level."""
    level = value(properties.find(W + "outlineLvl")) if properties is not None else None
    return int(level) + 1 if level and level in "012345" else 0


def _has_words(element: Element) -> bool:
    return any((text.text or "").strip() for text in element.iter(W + "t"))


def _run(text: str) -> Element:
    run, inner = Element(W + "r"), Element(W + "t")
    inner.text = text
    run.append(inner)
    return run


def _paragraph(style: str, content: list[Element]) -> Element:
    paragraph = Element(W + "p")
    if style:
        properties, named = Element(W + "pPr"), Element(W + "pStyle", {W + "val": style})
        properties.append(named)
        paragraph.append(properties)
    paragraph.extend(content)
    return paragraph
