"""Finds the headings that authors made without a heading style, and the paragraphs that only look like headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from govbot.documents.blocks import Block, Paragraph, paragraphs
from govbot.documents.fact_labels import NEVER_SECTIONS, key_of
from govbot.documents.numbering import BULLET

NUMBERED = re.compile(
    r"(?:(?:section|article|part|chapter|title|appendix|annex|attachment|schedule|exhibit)\s+[\dA-Z][\w.]{0,8}[.:)]?"
    r"|§+\s*\d[\d.]{0,10}|\d{1,3}(?:\.\d{1,3}){0,5}[.)]?|[IVXLC]{1,6}[.)]|[A-Z][.)])(?=\s+\S)",
    re.IGNORECASE,
)
LONGEST = 100  # characters of a heading that no style makes one
MOST_WORDS = 12
MOST_OF_HEAD = 60  # blocks of a document in which a label may stand above its value
MOST_WORDS_PLAIN = 8  # of a numbered heading that is not even bold

_DEPTH = re.compile(r"\d{1,3}((?:\.\d{1,3}){1,5})")
_ITEM = re.compile(r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s")
_VERB = re.compile(
    r"\b(?:shall|must|may|will|should|can|cannot|is|are|was|were|means?|includes?|has|have|does?|applies|apply)\b",
    re.IGNORECASE,
)
_NAMES_DOCUMENT = re.compile(r"polic|standard|procedure|directive|guideline|plan\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.;,:]\Z|[;,] (?:and|or)\Z")
_LABEL_AND_VALUE = re.compile(r"[^:]{1,60}:\s*\S|.*\t|.*_{4}")


def find_headings(blocks: Sequence[Block]) -> None:
    """Set `heading` of the paragraphs of the body, in place."""
    styled = [
        block for block in blocks if isinstance(block, Paragraph) and block.heading and not block.is_title
    ]
    if len(styled) >= 2:
        return
    first = next((block for block in blocks if isinstance(block, Paragraph)), None)
    base = 2 if first is not None and first.heading == 1 else 1
    _bold(blocks, base)
    if not any(isinstance(block, Paragraph) and block.heading >= base for block in blocks):
        _plain_numbered(blocks, base)


def lower_bodies(blocks: Sequence[Block]) -> None:
    """Paragraphs that are set in a heading's style, but are whole sentences, become text."""
    by_level: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs(blocks):
        if paragraph.heading:
            by_level.setdefault(paragraph.heading, []).append(paragraph)
    for level in by_level.values():
        bodies = [paragraph for paragraph in level if is_body(paragraph.words)]
        mostly = len(level) > 1 and 2 * len(bodies) >= len(level)
        for paragraph in level if mostly else bodies:
            words = paragraph.words
            if is_body(words) or len(words.split()) > MOST_WORDS or _ENDS_SENTENCE.search(words):
                paragraph.heading = 0


def is_body(words: str) -> bool:
    """Whether these are sentences and no heading."""
    number = len(words.split())
    if number > 25 or len(words) > 180:
        return True
    ends = bool(_ENDS_SENTENCE.search(words)) and not words.endswith(":")
    return ends and (number > MOST_WORDS or (number > 3 and bool(_VERB.search(words))))


# Bold lines ------------------------------------------------------------------------------------------------


def _bold(blocks: Sequence[Block], base: int) -> None:
    found = [block for block in blocks if isinstance(block, Paragraph) and _is_bold_heading(block)]
    labels = _labels_of_facts(blocks)
    found = [block for block in found if id(block) not in labels and not _stands_in_a_list(block, blocks)]
    titles = _title_block(blocks, found)
    sections = [block for block in found if not any(block is title for title in titles)]
    numbered = any(_number(block) for block in sections)
    last = next(
        (block for block in reversed(blocks) if not isinstance(block, Paragraph) or block.words), None
    )
    for block in sections:
        if block is not last or _number(block):
            block.heading = _level(block, base, numbered)


