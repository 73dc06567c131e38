"""Fields of a Word file: a result stays as plain text; what computes it, and whom it names, goes.

Kept as fields are page numbers in page headers and footers, and links to addresses that the text shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.clean.names import XML, w
from govbot.documents.trees import W

COUNTING = ("PAGE", "NUMPAGES", "SECTIONPAGES")
# Results that say who wrote the file, where it lies, or when it was saved; in page headers they go with the field.
PERSONAL = frozenset(
    [
        "ADDIN",
        "ADDRESSBLOCK",
        "ASK",
        "AUTHOR",
        "AUTOTEXT",
        "BIBLIOGRAPHY",
        "CITATION",
        "COMMENTS",
        "CREATEDATE",
        "DATABASE",
        "DATE",
        "DDE",
        "DDEAUTO",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "EDITTIME",
        "EMBED",
        "FILENAME",
        "FILESIZE",
        "FILLIN",
        "GREETINGLINE",
        "IMPORT",
        "INCLUDE",
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "INFO",
        "KEYWORDS",
        "LASTSAVEDBY",
        "LINK",
        "MERGEFIELD",
        "PRINTDATE",
        "PRIVATE",
        "REVNUM",
        "SAVEDATE",
        "SUBJECT",
        "TEMPLATE",
        "TIME",
        "TITLE",
        "USERADDRESS",
        "USERINITIALS",
        "USERNAME",
    ]
)
SHOWN_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\]{1,2000}\Z", re.IGNORECASE)

_LINK = re.compile(r'\s*HYPERLINK\s+(\\l\s+)?(?:"([^"]*)"|([^\\"\s]+))', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"?([^"\s\\]+)"?')


@dataclass(slots=True)
class Open:
    """A field that has begun and not ended: its code so far, and what becomes of it."""

    begin: Element | None = None
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
            self.open.append(Open(element))
        elif kind == "separate" and self.open:
            return self._separated(self.open[-1])
        elif kind == "end" and self.open:
            return self._ended(self.open.pop())
        return []

    def simple(self, code: str) -> tuple[str, bool]:
        """The code that a field in one element keeps ("" for none), and whether its result stays."""
        name = _name(code)
        if self.in_page_part and name in COUNTING:
            return f" {name} ", True
        return "", not (self.in_page_part and name in PERSONAL)

    def _separated(self, current: Open) -> list[Element]:
        current.has_result = True
        kept, stays = self.simple(current.code)
        current.is_dropped = not stays
        kept = kept or self._link(current.code)
        current.is_kept = bool(kept) and not self.hides
        return [_mark("begin"), _code(kept), _mark("separate")] if current.is_kept else []

    def _ended(self, ended: Open) -> list[Element]:
        if _name(ended.code) == "FORMCHECKBOX" and not self.hides:
            return [sign(_is_checked(ended.begin))]
        if ended.is_kept:
            return [_mark("end")]
        if not ended.has_result and not self.hides and (code := self.simple(ended.code)[0]):
            return [_mark("begin"), _code(code), _mark("end")]
        return []

    def _link(self, code: str) -> str:
        match = _LINK.match(code)
        if match is None:
            return ""
        target = match[2] if match[2] is not None else match[3]
        if match[1]:
            return f' HYPERLINK \\l "{self.places[target]}" ' if target in self.places else ""
        return f' HYPERLINK "{target}" ' if SHOWN_ADDRESS.match(target) else ""


def places_named(code: str) -> list[str]:
    """The bookmarks to which a field's code leads."""
    return _PLACE.findall(code)


def sign(is_checked: bool) -> Element:
    """A box of a form, ticked or not, as a sign of the text."""
    text = Element(W + "t", {XML + "space": "preserve"})
    text.text = "☑" if is_checked else "☐"
    return text


def _name(code: str) -> str:
    return (code.split() or [""])[0].upper()


def _mark(kind: str) -> Element:
    return w("fldChar", fldCharType=kind)


def _code(code: str) -> Element:
    element = Element(W + "instrText", {XML + "space": "preserve"})
    element.text = code
    return element


def _is_checked(begin: Element | None) -> bool:
    box = begin.find(f"{W}ffData/{W}checkBox") if begin is not None else None
    if box is None:
        return False
    checked = box.find(W + "checked")
    checked = box.find(W + "default") if checked is None else checked
    return checked is not None and checked.get(W + "val", "true") not in ("0", "false")
