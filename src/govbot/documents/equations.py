"""Equations of a Word file (Office MathML) written in one line: "F = (a + b)/2 × √(n)"."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from govbot.documents.trees import W, is_on

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SIMPLE = re.compile(r"[\w.,%\u0370-\u03ff′]*\Z|\([^()]*\)\Z|\w+\([^()]*\)\Z")
_CAN_RISE = re.compile(r"[0-9+\-=()n]+\Z")
_CAN_SINK = re.compile(r"[0-9+\-=()]+\Z")


def in_one_line(element: Element) -> str:
    """The equation's signs in order, fractions with "/", powers raised or with "^", roots with "√"."""
    return " ".join(_written(element).split())


def _written(element: Element) -> str:
    return "".join(_part(child) for child in element)


def _part(element: Element) -> str:
    name = element.tag.removeprefix(M)
    match name:
        case "t":
            return element.text or ""
        case "f":
            return _fraction(element)
        case "sSup" | "sSub" | "sSubSup" | "sPre":
            base, low, high = _of(element, "e"), _of(element, "sub"), _of(element, "sup")
            return (
                _sunk(low) + _risen(high) + base
                if name == "sPre"
                else _grouped(base) + _sunk(low) + _risen(high)
            )
        case "rad":
            degree = _of(element, "deg")
            return {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(
                degree, _risen(degree) + "√"
            ) + f"({_of(element, 'e')})"
        case "nary":
            sign = _property(element, "naryPr", "chr") or "∫"
            return f"{sign}{_bound('_', _of(element, 'sub'))}{_bound('^', _of(element, 'sup'))} {_of(element, 'e')}"
        case "d":
            return _between(element)
        case "func":
            return f"{_of(element, 'fName')} {_grouped(_of(element, 'e'))}"
        case "limLow" | "limUpp":
            return f"{_of(element, 'e')}{_bound('_' if name == 'limLow' else '^', _of(element, 'lim'))}"
        case "m":
            return (
                "["
                + "; ".join(
                    ", ".join(map(_written, row.findall(M + "e"))) for row in element.findall(M + "mr")
                )
                + "]"
            )
        case "eqArr":
            return "; ".join(map(_written, element.findall(M + "e")))
        case _:
            return "" if name.endswith("Pr") or _is_left_out(element, name) else _written(element)


def _is_left_out(element: Element, name: str) -> bool:
    """Whether this part is deleted, hidden, or only keeps a place free."""
    if name == "phant":
        return _property(element, "phantPr", "show") not in ("1", "on", "true")
    return element.tag in (W + "del", W + "moveFrom") or is_on(element.find(f"{W}rPr/{W}vanish"))


def _of(element: Element, name: str) -> str:
    part = element.find(M + name)
    return "" if part is None else _written(part).strip()


def _fraction(element: Element) -> str:
    above, below = _grouped(_of(element, "num")), _grouped(_of(element, "den"))
    return f"({above} over {below})" if _property(element, "fPr", "type") == "noBar" else f"{above}/{below}"


def _between(element: Element) -> str:
    """Terms between delimiters, round ones unless told otherwise."""
    start, end, middle = (_property(element, "dPr", name) for name in ("begChr", "endChr", "sepChr"))
    parts = (middle or "|").join(map(_written, element.findall(M + "e")))
    return f"{'(' if start is None else start}{parts}{')' if end is None else end}"


def _property(element: Element, properties: str, name: str) -> str | None:
    setting = element.find(f"{M}{properties}/{M}{name}")
    return None if setting is None else setting.get(M + "val", "")


def _grouped(term: str) -> str:
    return term if _SIMPLE.match(term) else f"({term})"


def _bound(sign: str, term: str) -> str:
    return f"{sign}({term})" if term else ""


def _risen(term: str) -> str:
    if not term:
        return ""
    return term.translate(RAISED) if _CAN_RISE.match(term) else f"^{_grouped(term)}"


def _sunk(term: str) -> str:
    if not term:
        return ""
    return term.translate(LOWERED) if _CAN_SINK.match(term) else f"_{_grouped(term)}"
