"""Rich text: where people's words are shown, since no client reads Markdown in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Element = dict[str, Any]


def run(text: str, **marks: Any) -> Element:
    """A run of words: weight="Bolder", strikethrough=True …"""
    return {"type": "TextRun", "text": text, **marks}


def block(*runs: Element, **marks: Any) -> Element:
    """A paragraph of runs."""
    return {
        "type": "RichTextBlock",
        "inlines": [piece for piece in runs if piece["text"]] or [run(" ")],
        **marks,
    }


def paragraphs(text: str, **marks: Any) -> Iterable[Element]:
    """A text as blocks, one a line: clients differ in whether they break a line inside one."""
    for number, line in enumerate(line for line in text.split("\n") if line.strip()):
        spacing = {"spacing": "Small"} if number else {}
        yield block(run(line, **marks), **spacing)
