"""Numbers that fields show in the text: AUTONUM, AUTONUMLGL, AUTONUMOUT and LISTNUM (ECMA-376 Part 1, 17.16.5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from govbot.documents.fields import Instruction
from govbot.documents.number_formats import counted
from govbot.documents.numbering import Numbering

_BODY = 9  # text stands below every heading
_LOW = ("decimal", "lowerLetter", "lowerRoman")
_OUTLINE = (
    "upperRoman",
    "upperLetter",
    "decimal",
    "lowerLetter",
    "decimal",
    "lowerLetter",
    *_LOW[2:],
    *_LOW[1:],
)
_OUTLINE_PATTERNS = ("{}.", "{}.", "{}.", "{})", "({})", "({})", "({})", "({})", "({})")
_NUMBERS = _LOW * 3
_NUMBER_PATTERNS = ("{})", "{})", "{})", "({})", "({})", "({})", "{}.", "{}.", "{}.")
_FORMATS = {
    "arabic": "decimal", "alphabetic": "lowerLetter", "ALPHABETIC": "upperLetter", "roman": "lowerRoman",
    "ROMAN": "upperRoman", "Ordinal": "ordinal", "CardText": "cardinalText", "OrdText": "ordinalText",
}  # fmt: skip


@dataclass(slots=True)
class FieldNumbers:
    """The counts of such fields so far; `begin_paragraph` is called before the fields of each paragraph."""

    numbering: Numbering
    _automatic: dict[int, int] = field(default_factory=dict)
    _lists: dict[str, dict[int, int]] = field(default_factory=dict)
    _heading: int = 0
    _place: tuple[str, int] | None = None

    def begin_paragraph(self, heading: int, place: tuple[str, int] | None) -> None:
        """`heading` is 0 for text, `place` the list and depth of a numbered paragraph."""
        self._heading, self._place = heading, place

    def label(self, code: Instruction) -> str:
        """The number that the field shows next."""
        return self._list_number(code) if code.name == "LISTNUM" else self._automatic_number(code)

    def _automatic_number(self, code: Instruction) -> str:
        level = self._heading or _BODY
        self._automatic[level] = self._automatic.get(level, 0) + 1
        for below in [at for at in self._automatic if at > level]:
            del self._automatic[below]
        number, separator = self._automatic[level], code.switches.get("s") or "."
        if code.name == "AUTONUMLGL":
            legal = separator.join(str(self._automatic[at]) for at in sorted(self._automatic))
            return legal + ("" if "e" in code.switches else separator)
        if code.name == "AUTONUMOUT":
            depth = level - 1 if self._heading else 0
            return _OUTLINE_PATTERNS[depth].format(counted(number, _OUTLINE[depth]))
        how = code.switches.get("*", "")
        return counted(number, _FORMATS.get(how) or _FORMATS.get(how.lower(), "decimal")) + separator

    def _list_number(self, code: Instruction) -> str:
        """A list's next number inside of a paragraph: one level below the paragraph's own."""
        name = code.arguments[0].casefold() if code.arguments else ""
        level, start = (code.switches.get(letter, "") for letter in "ls")
        own = self.numbering.names.get(name) or (self._place[0] if self._place and not name else "")
        depth = self._place[1] + 1 if self._place else 0
        if level.isdecimal() and 0 < len(level) < 2:
            depth = int(level) - 1
        depth = min(max(depth, 0), 8)
        if own and depth in self.numbering.levels_of(own):
            if start.isdecimal() and len(start) < 6:
                self.numbering.restart_at(own, depth, int(start))
            label = self.numbering.next_label(own, depth)
            return label.text if label else ""
        counts = self._lists.setdefault(name, {})
        if start.isdecimal() and len(start) < 6:
            counts[depth] = int(start) - 1
        counts[depth] = counts.get(depth, 0) + 1
        for below in [at for at in counts if at > depth]:
            del counts[below]
        if name == "legaldefault":
            return ".".join(str(counts.get(at, 1)) for at in range(depth + 1)) + "."
        formats, patterns = (
            (_OUTLINE, _OUTLINE_PATTERNS) if name == "outlinedefault" else (_NUMBERS, _NUMBER_PATTERNS)
        )
        return patterns[depth].format(counted(counts[depth], formats[depth]))
