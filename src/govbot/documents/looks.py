"""How the words of a run are shown: bold, italic, struck out, added, raised, hidden."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from govbot.documents.styles import Marks, Style, marks_of
from govbot.documents.trees import W, value


@dataclass(frozen=True, slots=True)
class Look:
    """How a run's words are shown."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    added: bool = False
    shift: str = ""
    is_hidden: bool = False


def look_of(
    properties: Element | None, character: Style, paragraph: Style, table: Marks, *, in_link: bool
) -> Look:
    """How a run's words are shown: by the run's own properties, else by its styles, else by its table's."""
    own = marks_of(properties)
    of_run, of_paragraph = character.marks, paragraph.marks
    is_underlined = _first(own.u, of_run.u, of_paragraph.u) and not in_link and not character.is_link
    return Look(
        bold=_first(own.b, of_run.b),
        italic=_first(own.i, of_run.i),
        struck=_toggled(own.strike, of_run.strike, _either(of_paragraph.strike, table.strike))
        or _first(own.dstrike, of_run.dstrike, of_paragraph.dstrike, table.dstrike),
        added=is_underlined,
        shift=(value(properties.find(W + "vertAlign")) or "") if properties is not None else "",
        is_hidden=_toggled(own.vanish, of_run.vanish, of_paragraph.vanish),
    )


def is_double(properties: Element | None) -> bool:
    """Whether the words are underlined twice, as added words are."""
    return properties is not None and value(properties.find(W + "u")) == "double"


def _first(*marks: bool | None) -> bool:
    return next((mark for mark in marks if mark is not None), False)


def _toggled(own: bool | None, of_run: bool | None, of_paragraph: bool | None) -> bool:
    """A toggle: the run's own word counts; a character style turns round what the paragraph's style says."""
    return own if own is not None else bool(of_run) != bool(of_paragraph)


def _either(own: bool | None, around: bool | None) -> bool | None:
    return own if own is not None else around
