"""Two passages word by word, and two rows of a table cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.redline.alignment import Budget, Kind, Piece, by_token, matching, merged
from govbot.core.redline.blocks import CELL
from govbot.core.redline.tokens import PARAGRAPH, count_words, sentences, tokens

LONG = 60  # words of a paragraph that is compared by sentence first


def words_apart(before: str, after: str, budget: Budget) -> tuple[Piece, ...]:
    """One passage word by word, a long one sentence by sentence first; ends that are equal are set aside."""
    a, b = tokens(before), tokens(after)
    start = _common(a, b)
    end = _common(a[: start - 1 if start else None : -1], b[: start - 1 if start else None : -1])
    first, last = "".join(a[:start]), "".join(a[len(a) - end :])
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    pieces: list[tuple[Kind, str]] = [("same", first)]
    if len(a) > LONG and len(b) > LONG:
        pieces += _by_sentence("".join(a), "".join(b), budget)
    else:
        pieces += _by_token(a, b, budget)
    return tuple(merged([*pieces, ("same", last)]))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens both begin with."""
    for n, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return n
    return min(len(a), len(b))


def _by_sentence(before: str, after: str, budget: Budget) -> Iterator[tuple[Kind, str]]:
    a, b = sentences(before), sentences(after)
    i = j = 0
    for i2, j2, size in matching(a, b, budget):
        yield from _by_token(tokens("".join(a[i:i2])), tokens("".join(b[j:j2])), budget)
        yield "same", "".join(a[i2 : i2 + size])
        i, j = i2 + size, j2 + size


def _by_token(a: Sequence[str], b: Sequence[str], budget: Budget) -> Iterator[tuple[Kind, str]]:
    return by_token(a, b, budget, count_words, apart=CELL + PARAGRAPH)


def cells_apart(before: str, after: str, budget: Budget) -> tuple[Piece, ...]:
    """A table's row cell by cell; a cell that was added or removed comes and goes with its border."""
    a, b = before.split(CELL), after.split(CELL)
    pieces: list[tuple[Kind, str]] = []
    if len(a) == len(b):
        for n, (old, new) in enumerate(zip(a, b, strict=True)):
            border: list[tuple[Kind, str]] = [("same", CELL)] if n else []
            pieces += [*border, *((piece.kind, piece.text) for piece in words_apart(old, new, budget))]
        return tuple(merged(pieces))
    i = j = 0
    for i2, j2, size in matching(a, b, budget):
        for kind, cells, first in (("out", a[i:i2], i), ("in", b[j:j2], j)):
            pieces += [(kind, ("" if first + n == 0 else CELL) + cell) for n, cell in enumerate(cells)]  # type: ignore[misc]
        for n in range(size):
            pieces += _border(i2 + n, j2 + n)
            pieces.append(("same", a[i2 + n]))
        i, j = i2 + size, j2 + size
    return tuple(merged(pieces))


def _border(i: int, j: int) -> list[tuple[Kind, str]]:
    """The border before a cell that stayed: one side may begin with it."""
    if i and j:
        return [("same", CELL)]
    return [("out", CELL)] if i else [("in", CELL)] if j else []
