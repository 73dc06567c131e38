"""Passages that were removed and stand elsewhere with a few other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from govbot.core.redline.alignment import Budget
from govbot.core.redline.blocks import Block
from govbot.core.redline.tokens import word_list
from govbot.core.redline.units import Unit
from govbot.core.redline.words_apart import words_apart

MOVED_LEAST = 4  # words of a passage that is recognised where it stands now
MOVED_ALIKE = 0.75  # share of words of a passage that was moved and changed


MOST_PAIRS = 20_000  # removed and added passages that are looked at for a move with changes


def with_late_moves(units: list[Unit], budget: Budget) -> list[Unit]:
    """Passages that were removed and stand elsewhere with a few other words."""
    removed = [(n, unit.old[0]) for n, unit in enumerate(units) if unit.kind == "removed"]
    added = [(n, unit.new[0]) for n, unit in enumerate(units) if unit.kind == "added"]
    return _joined_again(units, _bags(removed), _bags(added), budget)


def _bags(places: Sequence[tuple[int, Block]]) -> list[tuple[int, Counter[str]]]:
    """The words of each block; a row of a table is not taken for a paragraph."""
    return [(n, Counter(word_list(block.text))) for n, block in places if block.kind != "row"]


def _joined_again(
    units: list[Unit],
    removed: Sequence[tuple[int, Counter[str]]],
    added: Sequence[tuple[int, Counter[str]]],
    budget: Budget,
) -> list[Unit]:
    if len(removed) * len(added) > MOST_PAIRS:
        return units
    taken: set[int] = set()
    for n, bag in removed:
        if bag.total() < 2 * MOVED_LEAST:
            continue
        shares = (
            (2 * (bag & other).total() / (bag.total() + other.total()), m)
            for m, other in added
            if m not in taken
        )
        share, m = max(shares, default=(0.0, -1))
        if share >= MOVED_ALIKE:
            taken.add(m)
            old, new = units[n].old, units[m].new
            twin = -(n + 1)
            pieces = words_apart(old[0].text, new[0].text, budget)
            units[n] = replace(units[n], kind="moved-away", twin=twin)
            units[m] = Unit("moved", old, new, pieces, old[0].number != new[0].number, twin=twin)
    return units
