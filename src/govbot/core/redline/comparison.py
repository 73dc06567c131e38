"""Compares two texts block by block, as a reader sees them: unchanged, changed, added, removed, moved, renumbered.

Numbers are apart from the words, so a section that has only another number is not rewritten; a paragraph that was
split or joined is unchanged; a passage that stands elsewhere is moved. Old and new blocks of all units together are
the two texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govbot.core.redline.alignment import Budget, Piece, counterparts, matching
from govbot.core.redline.blocks import CELL, Block, blocks_of, runs_of
from govbot.core.redline.late_moves import MOVED_LEAST, with_late_moves
from govbot.core.redline.tokens import PARAGRAPH, count_words, word_list
from govbot.core.redline.units import Unit
from govbot.core.redline.words_apart import cells_apart, words_apart

SPLIT_SHARE = 0.8  # share of a passage's words that stood at the other end of the paragraph it was split from


@dataclass(slots=True)
class _Texts:
    """Both texts' blocks and words, and what has been matched so far."""

    a: Sequence[Block]
    b: Sequence[Block]
    budget: Budget = field(default_factory=Budget)
    words_a: list[str] = field(default_factory=list)
    words_b: list[str] = field(default_factory=list)
    keys_a: list[str] = field(default_factory=list)  # the words, and whether they are a row of a table
    keys_b: list[str] = field(default_factory=list)
    moves: dict[int, int] = field(default_factory=dict)  # places in `b` by their places in `a`
    moved_to: dict[int, int] = field(default_factory=dict)


def compare(before: str, after: str) -> tuple[Unit, ...]:
    """The units of two Markdown texts, in the order of the new one; what was removed, where it stood."""
    return compare_blocks(blocks_of(before), blocks_of(after))


def compare_blocks(a: Sequence[Block], b: Sequence[Block], budget: Budget | None = None) -> tuple[Unit, ...]:
    texts = _Texts(a, b, budget or Budget())
    texts.words_a, texts.words_b = [block.text for block in a], [block.text for block in b]
    texts.keys_a = [_key(block, words) for block, words in zip(a, texts.words_a, strict=True)]
    texts.keys_b = [_key(block, words) for block, words in zip(b, texts.words_b, strict=True)]
    kept = _kept(texts)
    _find_moves(texts, kept)
    units = [unit for gap in _gaps(kept, len(a), len(b)) for unit in _units(texts, *gap)]
    return tuple(with_late_moves(units, texts.budget))


def _key(block: Block, words: str) -> str:
    return f"{words}{CELL}" if block.kind == "row" else words


def _kept(texts: _Texts) -> list[tuple[int, int]]:
    """Places of blocks whose words stayed as they were, in order on both sides."""
    a, b = texts.keys_a, texts.keys_b
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    kept = [(n, n) for n in range(start)]
    inner = matching(a[start : len(a) - end], b[start : len(b) - end], texts.budget)
    kept += [(start + i + n, start + j + n) for i, j, size in inner for n in range(size)]
    return kept + [(len(a) - end + n, len(b) - end + n) for n in range(end)]


def _find_moves(texts: _Texts, kept: Sequence[tuple[int, int]]) -> None:
    """Passages with the very same words at another place: those that stand once on each side."""
    there, here = {i for i, _ in kept}, {j for _, j in kept}
    left = Counter(words for n, words in enumerate(texts.keys_a) if n not in there)
    came = Counter(words for n, words in enumerate(texts.keys_b) if n not in here)
    places = {words: n for n, words in enumerate(texts.keys_b) if n not in here}
    for n, words in enumerate(texts.keys_a):
        least = 1 if texts.a[n].kind == "heading" else MOVED_LEAST
        if n not in there and left[words] == came[words] == 1 and count_words(words) >= least:
            texts.moves[n] = places[words]
            texts.moved_to[places[words]] = n
    for n, place in list(texts.moves.items()):
        for step in (1, -1):
            _extend_move(texts, n, place, step, there, here)


