"""A Markdown text as a reader sees it: blocks of plain words, their numbers apart, without Markdown's signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

PICTURE = "picture:"  # how the address of a picture begins that a Word file showed
CELL = "\t"  # between the cells of a table's row, in its text

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_SEPARATOR = re.compile(r"[|\-: \t]+\Z")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_NUMBER = re.compile(
    r"((?:(?:section|article|part|chapter|appendix|step)\s+)?(?:\d{1,4}(?:\.\d{1,4}){1,6}\.?|\d{1,4}\\?[.)]|[IVXLC]{1,8}[.)]"
    r"|[A-Za-z][.)])|\((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})\)|§+\s?[\d.\-]+)[ \t]+(?=\S)",
    re.IGNORECASE,
)
_HEADING_NUMBER = re.compile(
    r"((?:(?:section|article|part|chapter|appendix|step)\s+)?(?:\d{1,4}(?:\.\d{1,4}){0,6}|[IVXLC]{1,8}|[A-Z](?=[.)]))"
    r"[.):]?)[ \t]+(?=\S)"
)
_SPECIAL = re.compile(r"[\\*_`~+\[\n]")
_SIGNS = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<sign>\*\*|~~|\+\+|\*|__|(?<!\w)_|_(?!\w))|`(?P<code>[^`\n]+)`"
    r"|!?\[(?P<words>[^\[\]\n]*)\]\((?P<address>[^()\s]*)\)|(?P<break>\\\n)|(?P<line>[ \t]*\n[ \t]*)"
)
_MARKS = {"**": "bold", "__": "bold", "*": "italic", "_": "italic", "~~": "struck", "++": "added"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look; `marks` holds any of "bold", "italic", "struck", "added"."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item or a row of a table.

    `level` is a heading's (1 to 6) or an item's depth (from 0); `number` stands before the words: "2.1", "(a)", "•";
    `source` is the Markdown of the words. Of a row, the source's cells are parted by CELL.
    """

    kind: str
    level: int
    number: str
    source: str

    @property
    def text(self) -> str:
        return plain_of(self.source)

    @property
    def line(self) -> str:
        """The number and the words."""
        return f"{self.number} {self.text}".strip()


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks in order; empty ones, rules and the lines below a table's head are left out."""
    return tuple(block for block in _blocks(markdown) if block.source.strip() or block.number)


def plain_text(markdown: str) -> str:
    """The words as a reader sees them: a line for each block, with its number."""
    return "\n".join(block.line for block in blocks_of(markdown))


@lru_cache(maxsize=20_000)
def plain_of(source: str) -> str:
    """A block's words without signs."""
    return "".join(run.text for run in runs_of(source)) if _SPECIAL.search(source) else source


def runs_of(source: str) -> tuple[Run, ...]:
    """A block's words in their looks."""
    if not _SPECIAL.search(source):
        return (Run(source),)
    runs: list[Run] = []
    marks: set[str] = set()
    at = 0
    for match in _SIGNS.finditer(source):
        if match.start() > at:
            runs.append(Run(source[at : match.start()], frozenset(marks)))
        at = match.end()
        if text := _said(match, source, marks):
            runs.append(Run(text, frozenset(marks)))
    if at < len(source):
        runs.append(Run(source[at:], frozenset(marks)))
    return tuple(runs)


def _said(match: re.Match[str], source: str, marks: set[str]) -> str:
    """What a sign says; a sign of emphasis opens or closes its mark, or is an ordinary character."""
    if sign := match["sign"]:
        mark = _MARKS[sign]
        if mark in marks:
            marks.remove(mark)
            return ""
        opens = source[match.end() : match.end() + 1].strip() and source.find(sign, match.end() + 1) > 0
        if opens:
            marks.add(mark)
        return "" if opens else sign
    if match["address"] is not None:
        words, address = match["words"], match["address"]
        if address.startswith(PICTURE):  # named by its bytes: another picture is another text
            number = address.removeprefix(PICTURE)[:6]
            return f"[picture {number}: {words}]" if words else f"[picture {number}]"
        return (
            words
            if words == address or not address.startswith(("http", "mailto"))
            else f"{words} ({address})"
        )
    if match["escaped"] or match["code"]:
        return str(match["escaped"] or match["code"])
    return "\n" if match["break"] else " "


# Markdown's lines ------------------------------------------------------------------------------------------


def _blocks(markdown: str) -> Iterator[Block]:
    paragraph: list[str] = []
    is_code = False
    for line in [*markdown.split("\n"), ""]:
        stripped = line.strip()
        if _FENCE.match(line):
            yield from _paragraph(paragraph)
            paragraph, is_code = [], not is_code
        elif is_code:
            yield Block("code", 0, "", re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line))
        elif not stripped:
            yield from _paragraph(paragraph)
            paragraph = []
        elif match := _ATX.match(line):
            yield from _paragraph(paragraph)
            paragraph = []
            words = re.sub(r"(?:\A|[ \t])#+\Z", "", line[match.end() :].strip())
            yield _numbered("heading", len(match[1]), words, _HEADING_NUMBER)
        elif paragraph and (match := _UNDERLINE.match(line)) and not _ITEM.match(paragraph[0]):
            yield _numbered("heading", 1 if match[1][0] == "=" else 2, _joined(paragraph), _HEADING_NUMBER)
            paragraph = []
        elif stripped.startswith("|") and not (paragraph and "|" not in stripped[1:]):
            yield from _paragraph(paragraph)
            paragraph = []
            yield from _row(stripped)
        elif _RULE.match(line):
            yield from _paragraph(paragraph)
            paragraph = []
        elif _ITEM.match(line):
            yield from _paragraph(paragraph)
            paragraph = [line]
        else:
            paragraph.append(line)


def _row(line: str) -> Iterator[Block]:
    if not _SEPARATOR.match(line):
        cells = re.split(r"(?<!\\)\|", re.sub(r"(?<!\\)\|\Z", "", line[1:]))
        yield Block("row", 0, "", CELL.join(cell.strip() for cell in cells))


def _paragraph(lines: Sequence[str]) -> Iterator[Block]:
    if not lines:
        return
    if match := _ITEM.match(lines[0]):
        number = match[2] if match[2][0].isdecimal() else "•"
        words = _joined([lines[0][match.end() :], *lines[1:]])
        yield Block("item", len(match[1].expandtabs(4)) // 2, number, words)
    else:
        words = _joined(lines)
        quoted = "quote" if words.startswith(">") else "text"
        yield _numbered(quoted, 0, words.lstrip("> ") if quoted == "quote" else words, _NUMBER)


def _numbered(kind: str, level: int, words: str, pattern: re.Pattern[str]) -> Block:
    """The block with its number apart; one that Markdown would count is written with a backslash."""
    if match := pattern.match(words):
        return Block(kind, level, match[1].replace("\\", ""), words[match.end() :])
    return Block(kind, level, "", words)


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in lines)
