"""The styles of the copy: those that are used, with the formatting that one sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from govbot.documents.clean.allowed import OF_PARAGRAPHS, OF_RUNS, OF_TABLES, filtered
from govbot.documents.clean.lists import Lists
from govbot.documents.clean.names import local, w
from govbot.documents.clean.style_names import StyleNames
from govbot.documents.styles import read_styles
from govbot.documents.trees import W, value

_KINDS = ("paragraph", "character", "table", "numbering")
_CONDITIONS = frozenset(
    [
        "wholeTable",
        "firstRow",
        "lastRow",
        "firstCol",
        "lastCol",
        "band1Vert",
        "band2Vert",
        "band1Horz",
        "band2Horz",
        "neCell",
        "nwCell",
        "seCell",
        "swCell",
    ]
)
_FORMATTING = {"pPr": OF_PARAGRAPHS, "rPr": OF_RUNS, "tblPr": OF_TABLES, "trPr": OF_TABLES, "tcPr": OF_TABLES}


def close(root: Element | None, names: StyleNames, lists: Lists) -> None:
    """Take in what the used styles rest on: default styles, styles they are based on, lists."""
    for key, element in names.elements.items():
        if element.get(W + "default", "0") in ("1", "true", "on"):
            names.named(key)
    done: set[str] = set()
    while waiting := [key for key in names.used if key not in done]:
        for key in waiting:
            done.add(key)
            names.named(value(names.elements[key].find(W + "basedOn")) or "")
            for place in names.elements[key].iterfind(f"{W}pPr/{W}numPr"):
                lists.placed(place)
            lists.note_style(key)


def style_sheet(root: Element | None, names: StyleNames, lists: Lists) -> Element:
    """The part of the new file."""
    sheet = w("styles")
    defaults = root.find(W + "docDefaults") if root is not None else None
    if defaults is not None:
        sheet.append(w("docDefaults", list(_defaults(defaults))))
    for key, (id, name) in names.used.items():
        sheet.append(_style(names.elements[key], id, name, names, lists))
    _keep_headings(root, sheet, names)
    return sheet


def _defaults(element: Element) -> Iterator[Element]:
    for holder, name in (("rPrDefault", "rPr"), ("pPrDefault", "pPr")):
        if kept := filtered(element.find(f"{W}{holder}/{W}{name}"), _FORMATTING[name]):
            yield w(holder, [w(name, kept)])


def _style(element: Element, id: str, name: str, names: StyleNames, lists: Lists) -> Element:
    kind = element.get(W + "type", "paragraph")
    style = w("style", type=kind if kind in _KINDS else "paragraph", styleId=id)
    if element.get(W + "default", "0") in ("1", "true", "on"):
        style.set(W + "default", "1")
    if re.match(r"(?:Style|Hyperlink|Added) \d", name):
        style.set(W + "customStyle", "1")
    style.append(w("name", val=name))
    if based := names.used.get(value(element.find(W + "basedOn")) or ""):
        style.append(w("basedOn", val=based[0]))
    if following := names.used.get(value(element.find(W + "next")) or ""):
        style.append(w("next", val=following[0]))
    style.append(w("qFormat"))
    style.extend(_formatting(element, lists))
    for condition in element.iterfind(W + "tblStylePr"):
        if (which := condition.get(W + "type", "")) in _CONDITIONS:
            style.append(w("tblStylePr", list(_formatting(condition, lists)), type=which))
    return style


def _formatting(element: Element, lists: Lists) -> Iterator[Element]:
    for child in element:
        if (name := local(child.tag)) not in _FORMATTING:
            continue
        kept: list[Element] = []
        for part in child:
            is_place = part.tag == W + "numPr"
            kept += lists.placed(part) if is_place else filtered(w(name, [part]), _FORMATTING[name])
        if kept:
            yield w(name, kept)


def _keep_headings(root: Element | None, sheet: Element, names: StyleNames) -> None:
    """A style that was a heading by its id stays one under its new id: by its outline level."""
    before, now = read_styles(root), read_styles(sheet)
    elements = {style.get(W + "styleId"): style for style in sheet.iterfind(W + "style")}
    for key, (id, _) in names.used.items():
        level = before[key].heading
        if not level or now[id].heading == level:
            continue
        properties = elements[id].find(W + "pPr")
        if properties is None:
            properties = w("pPr")
            elements[id].append(properties)
        for old in properties.findall(W + "outlineLvl"):
            properties.remove(old)
        properties.append(w("outlineLvl", val=str(level - 1)))
