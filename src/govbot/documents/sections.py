"""The sections of a draft, which comments refer to.

Pure. Headings are Markdown's own, `# Like this` or underlined; lines in code and in front matter are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

LONGEST = 150

_ATX = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:[-*+>|]|\d{1,9}[.)])(?:[ \t]|$)|\|| {4}|\t")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
# A run of underscores is looked at from its start alone: otherwise a long one inside a word takes quadratic time.
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|`+|(?<!\w)_++|(?<!_)_++(?!\w)|~~")

_STRUCK = re.compile(r"(?<!\\)~~(?=\S)[^~\n]{1,2000}(?<!\\)~~")
_ONLY_A_NUMBER = re.compile(r"[\W\d_]*(?:[IVXLC]{1,8}|[A-Za-z])?[\W\d_]*\Z")
_ADDED = re.compile(r"(?<!\\)\+\+(?=\S)([^+\n]{1,2000})(?<![\\\s])\+\+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as people choose it from a list, how deep it is, and where it begins in the text."""

    label: str
    level: int
    start: int


def headings(markdown: str) -> tuple[str, ...]:
    """The headings in order, each once: a second "Scope" reads "Scope (2)". At most 150 characters each."""
    return tuple(heading.label for heading in outline(markdown))


def section_text(markdown: str, heading: str) -> str:
    """A heading with all that stands under it, its sub-sections too; empty when there is no such heading.

    A heading that runs in, at the start of a paragraph, ends with its paragraph.
    """
    for shown in (_live, plain):  # a text of before may name a heading with its struck words
        sections = _outline(markdown, shown)
        for n, section in enumerate(sections):
            if section.label == heading:
                ends = (later.start for later in sections[n + 1 :] if later.level <= section.level)
                return markdown[section.start : next(ends, len(markdown))].strip()
    return next((markdown[start:end].strip() for start, end in _paragraphs_from(markdown, heading)), "")


def sections_of(markdown: str, run_ins: Sequence[str] = ()) -> tuple[str, ...]:
    """The headings, and those that run in at the start of a paragraph (`run_ins`, in order), each once."""
    places = [(heading.start, heading.label) for heading in outline(markdown)]
    at = 0
    for words in run_ins:
        if span := next(_paragraphs_from(markdown, words, at), None):
            places.append((span[0], words[:LONGEST]))
            at = span[1]
    labels = UniqueLabels()
    return tuple(labels.label(label) for _, label in sorted(places, key=lambda place: place[0]))


def _paragraphs_from(markdown: str, words: str, at: int = 0) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand that begin with these words."""
    while words and at < len(markdown):
        end = markdown.find("\n\n", at)
        end = len(markdown) if end < 0 else end + 2
        if plain(markdown[at : min(end, at + 4 * LONGEST)]).startswith(words):
            yield at, end
        at = end


def outline(markdown: str) -> tuple[Heading, ...]:
    """The headings with their levels (1 to 6) and places."""
    return _outline(markdown, _live)


def _outline(markdown: str, shown: Callable[[str], str]) -> tuple[Heading, ...]:
    labels = UniqueLabels()
    return tuple(
        Heading(labels.label(shown(words)), level, start) for level, start, words in _headings(markdown)
    )


def _live(words: str) -> str:
    """A heading's words without those that are struck out; one that is struck out whole says so."""
    kept = plain(_STRUCK.sub("", words))
    return kept if not _ONLY_A_NUMBER.match(kept) or kept == plain(words) else f"{plain(words)} (struck out)"


def plain(words: str) -> str:
    """Words without Markdown's signs: emphasis, escapes, links."""
    without = _MARKS.sub(lambda match: match[1] or "", _ADDED.sub(r"\1", _LINK.sub(r"\1", words)))
    return " ".join(without.split())


def body_start(markdown: str) -> int:
    """Where the text begins, after a block of front matter if there is one."""
    if not markdown.startswith("---\n"):
        return 0
    end = markdown.find("\n---\n", 3)
    return end + len("\n---\n") if end >= 0 else 0


def _headings(markdown: str) -> Iterator[tuple[int, int, str]]:
    fence, paragraph, paragraph_start = "", list[str](), 0
    start = body_start(markdown)
    for line in markdown[start:].splitlines(keepends=True):
        text, here = line.rstrip("\r\n"), start
        start += len(line)
        if fence:
            fence = "" if text.strip().startswith(fence) and not text.strip(" `~") else fence
        elif match := _FENCE.match(text):
            fence, paragraph = match[1], []
        elif match := _ATX.match(text):
            yield len(match[1]), here, re.sub(r"(?:\A|[ \t])#+\Z", "", text[match.end() :].strip())
            paragraph = []
        elif paragraph and (match := _UNDERLINE.match(text)):
            yield 1 if match[1][0] == "=" else 2, paragraph_start, " ".join(paragraph)
            paragraph = []
        elif not text.strip() or (not paragraph and _NO_PARAGRAPH.match(text)):
            paragraph = []
        else:
            paragraph_start = paragraph_start if paragraph else here
            paragraph.append(text)


class UniqueLabels:
    """Gives each heading a label of its own: a second "Scope" reads "Scope (2)".

    The last number of each label is remembered: to count from 2 again for every equal heading took minutes
    for a file of 300 KB.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def label(self, words: str) -> str:
        """At most 150 characters, and given out once."""
        label = _cut(words or "(untitled)", LONGEST)
        candidate, number = label, self._last.get(label, 1)
        while candidate in self._taken:
            number += 1
            suffix = f" ({number})"
            candidate = _cut(label, LONGEST - len(suffix)) + suffix
        self._last[label] = number
        self._taken.add(candidate)
        return candidate


def _cut(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"
