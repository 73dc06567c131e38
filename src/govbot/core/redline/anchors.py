"""Where the sections of one draft stand in the next: an anchor survives renaming, renumbering, moving and splitting.

A section is found again by its heading and by its text, never by its words alone: where they disagree the text
counts, and where too little of the text is left the section has lost its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from govbot.core.redline.alignment import Budget
from govbot.core.redline.blocks import Block, blocks_of
from govbot.core.redline.comparison import compare_blocks
from govbot.core.redline.tokens import count_words
from govbot.core.redline.units import Unit

MOST_OF_IT = 0.5  # share of a section's words that must stand in one section for it to be found there
WORK = 1_000_000  # comparisons, some quarter of a second; a text made to need more loses more places

_SECOND = re.compile(r" \((?:\d+|struck out)\)\Z")


@dataclass(frozen=True, slots=True)
class _Section:
    """A section's label, and the places of its heading and its blocks, without its sub-sections'."""

    label: str
    heading: int
    end: int


def carried(
    before: str,
    after: str,
    sections_before: Sequence[str],
    sections_after: Sequence[str],
    paragraphs: Collection[tuple[str, int]] = (),
) -> dict[str, str]:
    """For each section of the earlier text its label in the later one; "" for one that has lost its place.

    The same for each of these `paragraphs`, by its section and its number in it, under `place_key`.
    """
    a, b = blocks_of(before), blocks_of(after)
    old, new = _placed(a, sections_before), _placed(b, sections_after)
    places = _places(compare_blocks(a, b, Budget(WORK)), a, b)
    home = _homes(new, len(b))
    heads = {section.heading: section.label for section in new}
    named = {section.label: _found(section, (a, b), places, home, heads) for section in old} | {
        label: "" for label in sections_before if label not in {section.label for section in old}
    }
    by_label = {section.label: section for section in old}
    for label, number in paragraphs:
        starts = _paragraphs_of(a, by_label[label]) if label in by_label else []
        if 0 < number <= len(starts):
            named[place_key(label, number)] = _paragraph_now(places.get(starts[number - 1], ()), b, new)
    return named


def place_key(section: str, paragraph: int = 0) -> str:
    """A section, or a paragraph of it, as one word: "2.1 Scope", "2.1 Scope ¶3"."""
    return f"{section} ¶{paragraph}" if paragraph else section


def place_of(key: str) -> tuple[str, int]:
    """The section, and the number of the paragraph in it (0 for none), of a `place_key`."""
    section, mark, number = key.rpartition(" ¶")
    return (section, int(number)) if mark and number.isdecimal() else (key, 0)


def _paragraphs_of(blocks: Sequence[Block], section: _Section) -> list[int]:
    """Where each paragraph of a section begins, as a reader counts them; a table counts as one."""
    inner = range(section.heading + 1, section.end)
    return [
        n
        for n in inner
        if blocks[n].kind != "heading"
        and not (blocks[n].kind == "row" and n - 1 in inner and blocks[n - 1].kind == "row")
    ]


def _paragraph_now(places: Sequence[int], blocks: Sequence[Block], sections: Sequence[_Section]) -> str:
    """The key of the paragraph that begins at or before the first of these places; "" where there is none."""
    for section in sections:
        if places and section.heading < places[0] < section.end:
            starts = _paragraphs_of(blocks, section)
            number = sum(start <= places[0] for start in starts)
            return place_key(section.label, number) if number else ""
    return ""


def sections_holding(text: str, labels: Sequence[str], passages: Sequence[str]) -> tuple[str, ...]:
    """For each passage the label of the section in which it stands first; "" where it stands in none."""
    blocks = blocks_of(text)
    homes = _homes(_placed(blocks, labels), len(blocks))
    lines = [_squeezed(block.line) for block in blocks]
    return tuple(
        next((home for home, line in zip(homes, lines, strict=True) if words and words in line), "")
        for words in map(_squeezed, passages)
    )


def paragraph_holding(text: str, labels: Sequence[str], section: str, passage: str) -> int:
    """The number of the paragraph of this section in which a passage stands; 0 where it stands in none or several."""
    blocks, words = blocks_of(text), _squeezed(passage)
    for each in _placed(blocks, labels) if words else ():
        if each.label == section:
            starts = [*_paragraphs_of(blocks, each), each.end]
            holding = [
                number
                for number, (start, end) in enumerate(pairwise(starts), 1)
                if any(words in _squeezed(block.line) for block in blocks[start:end])
            ]
            return holding[0] if len(holding) == 1 else 0
    return 0


def _placed(blocks: Sequence[Block], labels: Sequence[str]) -> list[_Section]:
    """The sections with their places: labels come in the order of the text."""
    starts: list[tuple[str, int]] = []
    at = 0
    for label in labels:
        words = _squeezed(_SECOND.sub("", label) if not _begins(blocks, at, label) else label)
        place = next((n for n in range(at, len(blocks)) if _squeezed(blocks[n].line).startswith(words)), None)
        if place is not None:
            starts.append((label, place))
            at = place + 1
    if not starts:  # a text without headings has no sections
        return []
    ends = [place for _, place in starts[1:]] + [len(blocks)]
    return [_Section(label, place, end) for (label, place), end in zip(starts, ends, strict=True)]


def _begins(blocks: Sequence[Block], at: int, label: str) -> bool:
    words = _squeezed(label)
    return any(_squeezed(block.line).startswith(words) for block in blocks[at:] if block.kind == "heading")


def _squeezed(words: str) -> str:
    """Words without white space and cut signs: a label is at most 150 characters."""
    return "".join(words.removesuffix("…").split())


def _places(units: Sequence[Unit], a: Sequence[Block], b: Sequence[Block]) -> dict[int, tuple[int, ...]]:
    """The places in the later text of the blocks of the earlier one."""
    old = {id(block): n for n, block in enumerate(a)}
    new = {id(block): n for n, block in enumerate(b)}
    return {
        old[id(block)]: tuple(new[id(other)] for other in unit.new)
        for unit in units
        if unit.new
        for block in unit.old
    }


def _homes(sections: Sequence[_Section], length: int) -> list[str]:
    """For each block of the later text the label of its section."""
    homes = [""] * length
    for section in sections:
        homes[section.heading : section.end] = [section.label] * (section.end - section.heading)
    return homes


def _found(
    section: _Section,
    texts: tuple[Sequence[Block], Sequence[Block]],
    places: dict[int, tuple[int, ...]],
    home: Sequence[str],
    heads: dict[int, str],
) -> str:
    """By the heading where the text agrees, or where there is none; else by where most of the text stands now."""
    a, b = texts
    heading = next((place for place in places.get(section.heading, ()) if place in heads), None)
    by_heading = heads[heading] if heading is not None else ""
    shares: Counter[str] = Counter()
    total = 0
    for n in range(section.heading + 1, section.end):
        total += (words := count_words(a[n].text))
        for label in {home[place] for place in places.get(n, ())} - {""}:
            shares[label] += words
    if not total:
        return by_heading
    if (
        not shares
    ):  # the whole text is another: the very same heading says that it took the place of the old one
        is_same = heading is not None and b[heading].text == a[section.heading].text
        return by_heading if is_same else ""
    label, most = max(shares.items(), key=lambda share: share[1])
    if 2 * shares[by_heading] >= most:
        return by_heading
    return label if most >= MOST_OF_IT * total else ""
