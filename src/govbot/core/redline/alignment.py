"""The two texts laid side by side: what stayed, what went out, what came in.

Paragraphs are matched first, then the words inside each pair, so a policy of 20 pages takes a few hundredths
of a second. A moved paragraph shows as taken out and put in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

PARAGRAPHS = re.compile(r"[^\n]*\n(?:[ \t]*\n)*|[^\n]+")
TOKENS = re.compile(r"\w+(?:['’.\-]\w+)*|\s+|#+|\*+|\]\([^)\s]*\)|[^\w\s]")
WORDS = re.compile(r"\w+(?:['’.\-]\w+)*")

ALIKE = 0.45  # paragraphs that share fewer of their words are not taken for one another
MANY = 1_000_000  # comparisons; past that, a simpler way is taken, and a stretch may show as out and in whole

Kind = Literal["same", "out", "in"]
KINDS: tuple[Kind, ...] = ("same", "out", "in")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed the same, went out, or came in."""

    kind: Kind
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The whole text in order: `same` and `out` together are `before`, `same` and `in` are `after`."""
    return tuple(piece for stretch in stretches(before, after) for piece in stretch)


def stretches(before: str, after: str) -> Iterator[list[Piece]]:
    """The text in stretches: unchanged, one paragraph rewritten, or whole paragraphs out and in."""
    a, b = PARAGRAPHS.findall(before), PARAGRAPHS.findall(after)
    i = j = 0
    for i2, j2 in [*_kept(a, b), (len(a), len(b))]:
        yield from _rewritten(a[i:i2], b[j:j2])
        yield _pieces(("same", text) for text in a[i2 : i2 + 1])
        i, j = i2 + 1, j2 + 1


def _kept(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Where paragraphs stayed as they are: of all ways to match them, the one that keeps most text."""
    if len(a) * len(b) > MANY:
        return [(i + n, j + n) for i, j, size in _matcher(a, b) for n in range(size)]
    return _heaviest(a, b, lambda i, j: len(a[i]) if a[i] == b[j] else 0)


def _rewritten(a: Sequence[str], b: Sequence[str]) -> Iterator[list[Piece]]:
    """Paragraphs beside what they became, and those that have no counterpart as they went out and came in."""
    i = j = 0
    for i2, j2 in [*_counterparts(a, b), (len(a), len(b))]:
        yield _pieces([("out", "".join(a[i:i2])), ("in", "".join(b[j:j2]))])
        if i2 < len(a):
            yield _pieces(_by_word(a[i2], b[j2]))
        i, j = i2 + 1, j2 + 1


def _counterparts(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    if len(a) * len(b) > MANY // 20:
        return list(zip(range(len(a)), range(len(b)), strict=False))
    bags_a, bags_b = ([Counter(WORDS.findall(text.lower())) for text in side] for side in (a, b))
    return _heaviest(a, b, lambda i, j: _alike(bags_a[i], bags_b[j]))


def _alike(a: Counter[str], b: Counter[str]) -> float:
    total = a.total() + b.total()
    share = 2 * (a & b).total() / total if total else 1.0
    return share if share >= ALIKE else 0.0


def _heaviest(
    a: Sequence[str], b: Sequence[str], weigh: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, that weigh most together."""
    weights = [[weigh(i, j) for j in range(len(b))] for i in range(len(a))]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        row, below = best[i], best[i + 1]
        for j in reversed(range(len(b))):
            weight = weights[i][j]
            row[j] = max(below[j], row[j + 1], weight and weight + below[j + 1])
    found, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _by_word(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    """One paragraph, word by word; a word or two that stayed between changes is read as part of them."""
    a, b = TOKENS.findall(old), TOKENS.findall(new)
    steps, i, j = [], 0, 0
    for i2, j2, size in _matcher(a, b):
        steps.append(("".join(a[i:i2]), "".join(b[j:j2]), "".join(a[i2 : i2 + size])))
        i, j = i2 + size, j2 + size
    for (out, in_, same), (next_out, next_in, _) in zip(steps, [*steps[1:], ("", "", "")], strict=True):
        yield from (("out", out), ("in", in_))
        there, around = words(same), sum(map(words, (out, in_, next_out, next_in)))
        between = (out or in_) and (next_out or next_in)
        if between and there <= 2 and 2 * there <= around and "|" not in same:
            yield from (("out", same), ("in", same))
        else:
            yield ("same", same)


def _matcher(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """What both have in common: places and length, an empty one last. Nothing where looking takes long."""
    there = Counter(b)
    if sum(count * there[token] for token, count in Counter(a).items()) > MANY:
        return [(len(a), len(b), 0)]
    found = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(match.a, match.b, match.size) for match in found]


def _pieces(found: Iterable[tuple[Kind, str]]) -> list[Piece]:
    """Neighbours of one kind as one piece, and in each change what went out before what came in."""
    whole: list[Piece] = []
    for _, group in groupby((piece for piece in found if piece[1]), lambda piece: piece[0] == "same"):
        stretch = list(group)
        for kind in KINDS:
            if text := "".join(text for of, text in stretch if of == kind):
                whole.append(Piece(kind, text))
    return whole


def words(text: str) -> int:
    """How many words there are."""
    return len(WORDS.findall(text))
