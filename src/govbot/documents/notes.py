"""Footnotes and endnotes: the marks by which the text refers to them, and their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.number_formats import counted
from govbot.documents.trees import W, value

KINDS = ("footnotes", "endnotes")
_FORMATS = {"footnotes": "decimal", "endnotes": "lowerRoman"}
_PROPERTIES = {"footnotes": "footnotePr", "endnotes": "endnotePr"}


@dataclass(slots=True)
class Notes:
    """The marks given out so far: by kind, the note's id and its mark, in the order of the references."""

    formats: dict[str, str] = field(default_factory=lambda: dict(_FORMATS))
    starts: dict[str, int] = field(default_factory=dict)
    marks: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    own_marks: set[tuple[str, str]] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    def refer(self, kind: str, key: str) -> str:
        """The mark of a reference: the next number, unless the note has been referred to already."""
        if key not in self.marks[kind]:
            number = self._numbers.get(kind, self.starts.get(kind, 1))
            self._numbers[kind] = number + 1
            self.marks[kind][key] = counted(number, self.formats[kind])
        return self.marks[kind][key]

    def mark(self, kind: str, key: str, mark: str) -> str:
        """The author's own mark of a note, such as "*"."""
        self.own_marks.add((kind, key))
        return self.marks[kind].setdefault(key, mark)

    def configure(self, root: Element | None) -> None:
        """Read the formats from a part's settings of notes."""
        if root is None:
            return
        for kind, name in _PROPERTIES.items():
            for properties in root.iter(W + name):
                if how := value(properties.find(W + "numFmt")):
                    self.formats[kind] = how
                start = value(properties.find(W + "numStart")) or ""
                if start.isdecimal() and len(start) < 6:
                    self.starts[kind] = int(start)


def without_mark(text: str, mark: str) -> str:
    """A note's text without the author's own mark at its start."""
    return text.lstrip().removeprefix(mark).lstrip() if mark else text
