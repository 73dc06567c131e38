"""What changed between two texts, as a list that a person or a program reads: one entry for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from govbot.core.redline.alignment import Piece
from govbot.core.redline.blocks import CELL, Block
from govbot.core.redline.tokens import PARAGRAPH, count_words
from govbot.core.redline.units import Unit

FACTS = ("title", "number", "originator", "effective_date", "effective", "version", "laws")
HeaderChanges = tuple[tuple[str, str, str], ...]  # the fact, before, after
NOTHING = "Nothing changed: both texts say the same."


@dataclass(frozen=True, slots=True)
class Entry:
    """A change: `kind` is changed, added, removed, moved or renumbered.

    `units` are the places in the comparison; `section` is the heading it stands under; `before` and `after` are whole
    passages, `removed` and `added` the words that differ. `numbers` are the old and new numbers of a renumbering.
    """

    kind: str
    units: tuple[int, ...]
    section: str
    before: str = ""
    after: str = ""
    removed: str = ""
    added: str = ""
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All changes, in the order of the new text, and how many words went out and came in."""

    entries: tuple[Entry, ...]
    words_out: int
    words_in: int
    formatted: int = 0
    header: HeaderChanges = field(default=())

    @property
    def sentence(self) -> str:
        """How much changed, in a line."""
        return how_much(len(self.entries), (self.words_out, self.words_in), self.formatted, self.header)


def how_much(changes: int, words: tuple[int, int], formatted: int, header: HeaderChanges) -> str:
    """How much changed, in a line: "3 changes; 12 words out, 20 words in." `words` went out and came in."""
    parts = [_count(changes, "change")] if changes else []
    if any(words):
        parts.append(f"{_count(words[0], 'word')} out, {_count(words[1], 'word')} in")
    if formatted:
        parts.append(f"the formatting alone of {_count(formatted, 'passage')}")
    if header:
        parts.append("the header: " + ", ".join(fact.replace("_", " ") for fact, _, _ in header))
    return "; ".join(parts) + "." if parts else NOTHING


def report(
    units: Sequence[Unit],
    header_before: Mapping[str, str] | None = None,
    header_after: Mapping[str, str] | None = None,
) -> Report:
    """The report on a comparison, and on the facts at both documents' heads where they are given."""
    changed = [unit for unit in units if unit.kind in ("changed", "added", "removed") or _is_rewritten(unit)]
    out, in_ = (
        sum(count_words(piece.text) for unit in changed for piece in unit.pieces if piece.kind == kind)
        for kind in ("out", "in")
    )
    header = header_changes(header_before or {}, header_after or {})
    formatted = sum(unit.formatted for unit in units)
    return Report(tuple(_entries(units)), out, in_, formatted, header)


def as_data(told: Report) -> dict[str, Any]:
    """The report as JSON can hold it."""
    return {
        "changes": [_entry_data(entry) for entry in told.entries],
        "words_out": told.words_out,
        "words_in": told.words_in,
        "formatting": told.formatted,
        "header": [{"fact": fact, "before": before, "after": after} for fact, before, after in told.header],
        "summary": told.sentence,
    }


def _entry_data(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": entry.kind, "section": entry.section}
    if entry.kind == "renumbered":
        data |= {"count": len(entry.numbers), "numbers": [list(pair) for pair in entry.numbers]}
    return data | {
        name: value
        for name in ("before", "after", "removed", "added")
        if (value := getattr(entry, name)) or entry.kind == "changed"
    }


# Entries ---------------------------------------------------------------------------------------------------


def _is_rewritten(unit: Unit) -> bool:
    return unit.kind == "moved" and any(piece.kind != "same" for piece in unit.pieces)


def _entries(units: Sequence[Unit]) -> Iterator[Entry]:
    """All new numbers as one entry, then one for each unit that changed; a run of moved blocks is one."""
    section = ""
    renumbered = [
        n for n, unit in enumerate(units) if unit.kind != "moved" and unit.renumbered and _is_numbered(unit)
    ]
    if renumbered:
        yield _renumbering(units, renumbered)
    for n, group in _runs(units):
        section = _section(units[n], section)
        if units[n].kind in ("changed", "added", "removed", "moved"):
            yield _entry(units, group, section)


def _is_numbered(unit: Unit) -> bool:
    """Whether the number is one by which a passage is cited: a bullet is none."""
    return "•" not in (unit.old[0].number, unit.new[0].number) and unit.old[0].number != unit.new[0].number


def _runs(units: Sequence[Unit]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Places of units; neighbours that were moved together are one run."""
    key = [unit.kind if unit.kind == "moved" else f"{n}" for n, unit in enumerate(units)]
    for _, group in groupby(range(len(units)), lambda n: key[n]):
        places = tuple(group)
        yield places[0], places


def _section(unit: Unit, section: str) -> str:
    blocks = unit.new or unit.old
    return next((block.line for block in reversed(blocks) if block.kind == "heading"), section)


def _entry(units: Sequence[Unit], places: tuple[int, ...], section: str) -> Entry:
    pieces = [piece for n in places for piece in units[n].pieces]
    unit = units[places[0]]
    return Entry(
        unit.kind,
        places,
        section,
        before=_lines(block for n in places for block in units[n].old),
        after=_lines(block for n in places for block in units[n].new),
        removed=words_of(pieces, "out"),
        added=words_of(pieces, "in"),
    )


def _renumbering(units: Sequence[Unit], places: Sequence[int]) -> Entry:
    numbers = tuple((units[n].old[0].number, units[n].new[0].number) for n in places)
    first, last = numbers[0], numbers[-1]
    return Entry(
        "renumbered",
        tuple(places),
        "",
        before=first[0] if len(numbers) == 1 else f"{first[0]} … {last[0]}",
        after=first[1] if len(numbers) == 1 else f"{first[1]} … {last[1]}",
        numbers=numbers,
    )


def words_of(pieces: Sequence[Piece], kind: str) -> str:
    """The words that went out, or that came in, of one passage, parted by "…"."""
    stretches = [
        piece.text.replace(PARAGRAPH, "\n").replace(CELL, " | ").strip()
        for piece in pieces
        if piece.kind == kind
    ]
    return " … ".join(filter(None, stretches))


def _lines(blocks: Iterable[Block]) -> str:
    return "\n".join(block.line.replace(CELL, " | ") for block in blocks)


def header_changes(before: Mapping[str, str], after: Mapping[str, str]) -> HeaderChanges:
    """The facts at both documents' heads that differ."""
    return tuple(
        (fact, before.get(fact, ""), after.get(fact, ""))
        for fact in FACTS
        if before.get(fact, "") != after.get(fact, "")
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
