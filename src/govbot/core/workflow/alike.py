"""Comments that say nearly the same, found by a rule: of their letters at least so many of 100 match.

Two texts are compared where they share a run of words, in the order of the alphabet, so that 3,000 comments take less
than a second. What is found is only proposed; a person joins it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

LIKENESS = 90  # of 100: rapidfuzz's ratio of two texts without capitals and signs
RUN = 3  # words that two texts must have in a row to be compared
SHORT = 8  # texts of fewer words are compared where they share two words in a row
LAST = 4  # texts with the same run that a further one is compared with
RULE = f"at least {LIKENESS} of 100 letters match, without regard to capital letters and punctuation"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Items that say nearly the same: their keys in the order given, and how alike the least alike link is, of 100."""

    keys: tuple[str, ...]
    score: int


def plain(text: str) -> str:
    """The text as it is compared: words without capitals and signs."""
    return " ".join(_WORD.findall(text.casefold()))


def alike(items: Sequence[tuple[str, str]]) -> list[Alike]:
    """The groups among these items (key, text) that say nearly the same, the largest first.

    A text without a word is like no other.
    """
    texts: dict[str, list[str]] = {}
    for key, text in items:
        if words := plain(text):
            texts.setdefault(words, []).append(key)
    ordered = sorted(texts)
    roots = list(range(len(ordered)))
    scores = [100] * len(ordered)
    for later, earlier, score in _links(ordered):
        first, second = _root(roots, later), _root(roots, earlier)
        if first != second:
            roots[first] = second
            scores[second] = min(scores[first], scores[second], score)
    groups: dict[int, list[str]] = {}
    for number, words in enumerate(ordered):
        groups.setdefault(_root(roots, number), []).extend(texts[words])
    place = {key: number for number, (key, _) in enumerate(items)}
    found = [
        Alike(tuple(sorted(keys, key=place.__getitem__)), scores[root])
        for root, keys in groups.items()
        if len(keys) > 1
    ]
    return sorted(found, key=lambda group: (-len(group.keys), place[group.keys[0]]))


def _links(ordered: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Pairs of texts that are alike enough, by their numbers, with how alike they are."""
    holders: dict[str, list[int]] = {}
    for number, text in enumerate(ordered):
        near: set[int] = set()
        for run in _runs(text):
            held = holders.setdefault(run, [])
            near.update(held)
            held.append(number)
            if len(held) > LAST:
                del held[0]
        near.discard(number)
        for other in sorted(near):
            score = fuzz.ratio(text, ordered[other], score_cutoff=LIKENESS)
            if score:
                yield number, other, int(score)


def _runs(text: str) -> set[str]:
    words = text.split(" ")
    size = RUN if len(words) >= SHORT else 2
    return {" ".join(words[at : at + size]) for at in range(max(1, len(words) - size + 1))}


def _root(roots: list[int], number: int) -> int:
    """The group's first number; the way to it is shortened for the next time."""
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number
