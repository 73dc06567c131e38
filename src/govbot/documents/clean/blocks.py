"""Tables and sections of a story, with the layout that one sees."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from govbot.documents.clean.allowed import OF_SECTIONS, OF_TABLES, filtered
from govbot.documents.clean.names import w
from govbot.documents.inline import REMOVED
from govbot.documents.trees import R, W, is_on, value

if TYPE_CHECKING:
    from govbot.documents.clean.story import Story


def table(story: Story, element: Element) -> list[Element]:
    properties: list[Element] = []
    for child in element.find(W + "tblPr") or ():
        named = story.styled("tblStyle", child, "table") if child.tag == W + "tblStyle" else []
        properties += named or filtered(w("tblPr", [child]), OF_TABLES)
    grid = filtered(element.find(W + "tblGrid"), {"gridCol": frozenset({"w"})})
    rows = story.content(element)
    if not any(row.tag == W + "tr" for row in rows):
        return []
    return [w("tbl", [w("tblPr", properties), w("tblGrid", grid), *rows])]


def row(story: Story, element: Element) -> list[Element]:
    properties = element.find(W + "trPr")
    if properties is not None and (
        any(properties.find(tag) is not None for tag in REMOVED) or is_on(properties.find(W + "hidden"))
    ):
        return []
    cells = story.content(element)
    if not any(cell.tag == W + "tc" for cell in cells):
        return []
    kept = filtered(properties, OF_TABLES)
    return [w("tr", [*([w("trPr", kept)] if kept else []), *cells])]


def cell(story: Story, element: Element) -> list[Element]:
    if element.find(f"{W}tcPr/{W}cellDel") is not None:
        return []
    content = story.blocks(element)
    if not content or content[-1].tag != W + "p":
        content.append(w("p"))
    return [w("tc", [w("tcPr", filtered(element.find(W + "tcPr"), OF_TABLES)), *content])]


def section(story: Story, element: Element) -> Element:
    """A section's page format, with those of its headers and footers that are printed."""
    kept: list[Element] = []
    wanted = {"default"}
    wanted |= {"first"} if is_on(element.find(W + "titlePg")) else set()
    wanted |= {"even"} if story.copying.two_sided else set()
    for name in ("headerReference", "footerReference"):
        for reference in element.iterfind(W + name):
            source = story.sources.get(reference.get(R + "id", ""))
            which = value(reference, "type") or "default"
            if source is None or source.is_outside or which not in wanted:
                continue
            kind = name.removesuffix("Reference")
            part = story.page_parts.setdefault(source.target, f"{kind}{len(story.page_parts) + 1}.xml")
            link = w(name, type=which)
            link.set(R + "id", story.links.to(kind, part))
            kept.append(link)
    return w("sectPr", [*kept, *filtered(element, OF_SECTIONS)])
