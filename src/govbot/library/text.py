"""A policy's text as HTML with a table of contents: Markdown in, only harmless elements out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from govbot.core.markdown_marks import with_marks

# What a policy's text may be made of. Addresses may lead to the web and to mail, nowhere else.
TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "ul", "ol", "li", "pre", "code"),
    *("strong", "em", "s", "ins", "a", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "th": {"scope"},
    "p": {"class"},
} | {tag: {"id"} for tag in HEADINGS}
SCHEMES = {"http", "https", "mailto"}

_OWN_PICTURE = re.compile(r"picture:([0-9a-f]{16})")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LABEL = re.compile(
    r"\W*(?:policy title|originator|effective date|history|relevant laws[\w ]{0,60})\W{0,20}[:|\t]",
    re.IGNORECASE,
)
_ONLY_A_NUMBER = re.compile(r"[\W\d_]*(?:[IVXLC]{1,8}|[A-Za-z])?[\W\d_]*\Z")
_VERSIONS = re.compile(r"\|\W*date\W*\|\W*version\W*\|", re.IGNORECASE)
_LETTERED = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[a-zA-Z]\.|[ivx]{1,5}\.|\d+(?:\.\d+)+\.?)\s")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    words: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text's HTML, clean, and its headings down to the second level."""

    html: str
    contents: tuple[Entry, ...]


def render(markdown: str, title: str = "", whole: bool = False, pictures: str = "") -> Rendered:
    """The text without its own title, title block and version table, which a page of the Library shows in its own
    form; with them where the text is to be read as it is (`whole`). `pictures` is the address under which the
    pictures of the text's Word file are served, by their ids; without it, words stand in their places."""
    parser = with_marks(MarkdownIt("commonmark", {"html": False}).enable(["table"]))
    tokens = parser.parse(markdown) if whole else _without_title(parser.parse(body(markdown)), title)
    _place_pictures(tokens, pictures)
    tokens = _without_empty_heads(tokens)
    contents = _anchored(tokens)
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and _LETTERED.match(token.content):
            before.attrSet("class", "lettered")
        if token.type == "th_open":
            token.attrSet("scope", "col")
    html = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return Rendered(_scrolling(html), tuple(entry for entry in contents if entry.level <= 3))


def body(markdown: str) -> str:
    """The text from its first real paragraph on, and without the version table at its end."""
    text = without_front_matter(markdown)
    lines = text.split("\n")
    head = next((n for n, line in enumerate(lines) if line.startswith("#")), 40)
    labels = [n for n, line in enumerate(lines[:head]) if _LABEL.match(line)]
    if len(labels) >= 2 and all(map(_is_title_block, lines[: labels[-1] + 1])):
        text = "\n".join(lines[labels[-1] + 1 :])
    return _without_version_table(text)


def _without_version_table(text: str) -> str:
    """The text without a last table whose columns begin with Date and Version."""
    lines = text.rstrip().split("\n")
    end = len(lines)
    while end > 1 and lines[end - 1].startswith("|"):
        end -= 1
    head = next((n for n in range(end, len(lines)) if _VERSIONS.match(lines[n][:200])), None)
    return text if head is None else "\n".join(lines[:head]) + "\n"


def without_front_matter(markdown: str) -> str:
    """The text without the block of settings that some Markdown files begin with."""
    return _FRONT_MATTER.sub("", markdown, count=1)


def _is_title_block(line: str) -> bool:
    """A label with its value, or a short line such as a letterhead's."""
    short = len(line) < 80 and not line.rstrip().endswith((".", ";"))
    return bool(_LABEL.match(line)) or short or line.startswith("|")


def _without_title(tokens: list[Token], title: str) -> list[Token]:
    """Without a first heading that is the very title: the page has it already."""
    if title and tokens and tokens[0].type == "heading_open":
        words = "".join(_words(child) for child in tokens[1].children or [])
        if " ".join(words.split()).casefold() == " ".join(title.split()).casefold():
            return tokens[3:]
    return tokens


def _place_pictures(tokens: Sequence[Token], pictures: str) -> None:
    """A picture of the text's own file gets its address; any other becomes the words that describe it: nothing is
    fetched for the reader."""
    for token in tokens:
        for child in token.children or []:
            if child.type == "image":
                id = _OWN_PICTURE.fullmatch(str(child.attrGet("src") or ""))
                if id and pictures:
                    child.attrs = {"src": f"{pictures}{id[1]}", "alt": "", "loading": "lazy"}
                else:
                    words = f"[picture: {child.content}]" if child.content else "[picture]"
                    child.type, child.tag, child.content = "text", "", words


def _without_empty_heads(tokens: list[Token]) -> list[Token]:
    """A table of labels and values has no head."""
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if token.type == "thead_close":
            start = next(n for n in reversed(range(len(kept))) if kept[n].type == "thead_open")
            if not any(part.content.strip() for part in kept[start:]):
                del kept[start:]
    return kept


def _anchored(tokens: Sequence[Token]) -> list[Entry]:
    """Gives every heading its anchor and its place below the page's own first heading."""
    opened = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    top = min((int(tokens[n].tag[1]) for n in opened), default=1)
    taken: dict[str, int] = {}
    entries = []
    for n in opened:
        words = _live(tokens[n + 1].children or [])
        level = min(6, int(tokens[n].tag[1]) - top + 2)
        tokens[n].tag = tokens[n + 2].tag = f"h{level}"
        anchor = "s-" + (re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60] or "section")
        taken[anchor] = taken.get(anchor, 0) + 1
        anchor += f"--{taken[anchor]}" if taken[anchor] > 1 else ""
        tokens[n].attrSet("id", anchor)
        entries.append(Entry(" ".join(words.split()), anchor, level))
    return entries


def _live(tokens: Sequence[Token]) -> str:
    """A heading's words without those that are struck out; where all are, it says so."""
    struck, live, whole = 0, "", ""
    for token in tokens:
        struck += (token.type == "s_open") - (token.type == "s_close")
        whole += _words(token)
        live += "" if struck else _words(token)
    return live if live == whole or not _ONLY_A_NUMBER.match(live) else f"{whole} (struck out)"


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _scrolling(html: str) -> str:
    """Wide tables scroll by themselves, also by keyboard."""
    opening = '<div class="wide" role="region" aria-label="Table" tabindex="0"><table>'
    return html.replace("<table>", opening).replace("</table>", "</table></div>")
