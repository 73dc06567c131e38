"""Fields of a Word file: an instruction, and the words that Word last showed for it (ECMA-376 Part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from govbot.documents.spans import Span
from govbot.documents.symbols import sign
from govbot.documents.trees import W, is_on, value

CHECKED, UNCHECKED = "☑", "☐"
LISTS_OF_CONTENTS = frozenset({"TOC", "TOA", "INDEX", "RD"})
_ARGUMENT = re.compile(r"\\.|\"((?:[^\"\\]|\\.)*)\"|[“”]([^“”]*)[“”]|[^\s\"]+")
_SWITCHES_WITH_ARGUMENT = {
    "HYPERLINK": "lotm",
    "LISTNUM": "lsu",
    "SYMBOL": "fsu",
    "AUTONUM": "s*",
    "AUTONUMLGL": "s*",
}


@dataclass(slots=True)
class OpenField:
    """A field that is open: its instruction so far, and whether its result has begun."""

    code: str = ""
    in_result: bool = False
    hides_result: bool = False
    form: str | None = None
    address: str = ""
    spans: list[Span] | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Instruction:
    """A field's name, its arguments, and its switches with theirs (by letter)."""

    name: str
    arguments: tuple[str, ...] = ()
    switches: dict[str, str] = field(default_factory=dict)


def instruction(written: str) -> Instruction:
    """Read an instruction: ` HYPERLINK "https://x.example" \\t "_blank" `."""
    parts = list(_ARGUMENT.finditer(written[:5_000]))
    if not parts:
        return Instruction("")
    name = parts[0][0].upper()
    takes = _SWITCHES_WITH_ARGUMENT.get(name, "")
    arguments: list[str] = []
    switches: dict[str, str] = {}
    waiting = ""
    for part in parts[1:]:
        text = next((group for group in part.groups() if group is not None), part[0])
        is_switch = part[0].startswith("\\") and len(part[0]) == 2
        if is_switch:
            letter = part[0][1].lower()
            switches[letter] = ""
            waiting = letter if letter in takes or letter == "*" else ""
        elif waiting:
            switches[waiting], waiting = text, ""
        else:
            arguments.append(re.sub(r"\\([\\\"])", r"\1", text))
    return Instruction(name, tuple(arguments), switches)


def link_address(code: Instruction) -> str:
    """Where a HYPERLINK field leads; "" inside the document."""
    address = code.arguments[0] if code.arguments else ""
    place = code.switches.get("l", "")
    return f"{address}#{place}" if address and place else address


def form_value(field_character: Element) -> str | None:
    """The value of a form field of the older kind (w:ffData): a box, the entry chosen, or a text; else None."""
    data = field_character.find(W + "ffData")
    if data is None:
        return None
    if (box := data.find(W + "checkBox")) is not None:
        state = box.find(W + "checked")
        return CHECKED if is_on(state if state is not None else box.find(W + "default")) else UNCHECKED
    if (entries := data.find(W + "ddList")) is not None:
        chosen = value(entries.find(W + "result")) or value(entries.find(W + "default")) or "0"
        texts = [value(entry) or "" for entry in entries.iterfind(W + "listEntry")]
        return texts[int(chosen)] if chosen.isdecimal() and int(chosen) < len(texts) else ""
    return None


def symbol_of(code: Instruction) -> str:
    """The sign that a SYMBOL field shows."""
    written = code.arguments[0]
    number = (
        int(written, 16) if written.lower().startswith("0x") else int(written) if written.isdecimal() else 0
    )
    return sign(code.switches.get("f", ""), f"{number:X}")
