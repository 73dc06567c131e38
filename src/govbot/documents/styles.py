"""Word styles: whether a paragraph is a heading, to which list it belongs, and how a style marks its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from govbot.documents.trees import W, is_on, value

_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|index|table of figures) ?(?:[1-9]|heading)?", re.IGNORECASE)
ADDING = re.compile(r"\b(?:insert|added|addition|new (?:text|matter|language|law))", re.IGNORECASE)

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
    """Every style by its id, and under "" how a paragraph without a style marks its words."""
    elements = root.iterfind(W + "style") if root is not None else ()
    own = {element.get(W + "styleId", ""): _own(element) for element in elements}
    return {key: _style(key, own) for key in own} | {"": _unstyled(root, own)}


def style_named(key: str | None, styles: dict[str, Style]) -> Style:
    """A style by id; one that is not defined is known by its id alone ("Heading2"). None: no style is named."""
    if not key:
        return styles.get("", PLAIN)
    is_title = key.casefold() == "title"
    level = 1 if is_title else _heading_level(key)
    return styles.get(key) or Style((key,), level, is_title, is_contents=bool(_CONTENTS.fullmatch(key)))


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


@dataclass(frozen=True, slots=True)
class _Own:
    """What a style says itself."""

    parent: str | None
    name: str
    marks: Marks
    underline: str | None
    is_default: bool
    outline: str | None
    size: str | None
    number: str | None
    depth: str | None


def _own(style: Element) -> _Own:
    paragraph, run = style.find(W + "pPr"), style.find(W + "rPr")
    place = paragraph.find(W + "numPr") if paragraph is not None else None
    return _Own(
        value(style.find(W + "basedOn")),
        value(style.find(W + "name")) or "",
        marks_of(run),
        _said(run, "u"),
        style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"),
        _said(paragraph, "outlineLvl"),
        _said(run, "sz"),
        _said(place, "numId"),
        _said(place, "ilvl"),
    )


def _said(element: Element | None, name: str) -> str | None:
    return value(element.find(W + name)) if element is not None else None


def _unstyled(root: Element | None, own: dict[str, _Own]) -> Style:
    """As the default style, and the defaults of the document."""
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
    marks = [marks_of(defaults), *(_style(key, own).marks for key, said in own.items() if said.is_default)]
    merged = _merged(reversed(marks))
    return Style(marks=merged) if any(getattr(merged, toggle) for toggle in TOGGLES) else PLAIN


def _style(key: str, own: dict[str, _Own]) -> Style:
    lineage: list[str] = []
    parent: str | None = key
    while parent in own and parent not in lineage and len(lineage) < DEEPEST:
        lineage.append(parent)
        parent = own[parent].parent
    chain = [own[name] for name in lineage]
    first = chain[0].name.casefold()
    outline = _first(said.outline for said in chain)
    level = next(
        filter(None, (_heading_level(name) for name in (*(said.name for said in chain), *lineage))), 0
    )
    if first == "title":
        level = 1
    elif not level and outline and outline.isdecimal() and int(outline) < 6:
        level = int(outline) + 1
    size = _first(said.size for said in chain)
    return Style(
        tuple(lineage),
        level,
        first == "title",
        is_contents=any(_CONTENTS.fullmatch(said.name) for said in chain),
        is_link=any("hyperlink" in said.name.casefold() for said in chain),
        adds=any(ADDING.search(said.name) for said in chain)
        or _first(said.underline for said in chain) == "double",
        marks=_merged(
            [
                *(said.marks for said in chain),
                Marks(b=first == "strong" or None, i=first == "emphasis" or None),
            ]
        ),
        number=_first(said.number for said in chain),
        depth=_first(said.depth for said in chain),
        size=int(size) if size and size.isdecimal() and len(size) < 4 else 0,
    )


def _merged(chain: Iterable[Marks]) -> Marks:
    """What the first says, else the next: a style's own marks before those of the style that it is based on."""
    merged: dict[str, bool] = {}
    for marks in chain:
        if marks is not UNMARKED:
            for toggle in TOGGLES:
                if (marked := getattr(marks, toggle)) is not None:
                    merged.setdefault(toggle, marked)
    return Marks(**merged) if merged else UNMARKED


@lru_cache(maxsize=2_000)
def _heading_level(name: str) -> int:
    match = _HEADING.fullmatch(name)
    return min(int(match[1]), 6) if match else 0


def _first(settings: Iterable[str | None]) -> str | None:
    return next((setting for setting in settings if setting is not None), None)
