"""What `/gov find` shows: policies, passages of texts and one's own comments that hold some words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.paging import turning
from govbot.core.cards.reading import Page, pages_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Items, Part, Text

PER_PAGE = 5
MOST_WORDS = 8
MOST_TYPED = 100  # characters
AROUND = 90  # characters before and after the words
WHAT = "Which words do you look for? For example “/gov find password”, or “/gov find "
NONE = (
    "No title, no text that you may read and no comment of yours holds “{typed}”. All words have to stand in the same "
    "text: try fewer, or a part of one. “/gov list” shows all policies."
)
SEARCHED = (
    "Searched: titles, the text of each policy's version, drafts that you may read, and your own comments."
)
_WORDS = re.compile(r"[“\"]([^”\"]{2,})[”\"]|([^\s“”\",.;:!?()]{2,})")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words stand in a text: the page of it on which it is read, the section, and the passage itself."""

    page: int
    section: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds the words: of which policy ("ITP-1 “Title”"), where in it, the passage, what opens it."""

    title: str
    place: str
    passage: str
    buttons: tuple[Button, ...]


def words_of(typed: str) -> tuple[str, ...]:
    """The words that are looked for, each once, a quoted phrase as one; of a plural, the singular is enough."""
    found = [quoted or _singular(word) for quoted, word in _WORDS.findall(typed[:MOST_TYPED])]
    return tuple(dict.fromkeys(word.casefold() for word in found))[:MOST_WORDS]


def _singular(word: str) -> str:
    is_plural = len(word) > 4 and word.casefold().endswith("s") and not word.casefold().endswith("ss")
    return word[:-1] if is_plural else word


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether all of these words stand in the text, in any case."""
    folded = text.casefold()
    return bool(words) and all(word in folded for word in words)


def passage_in(text: str, words: Sequence[str]) -> Passage:
    """The passage that holds most of the words; the first, where several do."""
    best, most = Passage(0, "", ""), 0
    section = ""
    for number, page in enumerate(pages_of(text)):
        for paragraph, heading in _paragraphs(page):
            section = paragraph if heading else section
            folded = paragraph.casefold()
            count = sum(word in folded for word in words)
            if count > most:
                best, most = Passage(number, section, around(paragraph, words)), count
        if most == len(words):
            break
    return best


def _paragraphs(page: Page) -> Iterator[tuple[str, bool]]:
    """The paragraphs and list items of a page, each with whether it is a heading."""
    for part in page.parts:
        match part:
            case Text(text=text, style=style):
                yield text, style == "strong"
            case Items(rows=rows):
                yield from ((row, False) for row in rows)
            case _:
                pass


def around(text: str, words: Sequence[str]) -> str:
    """The text around the first of the words, on one line, ending at whole words."""
    line = " ".join(text.split())
    folded = line.casefold()
    places = [place for word in words if (place := folded.find(word)) >= 0]
    first = min(min(places, default=0), len(line))
    start, end = max(first - AROUND, 0), min(first + AROUND, len(line))
    if start:
        start = line.find(" ", start, first) + 1 or start
    if end < len(line):
        end = line.rfind(" ", first, end) if line.rfind(" ", first, end) > first else end
    return f"{'… ' if start else ''}{line[start:end].strip()}{' …' if end < len(line) else ''}"


def find_card(general: View, typed: str, hits: Sequence[Hit], page: int, is_more: bool) -> Card:
    """One page of what holds the words; `is_more` where another page follows."""
    if not typed:
        example = f"{WHAT}{general.process.government.policy_prefix}-1 “two weeks””."
        return Card("Find words", (Text(example), Text(SEARCHED, "small")), general.subject)
    if not hits and not page:
        return Card(
            f"Nothing holds “{typed}”",
            (Text(NONE.format(typed=typed)), Buttons((general.show("list", "All policies"),))),
            general.subject,
        )
    parts: list[Part] = []
    for hit in hits:
        parts.append(Text(hit.title, "strong"))
        parts.append(Text(hit.place))
        parts += [Text(hit.passage, "quote")] if hit.passage else []
        parts.append(Buttons(hit.buttons))
    turn = turning(general, "find", page, page + 1 + is_more, f"{typed} ")
    parts += [Buttons(turn)] if turn else []
    parts.append(Text(SEARCHED, "small"))
    return Card(f"“{typed}” stands here", tuple(parts), general.subject)
