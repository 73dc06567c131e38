"""The changes of a comparison for a chat's card: each in its sentence, as it reads, and the most important ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.grammar import Change
from govbot.core.redline.alignment import Piece
from govbot.core.redline.blocks import CELL
from govbot.core.redline.comparison import Unit, compare
from govbot.core.redline.passages import change_of, within
from govbot.core.redline.report import Entry, Report, report
from govbot.core.redline.tokens import PARAGRAPH, count_words

# Words that bind, free or measure somebody: a change of one of them weighs as much as a sentence.
BINDING = re.compile(
    r"\b(?:shall|must|may|will|should|not|no|never|only|except|unless|all|any|each|every|prohibited|required|exempt)\b"
    r"|\d",
    re.IGNORECASE,
)
WEIGHT_OF_BINDING = 12  # words
MOST_OF_A_PASSAGE = 600  # characters of a passage that came, went or moved


@dataclass(frozen=True, slots=True)
class KeyChanges:
    """The most important changes between two texts, in the text's order, and how many there are in all."""

    count: int
    changes: tuple[Change, ...]


def shown_changes(before: str, after: str, around: int = 60, most: int = 40) -> tuple[Change, ...]:
    """At most `most` changes in the text's order, without Markdown's signs; a move and new numbers say so."""
    units = compare(before, after)
    return tuple(change for _, change in _weighed(units, report(units), around))[:most]


def shown_summary(before: str, after: str) -> str:
    """How much changed, in a line without a stop: "3 changes; 12 words out, 20 words in"."""
    return report(compare(before, after)).sentence.rstrip(".")


def key_changes(before: str, after: str, most: int = 5, around: int = 60) -> KeyChanges:
    """At most `most` changes for a card: those that bind somebody or change a number first, then the longest."""
    units = compare(before, after)
    weighed = list(_weighed(units, report(units), around))
    ranked = sorted(range(len(weighed)), key=lambda n: (-weighed[n][0], n))[:most]
    return KeyChanges(len(weighed), tuple(weighed[n][1] for n in sorted(ranked)))


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


def _cut(passage: str) -> str:
    """A long passage with a sign that it goes on."""
    return (
        passage if len(passage) <= MOST_OF_A_PASSAGE else passage[:MOST_OF_A_PASSAGE].rsplit(" ", 1)[0] + " …"
    )
