"""Word styles: whether a paragraph is a heading, to which list it belongs, and how a style marks its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from govbot.documents.trees import W, is_on, value

_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|index|table of figures) ?(?:[1-9]|heading)?", re.IGNORECASE)
_ADDING = re.compile(r"\b(?:insert|added|addition|new (?:text|matter|language|law))", re.IGNORECASE)

DEEPEST = 50  # styles that are based on one another; Word itself makes no more than a dozen
TOGGLES = ("b", "i", "strike", "dstrike", "vanish", "u")


@dataclass(frozen=True, slots=True)
class Marks:
    """How a style or a run marks its words; None where it says nothing."""

    b: bool | None = None
    i: bool | None = None
    strike: bool | None = None
    dstrike: bool | None = None
    vanish: bool | None = None
    u: bool | None = None


UNMARKED = Marks()


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits.

    `heading` is 0 for text, else 1 to 6; `lineage` is its own id and those of the styles that it is based on;
    `number` and `depth` place it in a list. `adds` is true where its name says that it marks added words, or its
    underline is double; `size` is in half-points.
    """

    lineage: tuple[str, ...] = ()
    heading: int = 0
    is_title: bool = False
    is_contents: bool = False
    is_link: bool = False
    adds: bool = False
    marks: Marks = UNMARKED
    number: str | None = None
    depth: str | None = None
    size: int = 0

    @property
    def is_hidden(self) -> bool:
        return bool(self.marks.vanish)


PLAIN = Style()


def read_styles(root: Element | None) -> dict[str, Style]:
    """Every style by its id."""
    elements = (
        {} if root is None else {style.get(W + "styleId", ""): style for style in root.iterfind(W + "style")}
    )
    return {key: _style(key, elements) for key in elements} | {"": _unstyled(root, elements)}


def style_named(key: str | None, styles: dict[str, Style]) -> Style:
    """A style by id; one that is not defined is known by its id alone ("Heading2"). None: no style is named."""
    if not key:
        return styles.get("", PLAIN)
    return styles.get(key) or Style((key,), _heading_level(key), is_contents=bool(_CONTENTS.fullmatch(key)))


def marks_of(properties: Element | None) -> Marks:
    """The marks of a w:rPr."""
    if properties is None or not len(properties):
        return UNMARKED
    found: dict[str, bool] = {}
    for child in properties:
        name = child.tag.removeprefix(W)
        if name in TOGGLES:
            found[name] = is_on(child) if name != "u" else value(child) not in ("none", None)
    return Marks(**found) if found else UNMARKED


def _unstyled(root: Element | None, elements: dict[str, Element]) -> Style:
    """How a paragraph without a style marks its words: as the default style, and the defaults of the document."""
    defaults = marks_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")) if root is not None else UNMARKED
    marks = {toggle: getattr(defaults, toggle) for toggle in TOGGLES}
    for key, element in elements.items():
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
            own = _style(key, elements).marks
            marks |= {toggle: marked for toggle in TOGGLES if (marked := getattr(own, toggle)) is not None}
    return Style(marks=Marks(**marks)) if any(marks.values()) else PLAIN


def _style(key: str, elements: dict[str, Element]) -> Style:
    lineage: list[str] = []
    parent: str | None = key
    while parent in elements and parent not in lineage and len(lineage) < DEEPEST:
        lineage.append(parent)
        parent = value(elements[parent].find(W + "basedOn"))
    chain = [elements[name] for name in lineage]
    names = [value(element.find(W + "name")) or "" for element in chain]
    outline = _first(chain, "pPr", "outlineLvl")
    level = next(filter(None, map(_heading_level, (*names, *lineage))), 0)
    is_title = names[0].casefold() == "title"
    if is_title:
        level = 1
    elif not level and outline and outline.isdecimal() and int(outline) < 6:
        level = int(outline) + 1
    size = _first(chain, "rPr", "sz")
    return Style(
        tuple(lineage),
        level,
        is_title,
        is_contents=any(_CONTENTS.fullmatch(name) for name in names),
        is_link=any("hyperlink" in name.casefold() for name in names),
        adds=any(_ADDING.search(name) for name in names) or _first(chain, "rPr", "u") == "double",
        marks=_marks(chain, names[0].casefold()),
        number=_first(chain, "pPr", "numPr", "numId"),
        depth=_first(chain, "pPr", "numPr", "ilvl"),
        size=int(size) if size and size.isdecimal() and len(size) < 4 else 0,
    )


def _marks(chain: list[Element], name: str) -> Marks:
    """What the style says, else the one that it is based on; "Strong" and "Emphasis" need not say it."""
    merged: dict[str, bool] = {}
    for element in chain:
        own = marks_of(element.find(W + "rPr"))
        for toggle in TOGGLES:
            if (marked := getattr(own, toggle)) is not None:
                merged.setdefault(toggle, marked)
    if name == "strong":
        merged.setdefault("b", True)
    if name == "emphasis":
        merged.setdefault("i", True)
    return Marks(**merged)


def _heading_level(name: str) -> int:
    match = _HEADING.fullmatch(name)
    return min(int(match[1]), 6) if match else 0


def _first(chain: list[Element], *path: str) -> str | None:
    return next(
        (
            setting
            for element in chain
            if (setting := value(element.find("/".join(W + part for part in path)))) is not None
        ),
        None,
    )
