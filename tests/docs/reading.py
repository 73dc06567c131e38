"""The documents as tests read them: all Markdown of the project, its links and the commands that it names."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]+)">')
_FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_TICKED = re.compile(r"`([^`\n]+)`")


def name(page: Path) -> str:
    """A page as a test calls it."""
    return str(page.relative_to(ROOT))


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> list[str]:
    """Where the page's links and pictures lead, outside of code."""
    return _LINK.findall(_FENCE.sub("", text(page)))


def anchors(page: Path) -> set[str]:
    """What a link into the page may name: its headings, as GitHub makes anchors of them, and its own."""
    plain = (
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text(page))
    )
    return {*plain, *_ANCHOR.findall(text(page))}


def code(page: Path) -> list[str]:
    """Every line of code: in fences, and between ticks."""
    fenced = [line.strip() for block in _FENCE.findall(text(page)) for line in block.splitlines()[1:-1]]
    return fenced + _TICKED.findall(_FENCE.sub("", text(page)))