def _labels_of_facts(blocks: Sequence[Block]) -> set[int]:
    """The bold lines at the head that name a fact, each above its value."""
    return {
        id(label)
        for label, below in pairwise(blocks[:MOST_OF_HEAD])
        if isinstance(label, Paragraph)
        and isinstance(below, Paragraph)
        and key_of(label.words) in NEVER_SECTIONS
        and not below.heading
        and len(below.words.split()) <= MOST_WORDS
        and not is_body(below.words)
    }


def _is_bold_heading(block: Paragraph) -> bool:
    words = block.words
    is_loud = block.all_bold or (
        words.isupper() and len(words) > 3 and bool(re.search(r"[^\W\d_]{3}", words))
    )
    return is_loud and not block.heading and not block.run_in and _could_be_heading(block)


def _could_be_heading(block: Paragraph, most: int = MOST_WORDS) -> bool:
    words = block.words
    rest = words[match.end() :].strip() if (match := NUMBERED.match(words)) else words
    if not re.search(r"[^\W\d_]", rest) or len(words) > LONGEST or len(words.split()) > most or block.is_note:
        return False
    if _LABEL_AND_VALUE.match("".join(span.text for span in block.spans).strip()) and not NUMBERED.match(
        words
    ):
        return False
    if block.label and block.label.text == BULLET:
        return False
    if all(span.struck for span in block.spans if span.text.strip()) or _ITEM.match(words):
        return False
    is_sentence = (
        words.endswith((";", ",")) or (words.endswith(".") and len(rest.split()) > 4) or is_body(words)
    )
    return not is_sentence and not rest[:1].islower()


def _number(block: Paragraph) -> str:
    if block.label and block.label.text != BULLET:
        return block.label.text
    match = NUMBERED.match(block.words)
    return match[0] if match else ""


def _stands_in_a_list(block: Paragraph, blocks: Sequence[Block]) -> bool:
    """Whether an item before or after it, at its depth and with nothing between, makes it an item."""
    if not block.label:
        return False
    return any(
        (a is block or b is block)
        and isinstance(a, Paragraph)
        and isinstance(b, Paragraph)
        and bool(a.label and b.label and a.label.depth == b.label.depth)
        for a, b in pairwise(blocks)
    )


def _title_block(blocks: Sequence[Block], found: Sequence[Paragraph]) -> list[Paragraph]:
    """The bold lines at the top that name the document and not a section."""
    top: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or not any(block is bold for bold in found) or _number(block):
            break
        top.append(block)
    if not top:
        return []
    is_followed_by_number = any(_number(block) for block in found)
    naming = [block for block in top if _NAMES_DOCUMENT.search(block.words)]
    names_document = naming == top[-1:] and (len(top) == 1 or len(top[-1].words.split()) > 1)
    return top if is_followed_by_number or names_document or len(found) == 1 else top[:-1]


def _level(block: Paragraph, base: int, numbered: bool) -> int:
    number = _number(block)
    if match := _DEPTH.match(number):
        return min(base + match[1].count("."), 6)
    if block.label and number:
        return min(base + block.label.depth, 6)
    return base + (1 if numbered and not number and not block.words.isupper() else 0)


# Numbered lines that are not bold --------------------------------------------------------------------------


def _plain_numbered(blocks: Sequence[Block], base: int) -> None:
    """ "1. Purpose" and "2. Scope" with text under each of them."""
    outermost = [
        (n, block)
        for n, block in enumerate(blocks)
        if isinstance(block, Paragraph) and _number(block) and _is_outermost(block)
    ]
    titles = [
        (n, block)
        for n, block in outermost
        if _could_be_heading(block, MOST_WORDS_PLAIN) and not block.words.endswith((".", ":"))
    ]
    places = [n for n, _ in titles]
    if (
        len(titles) < 2
        or len(titles) < len(outermost)
        or any(b - a < 2 for a, b in pairwise([*places, len(blocks)]))
    ):
        return
    for _, block in titles:
        block.heading = base


def _is_outermost(block: Paragraph) -> bool:
    return block.label.depth == 0 if block.label else not _DEPTH.match(_number(block))
