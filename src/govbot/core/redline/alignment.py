"""Compares two texts: the pieces that stayed, went out, or came in.

Paragraphs are matched first, then the words inside each pair, so a policy of 20 pages takes a few hundredths
of a second. A moved paragraph shows as taken out and put in. The work of one comparison is bounded (`Budget`),
because texts can be written so that an exact one would take hours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import Literal

PARAGRAPHS = re.compile(r"[^\n]*\n(?:[ \t]*\n)*|[^\n]+")
TOKENS = re.compile(r"\w+(?:['’.\-]\w+)*|\s+|#+|\*+|\]\([^)\s]*\)|[^\w\s]")
WORDS = re.compile(r"\w+(?:['’.\-]\w+)*")

ALIKE = 0.45  # paragraphs that share fewer of their words are not taken for one another
MANY = 1_000_000  # comparisons within one step; past that, a simpler way is taken
PREPARING = 200  # comparisons that take as long as to prepare one matcher
WORK = 12_000_000  # comparisons of one redline, some 3 seconds; the rest shows as taken out and put in whole

Kind = Literal["same", "out", "in"]
KINDS: tuple[Kind, ...] = ("same", "out", "in")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed the same, went out, or came in."""

    kind: Kind
    text: str


@dataclass(slots=True)
class Budget:
    """The comparisons that one redline may still make."""

    left: int = WORK

    def spend(self, comparisons: int) -> bool:
        """Whether so many are left, which are then spent."""
        if comparisons > self.left:
            return False
        self.left -= comparisons
        return True


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The whole text in order: `same` and `out` together are `before`, `same` and `in` are `after`."""
    return tuple(piece for stretch in stretches(before, after) for piece in stretch)


def stretches(before: str, after: str) -> Iterator[list[Piece]]:
    """The text in stretches: unchanged, one paragraph rewritten, or whole paragraphs out and in."""
    budget = Budget()
    a, b = PARAGRAPHS.findall(before), PARAGRAPHS.findall(after)
    i = j = 0
    for i2, j2 in [*_kept(a, b, budget), (len(a), len(b))]:
        yield from _rewritten(a[i:i2], b[j:j2], budget)
        yield merged(("same", text) for text in a[i2 : i2 + 1])
        i, j = i2 + 1, j2 + 1


def _kept(a: Sequence[str], b: Sequence[str], budget: Budget) -> list[tuple[int, int]]:
    """Where paragraphs stayed as they are: of all ways to match them, the one that keeps most text."""
    if len(a) * len(b) > MANY or not budget.spend(len(a) * len(b)):
        return [(i + n, j + n) for i, j, size in matching(a, b, budget) for n in range(size)]
    return _heaviest(a, b, lambda i, j: len(a[i]) if a[i] == b[j] else 0)


def _rewritten(a: Sequence[str], b: Sequence[str], budget: Budget) -> Iterator[list[Piece]]:
    """Paragraphs beside what they became, and those that have no counterpart as they went out and came in."""
    i = j = 0
    for i2, j2 in [*counterparts(a, b, budget), (len(a), len(b))]:
        yield merged([("out", "".join(a[i:i2])), ("in", "".join(b[j:j2]))])
        if i2 < len(a):
            yield merged(_by_word(a[i2], b[j2], budget))
        i, j = i2 + 1, j2 + 1


def counterparts(a: Sequence[str], b: Sequence[str], budget: Budget) -> list[tuple[int, int]]:
    """Pairs of paragraphs that share many of their words; by their order alone where that is too much work."""
    if len(a) * len(b) > MANY // 20:
        return list(zip(range(len(a)), range(len(b)), strict=False))
    bags_a, bags_b = ([Counter(WORDS.findall(text.lower())) for text in side] for side in (a, b))
    if not budget.spend(len(b) * sum(map(len, bags_a)) + len(a) * len(b)):
        return list(zip(range(len(a)), range(len(b)), strict=False))
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
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _by_word(old: str, new: str, budget: Budget) -> Iterator[tuple[Kind, str]]:
    return by_token(TOKENS.findall(old), TOKENS.findall(new), budget, words, apart="|")


def by_token(
    a: Sequence[str], b: Sequence[str], budget: Budget, count: Callable[[str], int], apart: str
) -> Iterator[tuple[Kind, str]]:
    """One paragraph, word by word; a word or two that stayed between changes is read as part of them.

    `count` counts the words of a text; what has one of the signs of `apart` is never part of a change.
    """
    steps, i, j = [], 0, 0
    for i2, j2, size in matching(a, b, budget):
        steps.append(("".join(a[i:i2]), "".join(b[j:j2]), "".join(a[i2 : i2 + size])))
        i, j = i2 + size, j2 + size
    for (out, in_, same), (next_out, next_in, _) in zip(steps, [*steps[1:], ("", "", "")], strict=True):
        yield from (("out", out), ("in", in_))
        there, around = count(same), sum(map(count, (out, in_, next_out, next_in)))
        between = (out or in_) and (next_out or next_in)
        if between and there <= 2 and 2 * there <= around and not any(sign in same for sign in apart):
            yield from (("out", same), ("in", same))
        else:
            yield ("same", same)


def matching(a: Sequence[str], b: Sequence[str], budget: Budget) -> list[tuple[int, int, int]]:
    """The blocks that both have in common: places and length, an empty one last.

    As `SequenceMatcher.get_matching_blocks`, which has no bound: every block that it finds parts the rest in two,
    and each part is looked through again. Here a part for which no budget is left has nothing in common.
    """
    there = Counter(b)
    pairs = [0, *accumulate(there[token] for token in a)]  # so many equal pairs lie before each place of `a`
    blocks: list[tuple[int, int, int]] = []
    if 0 < pairs[-1] <= MANY and budget.spend(PREPARING):
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        parts = [(0, len(a), 0, len(b))]
        while parts:
            start_a, end_a, start_b, end_b = parts.pop()
            if not budget.spend(pairs[end_a] - pairs[start_a] + end_a - start_a):
                continue
            i, j, size = matcher.find_longest_match(start_a, end_a, start_b, end_b)
            if size:
                blocks.append((i, j, size))
                parts += [(start_a, i, start_b, j)] * (start_a < i and start_b < j)
                parts += [(i + size, end_a, j + size, end_b)] * (i + size < end_a and j + size < end_b)
    return [*_joined(sorted(blocks)), (len(a), len(b), 0)]


def _joined(blocks: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring blocks as one."""
    i = j = size = 0
    for next_i, next_j, next_size in blocks:
        if (i + size, j + size) == (next_i, next_j):
            size += next_size
        else:
            if size:
                yield i, j, size
            i, j, size = next_i, next_j, next_size
    if size:
        yield i, j, size


def merged(parts: Iterable[tuple[Kind, str]]) -> list[Piece]:
    """Neighbours of one kind as one piece, and in each change what went out before what came in."""
    whole: list[Piece] = []
    for _, group in groupby((piece for piece in parts if piece[1]), lambda piece: piece[0] == "same"):
        stretch = list(group)
        for kind in KINDS:
            if text := "".join(text for of, text in stretch if of == kind):
                whole.append(Piece(kind, text))
    return whole


def words(text: str) -> int:
    """The number of words."""
    return len(WORDS.findall(text))
