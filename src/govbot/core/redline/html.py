"""The whole redline as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from govbot.core.redline.alignment import Piece, pieces

LEAD = re.compile(r"[#>\s]*(?:[-*+] )?")
STYLES = {
    "item": re.compile(r"[-*+] "),
    "numbered": re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,4})\\?[.)] "),
    "row": re.compile(r"\|"),
}
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def as_html(before: str, after: str) -> str:
    """The whole text as HTML, what went out in <del>, what came in in <ins>; everything is escaped."""
    return "\n".join(filter(None, map(_line, _lines(pieces(before, after)))))


def _lines(parts: Iterable[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in parts:
        first, *rest = piece.text.split("\n")
        line.append(Piece(piece.kind, first))
        for text in rest:
            yield line
            line = [Piece(piece.kind, text)]
    yield line


def _line(line: Sequence[Piece]) -> str:
    """One line of Markdown: a heading, an item or a paragraph, with its own signs taken off the front."""
    kept = "".join(piece.text for piece in line if piece.kind != "out")
    start = (kept if kept.strip() else "".join(piece.text for piece in line)).lstrip()
    body, leading = "", True
    for piece in line:
        text = LEAD.sub("", piece.text, count=1) if leading else piece.text
        leading = leading and not text
        body += _marked(piece.kind, text)
    if not body.strip() or re.fullmatch(r"[|\-: ]+", start):
        return ""
    hashes = len(start) - len(start.lstrip("#"))
    name = f"h{min(hashes + 1, 6)}" if hashes and start[hashes : hashes + 1] == " " else "p"
    style = next((f' class="{style}"' for style, sign in STYLES.items() if sign.match(start)), "")
    return f"<{name}{style}>{body.strip(' |')}</{name}>"


def _marked(kind: str, text: str) -> str:
    shown = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", escape(ESCAPED.sub(r"\1", text)))
    tag = {"out": "del", "in": "ins"}.get(kind)
    return f"<{tag}>{shown}</{tag}>" if tag and shown else shown
