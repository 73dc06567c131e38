"""Styles by new ids: Word's own keep their names, every other one is called "Style 1", "Style 2" …"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.styles import ADDING
from govbot.documents.trees import W, value

# Names of Word's own styles. A style that somebody named themselves may be named after them, or after a secret.
OWN = (
    frozenset(
        """
    normal|title|subtitle|strong|emphasis|header|footer|hyperlink|followedhyperlink|caption|quote|intense quote
    list paragraph|no spacing|body text|body text 2|body text 3|body text indent|body text indent 2|block text
    body text first indent|plain text|normal (web)|footnote text|footnote reference|endnote text
    endnote reference|page number|line number|table grid|normal table|default paragraph font|no list
    subtle emphasis|intense emphasis|subtle reference|intense reference|book title|date|signature|closing
    salutation|message header|balloon text|table of figures|index 1|list|list 2|list 3|list 4|list 5|list bullet
    list bullet 2|list bullet 3|list bullet 4|list bullet 5|list number|list number 2|list number 3|list number 4
    list number 5|list continue|list continue 2|list continue 3|normal indent|table grid light|plain table 1
    plain table 2|plain table 3|plain table 4|plain table 5|grid table 1 light|grid table 4|list table 3
    macro text|html preformatted|heading|index|text body|table contents|table heading|default paragraph style
    """.replace("\n", "|").split("|")
    )
    | {f"heading {n}" for n in range(1, 10)}
    | {f"toc {n}" for n in range(1, 10)}
)
_HEADING = re.compile(r"heading ?[1-9]\Z", re.IGNORECASE)
# Names by which a reader knows what a style marks: a link, added words.
_TELLING: dict[str, Callable[[str], object]] = {
    "Hyperlink": lambda name: "hyperlink" in name.casefold(),
    "Added": ADDING.search,
}
_OWN = frozenset(name.strip() for name in OWN)


@dataclass(slots=True)
class StyleNames:
    """The styles that the copy uses: by the id in the old file, the id and the name in the new one."""

    elements: dict[str, Element]
    used: dict[str, tuple[str, str]] = field(default_factory=dict)

    def named(self, key: str, kind: str = "") -> str:
        """The new id of this style; "" where it is not defined. A heading is known by its id alone."""
        if key in self.used:
            return self.used[key][0]
        if key not in self.elements:
            return key if kind == "paragraph" and _HEADING.match(key) else ""
        self.used[key] = self._fresh(key)
        return self.used[key][0]

    def _fresh(self, key: str) -> tuple[str, str]:
        name = value(self.elements[key].find(W + "name")) or ""
        taken = {id for id, _ in self.used.values()}
        if name.casefold() in _OWN or _HEADING.match(name):
            id = re.sub(r"[^A-Za-z0-9]", "", "".join(word[:1].upper() + word[1:] for word in name.split()))
            if id not in taken:
                return id, name
        noun = next((noun for noun, named in _TELLING.items() if named(name)), "Style")
        number = next(n for n in range(1, len(taken) + 2) if f"{noun}{n}" not in taken)
        return f"{noun}{number}", f"{noun} {number}"


def styles_in(root: Element | None) -> dict[str, Element]:
    """Every style of a file by its id."""
    return (
        {} if root is None else {style.get(W + "styleId", ""): style for style in root.iterfind(W + "style")}
    )
