"""A policy's text for a chat: Markdown as plain parts, and cut into pages at its sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from govbot.core.cards.vocabulary import Divider, Items, Part, Text
from govbot.core.markdown_marks import with_marks
from govbot.core.redline import PICTURE

PAGE = 6_000  # characters of a policy on one card
PIECE = 2_400  # characters of one part: a chat takes 3,000 in a block, and counts some signs more than once
PARTS = 30  # and at most so many parts: a message of a chat has room for 50 blocks
STRUCK, ADDED = (
    "[struck out: {}]",
    "[added: {}]",
)  # a chat's cards have no type for them, and must not hide them
_MARKDOWN = with_marks(MarkdownIt("commonmark", {"html": False}).enable("table"))


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the text that fits on one card, and the section with which it begins."""

    section: str
    parts: tuple[Part, ...]


@lru_cache(maxsize=16)
def pages_of(text: str) -> tuple[Page, ...]:
    """The text in pages: a page ends before a heading where it can, and always before it is too long."""
    pages: list[Page] = []
    section, parts = "", list[Part]()
    for section_of_it, part in _cut(_parts(_MARKDOWN.parse(text))):
        if parts and (_full(parts, part) or (section_of_it and _size(parts) > PAGE // 3)):
            pages.append(Page(section, tuple(parts)))
            section, parts = "", []
        section = section or section_of_it
        parts.append(part)
    return (*pages, Page(section, tuple(parts)))


def _full(parts: Sequence[Part], part: Part) -> bool:
    return len(parts) >= PARTS or _size((*parts, part)) > PAGE


def _size(parts: Sequence[Part]) -> int:
    return sum(len(words) for part in parts for words in _words(part))


def _words(part: Part) -> tuple[str, ...]:
    match part:
        case Text(text=text):
            return (text,)
        case Items(rows=rows):
            return rows
        case _:
            return ()


def _cut(parts: Iterator[tuple[str, Part]]) -> Iterator[tuple[str, Part]]:
    """A part that is longer than a page becomes several, each with a sign that it goes on."""
    for section, part in parts:
        match part:
            case Text(text=text, style=style) if len(text) > PIECE:
                for n, piece in enumerate(_pieces(text)):
                    yield "" if n else section, Text(piece, style)
            case Items(rows=rows) if _size((part,)) > PIECE:
                for row in rows:
                    for piece in _pieces(row):
                        yield "", Items((piece,))
            case _:
                yield section, part


def _pieces(text: str) -> Iterator[str]:
    """A long text in pieces that end at a word; "…" where it goes on, and where it went on from."""
    start = 0
    while len(text) - start > PIECE:
        most = start + PIECE - 4
        end = max(text.rfind(sign, start + PIECE // 2, most) for sign in " \n")
        end = end if end > 0 else most
        yield ("… " if start else "") + text[start:end].rstrip() + " …"
        start = end + 1 if text[end].isspace() else end
    yield ("… " if start else "") + text[start:]


# Markdown → parts ------------------------------------------------------------------------------------


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[str, Part]]:
    """Each block as a part; a heading with the section that it begins."""
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        match tokens[at].type:
            case "heading_open":
                heading = _plain(inside)
                yield heading, Text(heading, "strong")
            case "bullet_list_open" | "ordered_list_open":
                yield "", Items(tuple(_rows(tokens[at : end + 1])))
            case "table_open":
                yield "", Items(tuple(_table(inside)))
            case "blockquote_open":
                yield "", Text(_plain(inside), "quote")
            case "hr":
                yield "", Divider()
            case _:
                words = _plain(tokens[at : end + 1])
                if words:
                    yield "", Text(words)
        at = end + 1


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the block that begins here ends."""
    depths = accumulate(token.nesting for token in tokens[at:])
    return at + next(place for place, depth in enumerate(depths) if depth == 0)


def _rows(tokens: Sequence[Token]) -> Iterator[str]:
    """The items of a list, with their numbers where they have some, inner lists set in."""
    depth, numbered = 0, list[bool]()
    label, words = "", list[str]()
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open", "list_item_open", "list_item_close"):
            if words:
                yield label + " ".join(words)
                label = ""
            words = []
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
                numbered.append(token.type == "ordered_list_open")
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
                numbered.pop()
            case "list_item_open":
                label = "– " * (depth - 1) + (f"{token.info}{token.markup} " if numbered[-1] else "")
            case _:
                if said := _plain((token,)):
                    words.append(said)


def _table(tokens: Sequence[Token]) -> Iterator[str]:
    """Each row of a table as a line that names its columns: "Date: July 25, 2025; Version: 1.0"."""
    header: list[str] | None = None
    row: list[str] = []
    rows = sum(token.type == "tr_close" for token in tokens)
    for token in tokens:
        if token.type == "inline":
            row.append(_plain((token,)))
        elif token.type == "tr_close":
            if header is None and rows > 1:
                header = row
            elif header is None or not any(header):
                yield (
                    f"{row[0].rstrip(':')}: {row[1]}"
                    if len(row) == 2 and header is not None
                    else "; ".join(row)
                )
            else:
                named = (f"{name}: {cell}" if name else cell for name, cell in zip(header, row, strict=False))
                yield "; ".join(named)
            row = []


def _plain(tokens: Sequence[Token]) -> str:
    """The words of some blocks without any sign of Markdown."""
    return "\n".join(said for token in tokens if (said := _inline(token)))


def _inline(token: Token) -> str:
    """The words of a line; a link as its words, and its address where that says something else."""
    if token.children is None:
        return token.content.strip()
    words, links, marks = "", list[tuple[str, int]](), list[int]()
    for token_inside in token.children:
        match token_inside.type:
            case "softbreak":
                words += " "
            case "hardbreak":
                words += "\n"
            case "s_open" | "ins_open":
                marks.append(len(words))
            case "s_close" | "ins_close":
                start = marks.pop()
                mark = STRUCK if token_inside.type == "s_close" else ADDED
                words = words[:start] + mark.format(words[start:])
            case "link_open":
                links.append((str(token_inside.attrGet("href") or ""), len(words)))
            case "link_close":
                address, start = links.pop()
                words += f" ({address})" if address.startswith("http") and words[start:] != address else ""
            case "image":
                words += _picture(token_inside)
            case _:
                words += token_inside.content
    return words.strip()


def _picture(token: Token) -> str:
    """A picture that the Word file shows, in words; of any other its words alone."""
    if not str(token.attrGet("src") or "").startswith(PICTURE):
        return token.content
    return f"[picture: {token.content}]" if token.content else "[picture]"
