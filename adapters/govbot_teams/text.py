"""Measures, cuts and escapes texts for Teams, and reads texts that come from there."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from typing import Any

ELLIPSIS = "…"
_BREAKS = {"br", "p", "div", "li", "tr", "blockquote"}


def weight(thing: Any) -> int:
    """How many bytes something takes as the JSON that is sent."""
    return len(dumped(thing))


def dumped(thing: Any) -> bytes:
    """The JSON that is sent: UTF-8, no spaces; half of a pair is replaced."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def cut(text: str, most: int, end: str = ELLIPSIS) -> str:
    """The text, shortened to so many characters; `end` says that it was cut."""
    return text if len(text) <= most else prefix(text, most - len(end)) + end


def prefix(text: str, most: int) -> str:
    """The beginning of a text; ends between words where it can."""
    kept = text[: max(0, most)]
    space = max(kept.rfind(" "), kept.rfind("\n"))
    return kept[:space] if len(kept) < len(text) and space > len(kept) * 0.8 else kept


def pieces(text: str, most: int) -> list[str]:
    """The whole text in pieces of at most so many characters."""
    parts = []
    while len(text) > most:
        piece = prefix(text, most) or text[:most]
        parts.append(piece)
        text = text[len(piece) :].lstrip(" \n")
    return [*parts, text] if text else parts


def plain(text: str) -> str:
    """A title of an action or a choice: one line, in which no client finds a Markdown link."""
    line = " ".join(text.split()) or " "
    return line.replace("](", "]\u200b(")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def words_of_html(markup: str) -> str:
    """The visible text of a message's HTML."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def words(text: str) -> str:
    """What a person typed: Teams' hard spaces made soft, left-over mention tags gone."""
    without = re.sub(r"</?at(\s[^>]*)?>", "", text)
    return html.unescape(without).replace("\u00a0", " ").strip()
