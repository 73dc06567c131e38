"""Which of several forms of a part is read: what Word wrote for newer and older programs, boxes, drop-down lists."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from govbot.documents.equations import M
from govbot.documents.trees import MC, W, value

_TEXTS = frozenset({W + "t", M + "t"})


def chosen(element: Element) -> Element:
    """Of the forms of a part that Word wrote for newer and older programs, the first one that has words."""
    branches = [branch for branch in element if branch.tag in (MC + "Choice", MC + "Fallback")]
    worded = (
        branch for branch in branches if any(part.tag in _TEXTS and part.text for part in branch.iter())
    )
    return next(worded, branches[-1] if branches else element)


def boxes_in(element: Element) -> Iterator[Element]:
    """The contents of the text boxes of a drawing, each once, whichever form of it has them."""
    if element.tag == W + "txbxContent":
        yield element
        return
    for child in chosen(element) if element.tag == MC + "AlternateContent" else element:
        yield from boxes_in(child)


def chosen_entry(properties: Element) -> str:
    """The entry that a drop-down list last had, where its words are not in the text."""
    for name in ("dropDownList", "comboBox"):
        entries = properties.find(W + name)
        last = value(entries, "lastValue")
        if entries is not None and last:
            for entry in entries.iterfind(W + "listItem"):
                if value(entry, "value") == last:
                    return value(entry, "displayText") or last
    return ""
