"""The numbers that Word shows before paragraphs and headings but does not write into them.

Word keeps "IV." or "a." apart from the text, as a count and a pattern; a policy is cited by them, so they are
counted here as Word counts (ECMA-376 Part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.styles import Style
from govbot.documents.trees import W, is_on, value

BULLET = "•"
DEPTHS = tuple("012345678")
LONGEST_PATTERN = 200  # characters: nine levels and the words around them


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, and its pattern ("%1.%2")."""

    start: int
    counts: str
    pattern: str
    legal: bool


@dataclass(frozen=True, slots=True)
class Label:
    """The text before a paragraph, and its depth in the list (0 to 8)."""

    depth: int
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document and their counts so far; `label` is called for each paragraph, in order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, properties: Element | None, style: Style) -> Label | None:
        """The label of the next paragraph, or None where it has none."""
        number, depth = self._place(properties, style)
        levels = self.levels.get(self.lists.get(number, ""), {})
        if number not in self.lists or depth not in levels:
            return None
        if levels[depth].counts == "bullet":
            return Label(depth, BULLET)
        self._count(number, depth, levels)
        text = self._written(number, depth, levels)
        return Label(depth, text) if text else None

    def _place(self, properties: Element | None, style: Style) -> tuple[str, int]:
        """Which list, and how deep: the paragraph's own word first, then its style's."""
        own = None if properties is None else properties.find(W + "numPr")
        number, depth = (
            (value(own.find(W + part)) for part in ("numId", "ilvl")) if own is not None else (None, None)
        )
        linked = next((self.by_style[key] for key in style.lineage if key in self.by_style), None)
        if number is None:
            number, depth = style.number or (linked[0] if linked else ""), depth or style.depth
        if depth is None and linked and self.lists.get(linked[0]) == self.lists.get(number):
            depth = str(linked[1])
        return number, int(depth) if depth in DEPTHS else 0

    def _count(self, number: str, depth: int, levels: dict[int, Level]) -> None:
        counts = self._counts.setdefault(self.lists[number], {})
        if number not in self._begun:
            self._begun.add(number)
            for at, start in self.restarts.get(number, {}).items():
                counts[at] = start - 1
        for above in range(depth):
            counts.setdefault(above, levels[above].start if above in levels else 1)
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for below in [at for at in counts if at > depth]:
            del counts[below]

    def _written(self, number: str, depth: int, levels: dict[int, Level]) -> str:
        counts, this = self._counts[self.lists[number]], levels[depth]

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return counted(
                counts.get(at, 1), "decimal" if this.legal else levels[at].counts if at in levels else ""
            )

        return re.sub(r"%([1-9])", count, this.pattern).strip()


def read_numbering(root: Element | None, styles: dict[str, Style]) -> Numbering:
    """The lists that a document's numbering part defines."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    for abstract in root.iterfind(W + "abstractNum"):
        key = abstract.get(W + "abstractNumId", "")
        numbering.levels[key] = {_depth(level): _level(level) for level in abstract.iterfind(W + "lvl")}
        if style := styles.get(value(abstract.find(W + "numStyleLink")) or ""):
            links[key] = style.number or ""
    for num in root.iterfind(W + "num"):
        number = num.get(W + "numId", "")
        numbering.lists[number] = value(num.find(W + "abstractNumId")) or ""
        for override in num.iterfind(W + "lvlOverride"):
            start = value(override.find(W + "startOverride"))
            if start is not None:
                numbering.restarts.setdefault(number, {})[_depth(override)] = _number(start)
    for number, key in list(numbering.lists.items()):
        if links.get(key):
            numbering.lists[number] = numbering.lists.get(links[key], key)
    _link_styles(root, numbering)
    return numbering


def _link_styles(root: Element, numbering: Numbering) -> None:
    """A level may name the paragraph style that uses it."""
    first = {key: number for number, key in reversed(numbering.lists.items())}
    for abstract in root.iterfind(W + "abstractNum"):
        key = abstract.get(W + "abstractNumId", "")
        for level in abstract.iterfind(W + "lvl"):
            if (style := value(level.find(W + "pStyle"))) and key in first:
                numbering.by_style[style] = (first[key], _depth(level))


def _depth(element: Element) -> int:
    written = element.get(W + "ilvl", "0")
    return int(written) if written in DEPTHS else 0


def _level(element: Element) -> Level:
    return Level(
        _number(value(element.find(W + "start")) or "1"),
        value(element.find(W + "numFmt")) or "decimal",
        (value(element.find(W + "lvlText")) or "")[:LONGEST_PATTERN],
        is_on(element.find(W + "isLgl")),
    )


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 6 else 1


def counted(number: int, how: str) -> str:
    """A number as Word writes it: "4", "iv", "IV", "d", "D"."""
    match how:
        case "upperRoman" | "lowerRoman":
            return _roman(number) if how == "upperRoman" else _roman(number).lower()
        case "upperLetter" | "lowerLetter":
            letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
            return letters[:50] if how == "upperLetter" else letters[:50].lower()
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    signs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    written = ""
    for worth, sign in signs:
        written += sign * (number // worth)
        number %= worth
    return written
