"""Needs and policies that are like a need: by the words of their titles, and of what is needed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from govbot.core.workflow.longer_words import longer_words
from govbot.core.workflow.overview import Listed

ALIKE = 85  # of 100: two words count as the same one, so that a plural or a slip of the pen does not hide it
TITLE_WORDS, TEXT_WORDS = 2, 5
MOST = 5
RULE = (
    "The rule: two longer words of both titles are the same (one, where either has only one), or five longer words of "
    "what is needed. Words count as the same where nearly all their letters agree."
)


@dataclass(frozen=True, slots=True)
class Alike:
    """A need or policy that is like the one at hand, and the words that both have."""

    id: str
    title: str
    stage: str
    words: tuple[str, ...]


def alike(title: str, text: str, listed: Iterable[Listed], but: Sequence[str] = ()) -> list[Alike]:
    """Those on the list that are like a need of this title and text, the likest first; without the ids in `but`."""
    words, more = longer_words(title), longer_words(text)
    drawn = []
    for each in listed:
        if each.id in but or each.stage in ("closed", "joined"):
            continue
        own = longer_words(each.title)
        of_title = _common(words, own)
        of_text = _common(more, each.course.words)
        wanted = min(TITLE_WORDS, len(words), len(own))
        if (wanted and len(of_title) >= wanted) or len(of_text) >= TEXT_WORDS:
            drawn.append(
                Alike(
                    each.id, each.title, each.stage, tuple(dict.fromkeys((*of_title, *of_text[:TEXT_WORDS])))
                )
            )
    return sorted(drawn, key=lambda each: -len(each.words))[:MOST]


def _common(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The words of the first that the second has too, or one nearly the same."""
    known = set(second)
    return [
        word
        for word in first
        if word in known or any(word[0] == other[0] and ratio(word, other) >= ALIKE for other in known)
    ]
