"""The lists of a Word file that the copy's paragraphs stand in, under new numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.clean.allowed import OF_PARAGRAPHS, OF_RUNS, filtered
from govbot.documents.clean.names import local, w
from govbot.documents.clean.style_names import StyleNames
from govbot.documents.trees import MC, W, value

LONGEST_PATTERN = 200
_OF_LEVELS = {
    **dict.fromkeys(("start", "lvlRestart", "isLgl", "suff", "lvlJc"), frozenset({"val"})),
    "numFmt": frozenset({"val", "format"}),
}
_FORMAT = re.compile(r"[0-9A-Za-z, .…]{1,60}\Z")
_WORDS = re.compile(r"(?<!%)\w+")


@dataclass(slots=True)
class Lists:
    """The lists that are used: by the number in the old file, the number in the new one, and the depths."""

    root: Element | None
    names: StyleNames
    used: dict[str, str] = field(default_factory=dict)
    _depths: dict[str, set[str]] = field(default_factory=dict)

    def placed(self, element: Element) -> list[Element]:
        """A paragraph's place in a list, by the new numbers."""
        number, depth = (value(element.find(W + name)) for name in ("numId", "ilvl"))
        depth = depth if depth and depth in "012345678" else None
        placed = [w("ilvl", val=depth)] if depth else []
        if number is not None:
            placed.append(w("numId", val=self._number(number, depth or "0")))
        return [w("numPr", placed)] if placed else []

    def note_style(self, key: str) -> None:
        """A style is used: the list whose level names it is, too."""
        for abstract in self._abstracts().values():
            for level in abstract.iterfind(W + "lvl"):
                if value(level.find(W + "pStyle")) == key:
                    self._note_first(abstract.get(W + "abstractNumId", ""), level.get(W + "ilvl", "0"))

    def _note_first(self, key: str, depth: str) -> None:
        first = next((number for number, at in self._numbers().items() if at == key), None)
        if first is not None:
            self._number(first, depth)

    def _number(self, number: str, depth: str) -> str:
        if number not in self._numbers():
            return "0"
        self._depths.setdefault(self._numbers()[number], {"0"}).add(depth)
        return self.used.setdefault(number, str(len(self.used) + 1))

    def _abstracts(self) -> dict[str, Element]:
        elements = self.root.iterfind(W + "abstractNum") if self.root is not None else ()
        return {element.get(W + "abstractNumId", ""): element for element in elements}

    def _numbers(self) -> dict[str, str]:
        """For each list the definition that it follows, also by way of a style of lists."""
        if self.root is None:
            return {}
        named = {
            num.get(W + "numId", ""): value(num.find(W + "abstractNumId")) or ""
            for num in self.root.iterfind(W + "num")
        }
        abstracts = self._abstracts()
        for number, key in list(named.items()):
            link = value(abstracts[key].find(W + "numStyleLink")) if key in abstracts else None
            style = self.names.elements.get(link or "")
            through = value(style.find(f"{W}pPr/{W}numPr/{W}numId")) if style is not None else None
            if through in named:
                named[number] = named[through]
        return named

    def written(self) -> Element | None:
        """The part of the new file; None where nothing is numbered."""
        if self.root is None or not self.used:
            return None
        followed = {self._numbers()[number] for number in self.used}
        keys = {key: str(n) for n, key in enumerate(k for k in self._abstracts() if k in followed)}
        root = w("numbering")
        for key, new in keys.items():
            root.append(self._abstract(self._abstracts()[key], key, new))
        for num in self.root.iterfind(W + "num"):
            number = num.get(W + "numId", "")
            if number in self.used and self._numbers()[number] in keys:
                root.append(self._num(num, number, keys[self._numbers()[number]]))
        return root

    def _abstract(self, element: Element, key: str, new: str) -> Element:
        kind = filtered(element, {"multiLevelType": frozenset({"val"})})
        levels = [self._level(level, key) for level in element.iterfind(W + "lvl")]
        return w("abstractNum", [*kind, *levels], abstractNumId=new)

    def _num(self, num: Element, number: str, key: str) -> Element:
        overrides = []
        for override in num.iterfind(W + "lvlOverride"):
            start = filtered(override, {"startOverride": frozenset({"val"})})
            levels = [self._level(level, self._numbers()[number]) for level in override.iterfind(W + "lvl")]
            overrides.append(w("lvlOverride", [*start, *levels], ilvl=_depth(override)))
        return w("num", [w("abstractNumId", val=key), *overrides], numId=self.used[number])

    def _level(self, element: Element, key: str) -> Element:
        children: list[Element] = []
        for child in _resolved(element):
            match local(child.tag):
                case "pStyle":
                    known = self.names.used.get(value(child) or "")
                    children += [w("pStyle", val=known[0])] if known else []
                case "lvlText":
                    children.append(w("lvlText", val=self._pattern(value(child) or "", key, _depth(element))))
                case "numFmt":
                    children.append(_format(child))
                case "pPr":
                    children.append(w("pPr", filtered(child, OF_PARAGRAPHS)))
                case "rPr":
                    children.append(w("rPr", filtered(child, OF_RUNS)))
                case _:
                    children += filtered(w("lvl", [child]), _OF_LEVELS)
        return w("lvl", children, ilvl=_depth(element))

    def _pattern(self, pattern: str, key: str, depth: str) -> str:
        """A level's pattern; words in one at which no paragraph stands are seen by nobody."""
        is_shown = depth in self._depths.get(key, ())
        return pattern[:LONGEST_PATTERN] if is_shown else _WORDS.sub("", pattern[:LONGEST_PATTERN])


def _resolved(element: Element) -> list[Element]:
    """The children, where two programs are offered different ones those for the newer."""
    children: list[Element] = []
    for child in element:
        chosen = child.find(MC + "Choice") if child.tag == MC + "AlternateContent" else None
        children += [child] if chosen is None else list(chosen)
    return children


def _format(element: Element) -> Element:
    kept = w("numFmt")
    for name in ("val", "format"):
        if (written := value(element, name)) and _FORMAT.match(written):
            kept.set(W + name, written)
    return kept


def _depth(element: Element) -> str:
    written = element.get(W + "ilvl", "0")
    return written if written in tuple("012345678") else "0"
