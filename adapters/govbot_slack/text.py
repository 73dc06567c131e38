"""Escapes, measures and cuts texts for Slack.

Slack reads `&`, `<` and `>` as the marks of mentions and links: https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from typing import Any

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
ELLIPSIS = "…"


def escape(text: str) -> str:
    """The text with nothing left in it that Slack would read as a mention or a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def size(text: str) -> int:
    """How long Slack may find a text: UTF-16 units, the longest way of counting, after escaping."""
    return units(escape(text))


def units(text: str) -> int:
    """UTF-16 units: the longest way of counting characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int, end: str = ELLIPSIS) -> str:
    """The text, raw, shortened so that its `size` is at most `most`; `end` says that it was cut."""
    if size(text) <= most:
        return text
    return prefix(text, most - size(end)) + end


def prefix(text: str, most: int) -> str:
    """The longest beginning of a text whose `size` is at most `most`; ends between words where it can."""
    room = most
    for at, letter in enumerate(text):
        room -= len(_ESCAPED.get(letter, "")) or (2 if ord(letter) > 0xFFFF else 1)
        if room < 0:
            kept = text[:at]
            space = max(kept.rfind(" "), kept.rfind("\n"))
            return kept[:space] if space > at * 0.8 else kept
    return text


def pieces(text: str, most: int) -> list[str]:
    """The whole text in pieces, each of which has at most the size `most`."""
    parts = []
    while size(text) > most:
        piece = prefix(text, most) or text[:1]
        parts.append(piece)
        text = text[len(piece) :].lstrip(" \n")
    return [*parts, text] if text else parts


def plain(text: str, most: int) -> dict[str, Any]:
    """A `plain_text` object: no markup, and no `:emoji:` codes either."""
    return {"type": "plain_text", "text": escape(cut(text, most)) or " ", "emoji": False}


def words(text: str) -> str:
    """What a person typed, from Slack's text of it: links and mentions as they read, entities undone."""

    def read(link: re.Match[str]) -> str:
        target, label = link[1], link[2]
        if target.startswith(("@", "#", "!")):
            mark = target[0] if target[0] != "!" else "@"
            return mark + (label.lstrip("@#") if label else target[1:])
        return target.removeprefix("mailto:") if label is None or label in target else f"{label} ({target})"

    return _LINK.sub(read, text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
