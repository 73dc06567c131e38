"""Words in bold, in italic, struck out or added, written in Markdown so that they read the same.

Added words, which legislative drafting underlines, stand between "++", as in markdown-it's extension "ins".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

SHOWN_ADDRESSES = ("http://", "https://", "mailto:")

_SPECIAL = re.compile(
    r"[\\*`]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\+(?=\+)|(?<=\+)\+|\](?=[(:\[])|&(?=#?\w+;)|<(?=[a-zA-Z/!?])"
)
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|\Z)|>|[-+](?=\s|\Z)|[-=]+\Z|\|)")
_ORDINAL = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words in one style, or a picture."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    added: bool = False
    picture: str = ""  # its id; the text is then what it shows, in words

    @property
    def marked(self) -> str:
        """The signs of what counts: struck out, which nothing else can undo, or added."""
        return "~~" if self.struck else "++" if self.added else ""

    @property
    def signs(self) -> str:
        return "**" * self.bold + "*" * self.italic


def linked(spans: list[Span], address: str) -> list[Span]:
    """Words with the address that they lead to, in parentheses; a link stays inert text."""
    shown = address.removeprefix("mailto:")
    words = "".join(span.text for span in spans).strip()
    if not address.startswith(SHOWN_ADDRESSES) or shown.rstrip("/") == words.rstrip("/"):
        return spans
    return [*spans, Span(f" ({shown})" if words else shown)]


def markdown_of(spans: Iterable[Span]) -> str:
    """One paragraph of Markdown, its line breaks as "\\" at the line's end."""
    written, last = [], ""
    tidied = _tidied(spans)
    rest = [*tidied[1:], Span("")]
    for signs, group in groupby(zip(tidied, rest, strict=True), lambda pair: pair[0].marked):
        inner = []
        for span, following in group:
            inner.append(_written(span, last, following.text))
            last = inner[-1][-1:] or last
        written.append(_marked("".join(inner), signs))
        last = written[-1][-1:] or last
    lines = [line.strip() for line in "".join(written).strip().split("\n")]
    return "\\\n".join(guarded(line) for line in lines if line)


def _marked(inner: str, signs: str) -> str:
    """Words between the signs of striking out or adding, white space outside of them."""
    words = inner.strip()
    if not signs or not words:
        return inner
    start, end = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    words = ("\\" if words[0] == signs[0] else "") + words
    if words[-1] == signs[0] and words[-2:-1] != "\\":
        words = words[:-1] + "\\" + words[-1]
    return start + signs + words + signs + end


def guarded(line: str) -> str:
    """A line whose first signs would otherwise make it a heading, an item, a quotation or a rule."""
    return "\\" + line if _LINE_START.match(line) else line


def number_escaped(line: str) -> str:
    """A line that begins "4. " so that it stays a paragraph with that number."""
    return _ORDINAL.sub(r"\1\\\2", line, count=1) if _ORDINAL.match(line) else line


def _tidied(spans: Iterable[Span]) -> list[Span]:
    """Neighbours in one style as one, white space in no style, stray characters gone."""
    tidied: list[Span] = []
    for (bold, italic, struck, added, picture), group in groupby(spans, _look):
        if picture:
            tidied += group
            continue
        text = "".join(span.text for span in group).replace("\u2011", "-").replace("\u00ad", "")
        text = re.sub(r"[^\S\n]+", " ", text.replace("\u2028", "\n"))
        styled = Span("", bold, italic, struck, added)
        for part in re.split(r"(\n)", text):
            tidied += [replace(styled, text=part) if part.strip() else Span(part)] if part else []
    return tidied


def _look(span: Span) -> tuple[bool, bool, bool, bool, str]:
    return span.bold, span.italic, span.struck, span.added, span.picture


def _written(span: Span, before: str, after: str) -> str:
    """A span between its signs; edges that Markdown could not read are left outside of them.

    `before` is the last character that was written, `after` the text of the next span.
    """
    if span.picture:
        return f"![{span.text}](picture:{span.picture})"
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
    if not inner or before[-1:] == "*":
        return escaped(start + inner + end)
    return escaped(start) + span.signs + escaped(inner) + span.signs[::-1] + escaped(end)


def escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)