def _extend_move(texts: _Texts, n: int, place: int, step: int, there: set[int], here: set[int]) -> None:
    """What stands beside a moved passage on both sides has moved with it, however short it is."""
    n, place = n + step, place + step
    while 0 <= n < len(texts.a) and 0 <= place < len(texts.b) and texts.keys_a[n] == texts.keys_b[place]:
        if n in there or place in here or n in texts.moves or place in texts.moved_to:
            return
        texts.moves[n] = place
        texts.moved_to[place] = n
        n, place = n + step, place + step


def _gaps(
    kept: Sequence[tuple[int, int]], len_a: int, len_b: int
) -> Iterator[tuple[int, int, int, int, bool]]:
    """The stretches between kept blocks, and the kept blocks themselves (`True`)."""
    i = j = 0
    for i2, j2 in [*kept, (len_a, len_b)]:
        if i < i2 or j < j2:
            yield i, i2, j, j2, False
        if i2 < len_a and j2 < len_b:
            yield i2, i2 + 1, j2, j2 + 1, True
        i, j = i2 + 1, j2 + 1


def _units(texts: _Texts, i: int, i2: int, j: int, j2: int, is_kept: bool) -> Iterator[Unit]:
    if is_kept:
        yield _pair(texts, range(i, i2), range(j, j2))
        return
    a = [n for n in range(i, i2) if n not in texts.moves]
    b = [n for n in range(j, j2) if n not in texts.moved_to]
    groups = _grouped(texts, a, b)
    by_new = {new: (olds, news) for olds, news in groups for new in news[:1]}
    by_old = {old: (olds, news) for olds, news in groups for old in olds[:1]}
    yield from _in_order(texts, (i, i2, j, j2), by_old, by_new)


def _in_order(
    texts: _Texts,
    gap: tuple[int, int, int, int],
    by_old: dict[int, tuple[list[int], list[int]]],
    by_new: dict[int, tuple[list[int], list[int]]],
) -> Iterator[Unit]:
    """The units of a gap: what was removed stands before its next counterpart."""
    i, i2, j, j2 = gap
    done_old: set[int] = {old for olds, _ in by_old.values() for old in olds}
    done_new: set[int] = {new for _, news in by_new.values() for new in news}
    at = i
    for new in range(j, j2):
        if new in by_new:
            olds, news = by_new[new]
            yield from _gone(texts, range(at, olds[0]), done_old)
            yield _pair(texts, olds, news)
            at = max(at, olds[-1] + 1)
        elif new not in done_new:
            if new in texts.moved_to:
                yield _moved(texts, texts.moved_to[new], new)
            else:
                yield Unit("added", (), (texts.b[new],), (Piece("in", texts.words_b[new]),))
    yield from _gone(texts, range(at, i2), done_old)


def _gone(texts: _Texts, places: range, done: set[int]) -> Iterator[Unit]:
    for n in places:
        if n in done:
            continue
        if n in texts.moves:
            yield Unit("moved-away", (texts.a[n],), (), (Piece("out", texts.words_a[n]),), twin=n + 1)
        else:
            yield Unit("removed", (texts.a[n],), (), (Piece("out", texts.words_a[n]),))


def _moved(texts: _Texts, old: int, new: int) -> Unit:
    a, b = texts.a[old], texts.b[new]
    renumbered = a.number != b.number
    return Unit("moved", (a,), (b,), (Piece("same", texts.words_b[new]),), renumbered, twin=old + 1)


# Paragraphs beside what they became ------------------------------------------------------------------------


