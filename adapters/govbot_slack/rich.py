"""Draws rich text: the only block in which Slack reads no markup, so people's words stay unchanged.

Its text elements are literal, so nothing is escaped in them: “R&amp;D” would be shown as it stands.

Web addresses are shown as links to themselves; nothing is ever linked under another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Element = dict[str, Any]
_ADDRESS = re.compile(r"https?://[^\s<>|\"'`]+[^\s<>|\"'`.,;:!?)\]}]")


def words(text: str, *styles: str) -> list[Element]:
    """The elements of a text in styles among "bold", "italic", "strike" and "code"."""
    elements: list[Element] = []
    end = 0
    for address in _ADDRESS.finditer(text):
        elements += _words(text[end : address.start()], styles)
        elements.append(_styled({"type": "link", "url": address[0]}, styles))
        end = address.end()
    return elements + _words(text[end:], styles)


def emoji(name: str) -> Element:
    """An emoji, by Slack's name for it."""
    return {"type": "emoji", "name": name}


def section(elements: Iterable[Element]) -> Element:
    """A paragraph."""
    return {"type": "rich_text_section", "elements": list(elements)}


def quote(elements: Iterable[Element]) -> Element:
    """A quote: text that a person wrote, behind a bar."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def bullets(rows: Iterable[Iterable[Element]]) -> Element:
    """A bulleted list, a row each."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(row) for row in rows]}


def block(*contents: Element) -> Element:
    """The block that holds paragraphs, quotes and lists."""
    return {"type": "rich_text", "elements": list(contents)}


def _words(text: str, styles: tuple[str, ...]) -> list[Element]:
    return [_styled({"type": "text", "text": text}, styles)] if text else []


def _styled(element: Element, styles: tuple[str, ...]) -> Element:
    return {**element, "style": dict.fromkeys(styles, True)} if styles else element
