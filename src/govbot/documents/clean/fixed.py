"""Parts that hold nothing of the file but a few numbers: the settings, and the theme's colours and fonts."""

from __future__ import annotations

import re
from collections.abc import Collection
from xml.etree.ElementTree import Element, SubElement

from govbot.documents.clean.allowed import filtered
from govbot.documents.clean.names import A, w
from govbot.documents.trees import W, is_on, value

_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}\Z")
_FONT = re.compile(r"[\w .-]{1,40}\Z", re.ASCII)
_COMPATIBLE = "http://schemas.microsoft.com/office/word"


def settings(root: Element | None, notes: Collection[str]) -> Element:
    """How Word lays the document out; nothing of who edited it, how, or with which template.

    `notes` are the kinds that the copy has: "footnotes", "endnotes".
    """
    part = w("settings")
    for name in ("mirrorMargins", "evenAndOddHeaders", "autoHyphenation"):
        if root is not None and is_on(root.find(W + name)):
            part.append(w(name))
    stop = value(root.find(W + "defaultTabStop")) if root is not None else None
    if stop and stop.isdecimal() and len(stop) < 6:
        part.append(w("defaultTabStop", val=stop))
    for name in ("footnotePr", "endnotePr"):
        own = filtered(root.find(W + name) if root is not None else None, _OF_NOTES)
        kind = name.removesuffix("Pr")
        if f"{kind}s" in notes:
            part.append(w(name, [*own, w(kind, id="-1"), w(kind, id="0")]))
    mode = w("compatSetting", name="compatibilityMode", uri=_COMPATIBLE, val="15")
    part.append(w("compat", [mode]))
    return part


_OF_NOTES = dict.fromkeys(("pos", "numFmt", "numStart", "numRestart"), frozenset({"val"}))


def is_two_sided(root: Element | None) -> bool:
    """Whether even pages have page headers of their own."""
    return root is not None and is_on(root.find(W + "evenAndOddHeaders"))


def theme(root: Element | None) -> Element | None:
    """The colours and fonts that styles refer to, under names that say nothing."""
    if root is None:
        return None
    part = Element(A + "theme", {"name": "Theme"})
    elements = SubElement(part, A + "themeElements")
    colours = SubElement(elements, A + "clrScheme", {"name": "Colours"})
    for name, usual in _COLOURS.items():
        shown = _colour(root.find(f"{A}themeElements/{A}clrScheme/{A}{name}"), usual)
        SubElement(SubElement(colours, A + name), A + "srgbClr", {"val": shown})
    fonts = SubElement(elements, A + "fontScheme", {"name": "Fonts"})
    for name in ("majorFont", "minorFont"):
        _fonts(SubElement(fonts, A + name), root.find(f"{A}themeElements/{A}fontScheme/{A}{name}"))
    _fills(SubElement(elements, A + "fmtScheme", {"name": "Format"}))
    return part


def _colour(element: Element | None, usual: str) -> str:
    inner = next(iter(element), None) if element is not None else None
    shown = (inner.get("lastClr") or inner.get("val") or "") if inner is not None else ""
    return shown if _COLOUR.match(shown) else usual


def _fonts(part: Element, old: Element | None) -> None:
    for script in ("latin", "ea", "cs"):
        element = old.find(A + script) if old is not None else None
        face = element.get("typeface", "") if element is not None else ""
        SubElement(part, A + script, {"typeface": face if _FONT.match(face) else ""})


def _fills(part: Element) -> None:
    """The plainest fills, lines and effects that a theme may have: three of each."""
    for name in ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst"):
        listed = SubElement(part, A + name)
        for _ in range(3):
            if name == "effectStyleLst":
                SubElement(SubElement(listed, A + "effectStyle"), A + "effectLst")
                continue
            holder = SubElement(listed, A + "ln", {"w": "6350"}) if name == "lnStyleLst" else listed
            SubElement(SubElement(holder, A + "solidFill"), A + "schemeClr", {"val": "phClr"})
