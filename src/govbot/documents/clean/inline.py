"""Links, fields, content controls and bookmarks within a line: their words stay, what stands behind them goes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from govbot.documents.clean.fields import SHOWN_ADDRESS, shown
from govbot.documents.clean.names import W14, local, w
from govbot.documents.drawn import chosen_entry
from govbot.documents.fields import CHECKED, UNCHECKED, form_value
from govbot.documents.trees import R, W, is_on, value

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
    """A field in one element: its result as text, a page number as a field, a form's value as its words."""
    code = value(element, "instr") or ""
    form = form_value(element)
    if form is not None:
        return [w("r", [shown(form)])] if form and not story.fields.hides else []
    kept, stays = story.fields.simple(code)
    if not stays:
        return []
    content = story.content(element)
    return [w("fldSimple", content, instr=kept)] if kept else content


def control(story: Story, element: Element) -> list[Element]:
    """What a content control shows: a box to tick as its sign, an entry that was chosen as its words."""
    properties, content = element.find(W + "sdtPr"), element.find(W + "sdtContent")
    gallery = value(properties.find(f"{W}docPartObj/{W}docPartGallery")) if properties is not None else None
    if content is None or (gallery or "").casefold() == "table of contents":
        return []
    copies = story.content(content)
    if properties is None or any(local(copy.tag) in ("p", "tbl", "tr", "tc") for copy in copies):
        return copies
    box = properties.find(W14 + "checkbox")
    if box is not None:
        checked = box.find(W14 + "checked")
        is_checked = checked is not None and checked.get(W14 + "val", "1") not in ("0", "false", "off")
        return [w("r", [shown(CHECKED if is_checked else UNCHECKED)])]
    words = "".join(text.text or "" for copy in copies for text in copy.iter(W + "t"))
    if is_on(properties.find(W + "showingPlcHdr")) and copies:
        placeholder = words.strip(" []")
        return [w("r", [shown(f"[{placeholder}]")])] if placeholder else []
    if not words.strip() and (entry := chosen_entry(properties)):
        return [*copies, w("r", [shown(entry)])]
    return copies


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