def _grouped(texts: _Texts, a: list[int], b: list[int]) -> list[tuple[list[int], list[int]]]:
    """Old and new blocks that correspond: one to one, or several where paragraphs were split or joined."""
    if not a or not b:
        return []
    old, new = [texts.words_a[n] for n in a], [texts.words_b[n] for n in b]
    if " ".join(" ".join(old).split()) == " ".join(" ".join(new).split()) and _are_paragraphs(texts, a, b):
        return [(a, b)]
    groups = []
    pairs = [
        (x, y)
        for x, y in counterparts(old, new, texts.budget)
        if (texts.a[a[x]].kind == "row") == (texts.b[b[y]].kind == "row")
    ]
    free_a, free_b = set(range(len(a))) - {x for x, _ in pairs}, set(range(len(b))) - {y for _, y in pairs}
    for x, y in pairs:
        olds, news = _with_neighbours(old, new, x, y, free_a, free_b)
        if len(olds) + len(news) > 2 and not _are_paragraphs(
            texts, [a[n] for n in olds], [b[n] for n in news]
        ):
            olds, news = [x], [y]
        free_a -= set(olds)
        free_b -= set(news)
        groups.append(([a[n] for n in olds], [b[n] for n in news]))
    return groups


def _are_paragraphs(texts: _Texts, a: Sequence[int], b: Sequence[int]) -> bool:
    """Only text can be split or joined, and only blocks that stand next to one another."""
    are_text = all(
        block.kind in ("text", "item", "quote")
        for block in (*(texts.a[n] for n in a), *(texts.b[n] for n in b))
    )
    return are_text and a[-1] - a[0] == len(a) - 1 and b[-1] - b[0] == len(b) - 1


def _with_neighbours(
    old: Sequence[str], new: Sequence[str], x: int, y: int, free_a: set[int], free_b: set[int]
) -> tuple[list[int], list[int]]:
    """The pair with the neighbours that hold the rest of its words: a paragraph that was split, or ones joined."""
    news = _absorbed(old[x], new, y, free_b)
    if len(news) > 1:
        return [x], news
    return _absorbed(new[y], old, x, free_a), [y]


def _absorbed(whole: str, parts: Sequence[str], at: int, free: set[int]) -> list[int]:
    rest = Counter(word_list(whole)) - Counter(word_list(parts[at]))
    taken = [at]
    for step in (1, -1):
        place = at + step
        while place in free:
            bag = Counter(word_list(parts[place]))
            if bag.total() < 3 or (bag & rest).total() < SPLIT_SHARE * bag.total():
                break
            rest -= bag
            taken.append(place)
            place += step
    return sorted(taken)


def _pair(texts: _Texts, olds: Sequence[int], news: Sequence[int]) -> Unit:
    old, new = tuple(texts.a[n] for n in olds), tuple(texts.b[n] for n in news)
    if len(old) == len(new) == 1:
        return _one_to_one(old[0], new[0], texts.words_a[olds[0]], texts.words_b[news[0]], texts.budget)
    before = PARAGRAPH.join([old[0].text, *(block.line for block in old[1:])])
    after = PARAGRAPH.join([new[0].text, *(block.line for block in new[1:])])
    pieces = words_apart(before, after, texts.budget)
    has_words = any(piece.kind != "same" and piece.text.strip() for piece in pieces)
    return Unit(
        "changed" if has_words else "same", old, new, pieces, old[0].number != new[0].number, not has_words
    )


def _one_to_one(a: Block, b: Block, before: str, after: str, budget: Budget) -> Unit:
    renumbered = a.number != b.number
    if before == after:
        formatted = (a.kind, a.level) != (b.kind, b.level) or (
            a.source != b.source and runs_of(a.source) != runs_of(b.source)
        )
        return Unit("same", (a,), (b,), (Piece("same", after),), renumbered, formatted)
    by_cell = a.kind == b.kind == "row"
    pieces = cells_apart(before, after, budget) if by_cell else words_apart(before, after, budget)
    has_words = any(piece.kind != "same" and piece.text.strip() for piece in pieces)
    return Unit("changed" if has_words else "same", (a,), (b,), pieces, renumbered, not has_words)
