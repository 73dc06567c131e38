"""The changes of a comparison for a chat's card: each in its sentence, as it reads, and the most important ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from govbot.core.grammar import Change
from govbot.core.redline.alignment import Piece
from govbot.core.redline.blocks import CELL
from govbot.core.redline.comparison import compare
from govbot.core.redline.passages import change_of, within
from govbot.core.redline.report import Entry, Report, header_changes, how_much, report
from govbot.core.redline.tokens import PARAGRAPH, count_words
from govbot.core.redline.units import Unit

# Words that bind, free or measure somebody: a change of one of them weighs as much as a sentence.
BINDING = re.compile(
    r"\b(?:shall|must|may|will|should|not|no|never|only|except|unless|all|any|each|every|prohibited|required|exempt)\b"
    r"|\d",
    re.IGNORECASE,
)
WEIGHT_OF_BINDING = 12  # words
MOST_OF_A_PASSAGE = 600  # characters of a passage that came, went or moved
MOST_LISTED = 200  # changes that a chat pages through
MOST_KEY = 5  # changes on a draft's card
SHORT = 240  # characters of what came or went, on a draft's card
AROUND = 60  # characters of the text on both sides of a change


@dataclass(frozen=True, slots=True)
class TextChanges:
    """What cards tell of two texts. `changes` are in the text's order, as far as they are listed; `count` counts all.

    `key` are the most important ones, shorter; `passages` are whole passages changed, `formatted` those of which the
    formatting alone changed.
    """

    count: int
    changes: tuple[Change, ...]
    key: tuple[Change, ...]
    passages: int
    words_out: int
    words_in: int
    formatted: int = 0

    def sentence(self, header_before: Mapping[str, str], header_after: Mapping[str, str]) -> str:
        """How much changed, in a line without a stop, with the facts at both documents' heads."""
        header = header_changes(header_before, header_after)
        words = (self.words_out, self.words_in)
        return how_much(self.passages, words, self.formatted, header).rstrip(".")


def text_changes(before: str, after: str) -> TextChanges:
    """All that cards tell of two texts, in one comparison: some tenths of a second for 100 pages."""
    units = compare(before, after)
    told = report(units)
    weighed = list(_weighed(units, told, AROUND))
    ranked = sorted(range(len(weighed)), key=lambda n: (-weighed[n][0], n))[:MOST_KEY]
    return TextChanges(
        len(weighed),
        tuple(change for _, change in weighed[:MOST_LISTED]),
        tuple(_shorter(weighed[n][1]) for n in sorted(ranked)),
        len(told.entries),
        told.words_out,
        told.words_in,
        told.formatted,
    )


def shown_changes(before: str, after: str, around: int = AROUND, most: int = 40) -> tuple[Change, ...]:
    """At most `most` changes in the text's order, without Markdown's signs; a move and new numbers say so."""
    units = compare(before, after)
    return tuple(change for _, change in _weighed(units, report(units), around))[:most]


def _weighed(units: Sequence[Unit], told: Report, around: int) -> Iterator[tuple[int, Change]]:
    for entry in told.entries:
        for change in _changes(units, entry, around):
            words = f"{change.removed} {change.added}"
            binds = entry.kind != "renumbered" and bool(BINDING.search(words))
            weight = 0 if entry.kind == "renumbered" else count_words(words) + WEIGHT_OF_BINDING * binds
            yield weight, change


def _changes(units: Sequence[Unit], entry: Entry, around: int) -> Iterator[Change]:
    place = f"{entry.section}: " if entry.section else ""
    match entry.kind:
        case "renumbered":
            passages = "1 passage" if len(entry.numbers) == 1 else f"{len(entry.numbers):,} passages"
            yield Change(f"Of {passages} only the number changed: ", f"{entry.before} ", entry.after, "")
        case "moved":
            yield Change(f"Moved here, {place}{_cut(entry.after)} ", entry.removed, entry.added, "")
        case "added":
            yield Change(place, "", _cut(entry.after), "")
        case "removed":
            yield Change(place, _cut(entry.before), "", "")
        case _:
            pieces = [_readable(piece) for piece in units[entry.units[0]].pieces]
            yield from (change_of(passage, around) for passage in within(pieces, ""))


def _readable(piece: Piece) -> Piece:
    return Piece(piece.kind, piece.text.replace(PARAGRAPH, "\n").replace(CELL, " | "))


def _shorter(change: Change) -> Change:
    return replace(change, removed=_cut(change.removed, SHORT), added=_cut(change.added, SHORT))


def _cut(passage: str, most: int = MOST_OF_A_PASSAGE) -> str:
    """A long passage with a sign that it goes on."""
    return passage if len(passage) <= most else passage[:most].rsplit(" ", 1)[0] + " …"
