"""The numbers that Word shows before paragraphs and headings but does not write into them.

Word keeps "IV." or "a." apart from the text, as a count and a pattern; a policy is cited by them, so they are
counted here as Word counts (ECMA-376 Part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.number_formats import counted
from govbot.documents.styles import Style
from govbot.documents.trees import W, is_on, value

BULLET = "•"
DEPTHS = tuple("012345678")
LONGEST_PATTERN = 200  # characters: nine levels and the words around them
# Under "legal" numbering every level is decimal; these formats are so already, and stay as they are.
DECIMAL = frozenset({"decimal", "decimalZero", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, and its pattern ("%1.%2").

    `restart` is the number of the highest level (1 to 9) that does not start it again; 0: none does.
    """

    start: int = 1
    counts: str = "decimal"
    pattern: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The text before a paragraph, and its depth in the list (0 to 8)."""

    depth: int
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document and their counts so far; `label` is called for each paragraph, in order.

    `levels`, `starts` and `own_levels` are by list ("num"); lists of one `abstract` count together.
    """

    abstract_levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    own_levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None, style: Style) -> Label | None:
        """The label of the next paragraph, or None where it has none."""
        number, depth = self.place(properties, style)
        return self.next_label(number, depth)

    def next_label(self, number: str, depth: int) -> Label | None:
        """The next label of a list at a depth."""
        levels = self.levels_of(number)
        if number not in self.lists or depth not in levels:
            return None
        if levels[depth].counts == "bullet":
            return Label(depth, BULLET) if levels[depth].pattern.strip() else None
        self._count(number, depth, levels)
        text = self._written(number, depth, levels)
        return Label(depth, text) if text else None

    def levels_of(self, number: str) -> dict[int, Level]:
        levels = self.abstract_levels.get(self.lists.get(number, ""), {})
        own = self.own_levels.get(number)
        return levels | own if own else levels

    def place(self, properties: Element | None, style: Style) -> tuple[str, int]:
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

    def restart_at(self, number: str, depth: int, start: int) -> None:
        """The next label of the list at this depth has this number."""
        self._counts.setdefault(self.lists[number], {})[depth] = start - 1

    def _count(self, number: str, depth: int, levels: dict[int, Level]) -> None:
        counts = self._counts.setdefault(self.lists[number], {})
        starts = self.starts.get(number, {})
        if depth in starts and (number, depth) not in self._begun:
            counts.pop(
                depth, None
            )  # a list that is to start again does so where it is used, not at every level
        self._begun.add((number, depth))
        for above in range(depth):
            counts.setdefault(above, levels[above].start if above in levels else 1)
        counts[depth] = counts.get(depth, starts.get(depth, levels[depth].start) - 1) + 1
        for below in [at for at in counts if at > depth and _restarts(levels.get(at), at, depth)]:
            del counts[below]

    def _written(self, number: str, depth: int, levels: dict[int, Level]) -> str:
        counts, this = self._counts[self.lists[number]], levels[depth]

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            how = levels[at].counts if at in levels else ""
            how = "decimal" if this.legal and how not in DECIMAL and not how.startswith("custom:") else how
            return counted(counts.get(at, 1), how)

        return re.sub(r"%([1-9])", count, this.pattern).strip()


def _restarts(level: Level | None, at: int, depth: int) -> bool:
    """Whether a level (`at`) starts again after an item at `depth` above it."""
    if level is None or level.restart is None or level.restart > at:
        return True
    return depth < level.restart


def read_numbering(root: Element | None, styles: dict[str, Style]) -> Numbering:
    """The lists that a document's numbering part defines."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    for abstract in root.iterfind(W + "abstractNum"):
        key = abstract.get(W + "abstractNumId", "")
        numbering.abstract_levels[key] = {
            _depth(level): _level(level) for level in abstract.iterfind(W + "lvl")
        }
        if style := styles.get(value(abstract.find(W + "numStyleLink")) or ""):
            links[key] = style.number or ""
    for num in root.iterfind(W + "num"):
        _read_list(numbering, num)
    for number, key in list(numbering.lists.items()):
        if links.get(key):
            numbering.lists[number] = numbering.lists.get(links[key], key)
    _link_styles(root, numbering)
    return numbering


def _read_list(numbering: Numbering, num: Element) -> None:
    """A list with what it overrides of its abstract one."""
    number = num.get(W + "numId", "")
    numbering.lists[number] = value(num.find(W + "abstractNumId")) or ""
    for override in num.iterfind(W + "lvlOverride"):
        depth = _depth(override)
        start = value(override.find(W + "startOverride"))
        if start is not None:
            numbering.starts.setdefault(number, {})[depth] = _number(start)
        level = override.find(W + "lvl")
        if level is not None:
            numbering.own_levels.setdefault(number, {})[depth] = _level(level)


def _link_styles(root: Element, numbering: Numbering) -> None:
    """A level may name the paragraph style that uses it; a list may have a name, which fields refer to."""
    first = {key: number for number, key in reversed(numbering.lists.items())}
    for abstract in root.iterfind(W + "abstractNum"):
        key = abstract.get(W + "abstractNumId", "")
        if (name := value(abstract.find(W + "name"))) and key in first:
            numbering.names[name.casefold()] = first[key]
        for level in abstract.iterfind(W + "lvl"):
            if (style := value(level.find(W + "pStyle"))) and key in first:
                numbering.by_style[style] = (first[key], _depth(level))


def _depth(element: Element) -> int:
    written = element.get(W + "ilvl", "0")
    return int(written) if written in DEPTHS else 0


def _level(element: Element) -> Level:
    restart = value(element.find(W + "lvlRestart"))
    return Level(
        _number(value(element.find(W + "start")) or "1"),
        _format(element),
        "" if _is_hidden(element) else (value(element.find(W + "lvlText")) or "")[:LONGEST_PATTERN],
        is_on(element.find(W + "isLgl")),
        int(restart) if restart and restart in (*DEPTHS, "9") else None,
    )


def _is_hidden(level: Element) -> bool:
    """Whether the number itself is hidden text."""
    return is_on(level.find(f"{W}rPr/{W}vanish"))


def _format(level: Element) -> str:
    """The number format; Word wraps a format of its own making, such as "001, 002, …", for older programs."""
    formats = list(level.iter(W + "numFmt"))
    for element in formats:
        if value(element) == "custom":
            return f"custom:{(element.get(W + 'format') or '1').split(',')[0].strip()}"
    return (value(formats[0]) if formats else None) or "decimal"


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 6 else 1
