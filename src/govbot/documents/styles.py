"""Word styles: whether a paragraph is a heading, and to which list it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from govbot.documents.trees import W, is_on, value

_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc ?([1-9]|heading)", re.IGNORECASE)

DEEPEST = 50  # styles that are based on one another; Word itself makes no more than a dozen


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits.

    `heading` is 0 for text, else 1 to 6; `lineage` is its own id and those of the styles that it is based on;
    `number` and `depth` place it in a list.
    """

    lineage: tuple[str, ...] = ()
    heading: int = 0
    is_contents: bool = False
    is_hidden: bool = False
    bold: bool = False
    italic: bool = False
    number: str | None = None
    depth: str | None = None


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
    return styles.get(key) or Style((key,), _heading_level(key))


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
    if names[0].casefold() == "title":
        level = 1
    elif not level and outline and outline.isdecimal() and int(outline) < 6:
        level = int(outline) + 1
    return Style(
        tuple(lineage),
        level,
        any(_CONTENTS.fullmatch(name) for name in names),
        _toggled(chain, "vanish"),
        bold=names[0].casefold() == "strong",
        italic=names[0].casefold() == "emphasis",
        number=_first(chain, "pPr", "numPr", "numId"),
        depth=_first(chain, "pPr", "numPr", "ilvl"),
    )


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


def _toggled(chain: list[Element], name: str) -> bool:
    """Whether a style switches this on: by its own word, else by that of the style that it is based on."""
    words = (element.find(f"{W}rPr/{W}{name}") for element in chain)
    return is_on(next((word for word in words if word is not None), None))


def _unstyled(root: Element | None, elements: dict[str, Element]) -> Style:
    """What a paragraph without a style is like: the default style, and the defaults of the document."""
    default = ("1", "true", "on")
    hiding = (
        key
        for key, element in elements.items()
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in default
    )
    if any(_style(key, elements).is_hidden for key in hiding):
        return Style(is_hidden=True)
    defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}vanish")
    return Style(is_hidden=is_on(defaults))
