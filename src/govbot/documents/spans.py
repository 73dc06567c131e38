"""Words in bold, italic or struck out, written in Markdown so that they read the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from govbot.documents.html_tree import Node

SHOWN_ADDRESSES = ("http://", "https://", "mailto:")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

_SPECIAL = re.compile(
    r"[\\*`]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\](?=[(:\[])|&(?=#?\w+;)|<(?=[a-zA-Z/!?])"
)
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|\Z)|>|[-+](?=\s|\Z)|[-=]+\Z|\|)")
_ORDINAL = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False

    @property
    def signs(self) -> str:
        return "~~" * self.struck + "**" * self.bold + "*" * self.italic


def spans_of(node: Node, like: Span = Span("")) -> Iterator[Span]:
    """The words of an element, with links as inert text: their words, then their address in parentheses."""
    for child in node.children:
        if isinstance(child, str):
            yield replace(like, text=child)
            continue
        match child.tag:
            case "strong" | "b":
                yield from spans_of(child, replace(like, bold=True))
            case "em" | "i":
                yield from spans_of(child, replace(like, italic=True))
            case "s":
                yield from spans_of(child, replace(like, struck=True))
            case "br":
                yield replace(like, text="\n")
            case "input":
                yield replace(like, text="☑" if "checked" in child.attributes else "☐")
            case "sup" | "sub":
                yield from _shifted(child, like)
            case "a":
                yield from _link(child, like)
            case "img":
                pass
            case _:
                yield from spans_of(child, like)


def _link(node: Node, like: Span) -> Iterator[Span]:
    spans = list(spans_of(node, like))
    words = "".join(span.text for span in spans).strip()
    address = node.attributes.get("href", "")
    if words != "↑":  # mammoth's way back from a note
        yield from spans
    if address.startswith(SHOWN_ADDRESSES) and address.removeprefix("mailto:").rstrip("/") != words.rstrip(
        "/"
    ):
        yield replace(like, text=f" ({address.removeprefix('mailto:')})" if words else address)


def _shifted(node: Node, like: Span) -> Iterator[Span]:
    """Digits as raised or lowered digits; anything else as it is."""
    for span in spans_of(node, like):
        shifted = span.text.translate(RAISED if node.tag == "sup" else LOWERED)
        yield replace(span, text=shifted if span.text.isdecimal() else span.text)


def markdown_of(spans: Iterable[Span]) -> str:
    """One paragraph of Markdown, its line breaks as "\\" at the line's end."""
    tidied = _tidied(spans)
    written, last = [], ""
    for n, span in enumerate(tidied):
        following = tidied[n + 1].text if n + 1 < len(tidied) else ""
        written.append(_written(span, last, following))
        last = written[-1][-1:] or last
    lines = [line.strip() for line in "".join(written).strip().split("\n")]
    return "\\\n".join(guarded(line) for line in lines if line)


def guarded(line: str) -> str:
    """A line whose first signs would otherwise make it a heading, an item, a quotation or a rule."""
    return "\\" + line if _LINE_START.match(line) else line


def number_escaped(line: str) -> str:
    """A line that begins "4. " so that it stays a paragraph with that number."""
    return _ORDINAL.sub(r"\1\\\2", line, count=1) if _ORDINAL.match(line) else line


def _tidied(spans: Iterable[Span]) -> list[Span]:
    """Neighbours in one style as one, white space in no style, stray characters gone."""
    tidied = []
    for (bold, italic, struck), group in groupby(spans, lambda span: (span.bold, span.italic, span.struck)):
        text = "".join(span.text for span in group).replace("\u2011", "-").replace("\u00ad", "")
        text = re.sub(r"[^\S\n]+", " ", text.replace("\u2028", "\n"))
        styled = Span("", bold, italic, struck)
        for part in re.split(r"(\n)", text):
            tidied += [replace(styled, text=part) if part.strip() else Span(part)] if part else []
    return tidied


def _written(span: Span, before: str, after: str) -> str:
    """A span between its signs; edges that Markdown could not read are left outside of them.

    `before` is the last character that was written, `after` the text of the next span.
    """
    inner = span.text.strip()
    if not span.signs or not inner:
        return escaped(span.text)
    start = span.text[: len(span.text) - len(span.text.lstrip())]
    end = span.text[len(span.text.rstrip()) :]
    if before[-1:].isalnum() and not start:
        lead = re.match(r"\W*", inner)
        start, inner = (lead[0], inner[lead.end() :]) if lead else (start, inner)
    if after[:1].isalnum() and not end:
        core = inner.rstrip("".join({c for c in inner if not c.isalnum()}))
        inner, end = core, inner[len(core) :]
    if not inner or before[-1:] in ("*", "~"):
        return escaped(start + inner + end)
    return escaped(start) + span.signs + escaped(inner) + span.signs[::-1] + escaped(end)


def escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)
