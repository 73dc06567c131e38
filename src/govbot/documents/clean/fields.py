"""Fields of a Word file: a result stays as plain text; what computes it, and whom it names, goes.

Kept as fields are page numbers in page headers and footers, numbers that Word counts, and links to addresses that the
text shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.clean.names import XML, w
from govbot.documents.fields import LISTS_OF_CONTENTS, Instruction, form_value, instruction
from govbot.documents.symbols import sign
from govbot.documents.trees import W

COUNTING = ("PAGE", "NUMPAGES", "SECTIONPAGES")
NUMBERED = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM")
_LISTS = frozenset({"NumberDefault", "OutlineDefault", "LegalDefault"})
# Results that say who wrote the file, where it lies, or when it was saved; in page headers they go with the field.
PERSONAL = frozenset({
    "ADDIN", "ADDRESSBLOCK", "ASK", "AUTHOR", "AUTOTEXT", "BIBLIOGRAPHY", "CITATION", "COMMENTS", "CREATEDATE",
    "DATABASE", "DATE", "DDE", "DDEAUTO", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "EMBED", "FILENAME", "FILESIZE",
    "FILLIN", "GREETINGLINE", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "INFO", "KEYWORDS", "LASTSAVEDBY",
    "LINK", "MERGEFIELD", "PRINTDATE", "PRIVATE", "REVNUM", "SAVEDATE", "SUBJECT", "TEMPLATE", "TIME", "TITLE",
    "USERADDRESS", "USERINITIALS", "USERNAME",
})  # fmt: skip
SHOWN_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\]{1,2000}\Z")

_PLACE = re.compile(r'\\l\s+"?([^"\s\\]+)"?')


@dataclass(slots=True)
class Open:
    """A field that has begun and not ended: its code so far, and what becomes of it."""

    form: str | None = None
    code: str = ""
    has_result: bool = False
    is_kept: bool = False
    is_dropped: bool = False


@dataclass(slots=True)
class Fields:
    """The fields of one story, nested as they are; `in_page_part` where it is a page header or footer."""

    in_page_part: bool
    places: dict[str, str]
    open: list[Open] = field(default_factory=list)

    @property
    def hides(self) -> bool:
        """Whether the text here is a field's code, or a result that goes with its field."""
        return any(one.is_dropped or not one.has_result for one in self.open)

    def note(self, code: str) -> None:
        """More of the innermost field's code."""
        if self.open and not self.open[-1].has_result:
            self.open[-1].code += code

    def mark(self, element: Element) -> list[Element]:
        """What stands in place of a field's begin, separator or end."""
        kind = element.get(W + "fldCharType", "")
        if kind == "begin":
            self.open.append(Open(form_value(element)))
        elif kind == "separate" and self.open:
            return self._separated(self.open[-1])
        elif kind == "end" and self.open:
            return self._ended(self.open.pop())
        return []

    def simple(self, code: str) -> tuple[str, bool]:
        """The code that a field keeps ("" for none), and whether its result stays."""
        read = instruction(code)
        if self.in_page_part and read.name in COUNTING:
            return f" {read.name} ", True
        if read.name in NUMBERED:
            return _numbered(read), True
        is_dropped = read.name in LISTS_OF_CONTENTS or (self.in_page_part and read.name in PERSONAL)
        return "", not is_dropped

    def _separated(self, current: Open) -> list[Element]:
        current.has_result = True
        kept, stays = self.simple(current.code)
        current.is_dropped = not stays or current.form is not None
        kept = kept or self._link(current.code)
        current.is_kept = bool(kept) and not self.hides
        return [_mark("begin"), _code(kept), _mark("separate")] if current.is_kept else []

    def _ended(self, ended: Open) -> list[Element]:
        if self.hides:
            return []
        if ended.form is not None:
            return [shown(ended.form)] if ended.form else []
        if ended.is_kept:
            return [_mark("end")]
        if ended.has_result:
            return []
        code, _ = self.simple(ended.code)
        words = _without_result(instruction(ended.code))
        return [_mark("begin"), _code(code), _mark("end")] if code else [shown(words)] if words else []

    def _link(self, code: str) -> str:
        read = instruction(code)
        if read.name != "HYPERLINK":
            return ""
        address, place = (read.arguments[0] if read.arguments else ""), read.switches.get("l", "")
        if not address:
            return f' HYPERLINK \\l "{self.places[place]}" ' if place in self.places else ""
        address = f"{address}#{place}" if place else address
        return f' HYPERLINK "{address}" ' if SHOWN_ADDRESS.match(address) else ""


def places_named(code: str) -> list[str]:
    """The bookmarks to which a field's code leads."""
    return _PLACE.findall(code)


def shown(words: str) -> Element:
    """Words of the text."""
    text = Element(W + "t", {XML + "space": "preserve"})
    text.text = words
    return text


def _numbered(code: Instruction) -> str:
    """A field that counts, with the name of Word's own list and its level alone."""
    lists = [f" {name}" for name in code.arguments[:1] if name in _LISTS]
    levels = [f" \\{key} {code.switches[key]}" for key in "ls" if code.switches.get(key, "").isdecimal()]
    return f" {code.name}{''.join((*lists, *levels))} "


def _without_result(code: Instruction) -> str:
    """The words of a field that shows some without a result."""
    if code.name == "SYMBOL" and code.arguments:
        written = code.arguments[0]
        number = (
            int(written, 16)
            if written.lower().startswith("0x")
            else int(written)
            if written.isdecimal()
            else 0
        )
        return sign(code.switches.get("f", ""), f"{number:X}")
    return " ".join(code.arguments[1:]) if code.name == "MACROBUTTON" else ""


def _mark(kind: str) -> Element:
    return w("fldChar", fldCharType=kind)


def _code(code: str) -> Element:
    element = Element(W + "instrText", {XML + "space": "preserve"})
    element.text = code
    return element
