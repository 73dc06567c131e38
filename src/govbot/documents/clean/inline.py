"""Links, fields, content controls and bookmarks within a line: their words stay, what stands behind them goes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from govbot.documents.clean.fields import SHOWN_ADDRESS, sign
from govbot.documents.clean.names import W14, w
from govbot.documents.trees import R, W, value

if TYPE_CHECKING:
    from govbot.documents.clean.story import Story


def hyperlink(story: Story, element: Element) -> list[Element]:
    content = story.content(element)
    source = story.sources.get(element.get(R + "id", ""))
    anchor = value(element, "anchor") or ""
    if source is not None and source.is_outside and SHOWN_ADDRESS.match(source.target):
        target = source.target
        if anchor:
            target = f"{target.partition('#')[0]}#{anchor}"
        link = w("hyperlink", content)
        link.set(R + "id", story.links.to("hyperlink", target, outside=True))
        return [link] if SHOWN_ADDRESS.match(target) else content
    if anchor in story.copying.places and source is None:
        return [w("hyperlink", content, anchor=story.copying.places[anchor])]
    return content


def simple_field(story: Story, element: Element) -> list[Element]:
    code, stays = story.fields.simple(value(element, "instr") or "")
    if not stays:
        return []
    content = story.content(element)
    return [w("fldSimple", content, instr=code)] if code else content


def control(story: Story, element: Element) -> list[Element]:
    """What a content control shows; a box to tick as its sign."""
    content = [copy for inner in element.iterfind(W + "sdtContent") for copy in story.content(inner)]
    box = element.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return content
    checked = box.find(W14 + "checked")
    ticked = sign(checked is not None and checked.get(W14 + "val") not in ("0", "false"))
    for text in (text for copy in content for text in copy.iter(W + "t") if text.text):
        text.text = ticked.text
        return content
    return [*content, w("r", [ticked])]


def bookmark(story: Story, element: Element) -> list[Element]:
    id = value(element, "id") or ""
    if element.tag == W + "bookmarkStart":
        place = story.copying.places.get(value(element, "name") or "")
        if place is None or place in story.kept_marks.values():
            return []
        story.kept_marks[id] = place
        return [w("bookmarkStart", id=str(len(story.kept_marks)), name=place)]
    if id in story.kept_marks:
        return [w("bookmarkEnd", id=str(list(story.kept_marks).index(id) + 1))]
    return []
