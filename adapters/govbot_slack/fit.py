"""Makes a long card fit Slack's limits: splits its parts, and replaces what does not fit by a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from govbot.core.cards.vocabulary import (
    Buttons,
    Divider,
    Facts,
    Items,
    Link,
    Part,
    Picture,
    Progress,
    Table,
    Text,
)
from govbot.core.grammar import Change
from govbot_slack import limits
from govbot_slack.text import cut, pieces, size

CUT_SHORT = "… This is too long for Slack to show whole. To read all of it: /gov show {subject}"
CUT_HERE = "… (cut short here)"
Row = TypeVar("Row")
# Texts are broken below the limit of a block.
PIECE = 2800
# A remainder smaller than this is not worth showing.
LEAST = 200


def fitted(parts: Sequence[Part], subject: str, blocks: int, characters: int) -> list[Part]:
    """The parts, each of them small enough for one block, that fit into so many blocks and characters.

    The buttons at the end stay, whatever has to go before them.
    """
    small = [piece for part in parts for piece in _broken(part)]
    closing: list[Part] = []
    while small and isinstance(small[-1], Buttons | Link) and len(closing) < blocks // 4:
        closing.insert(0, small.pop())
    if len(small) + len(closing) <= blocks and _total(small) + _total(closing) <= characters:
        return small + closing
    notice = Text(CUT_SHORT.format(subject=subject.removeprefix("policy:")).rstrip(), "small")
    room = characters - _total(closing) - cost(notice)
    return [*_as_many_as_fit(small, blocks - len(closing) - 1, room), notice, *closing]


def cost(part: Part) -> int:
    """How many characters a part shows."""
    match part:
        case Text(text=text):
            return size(text) + 4
        case Facts(rows=rows):
            return sum(size(label) + size(value) + 3 for label, value in rows)
        case Items(rows=items):
            return sum(size(item) + 1 for item in items)
        case Progress(words=words):
            return size(words) + 24
        case Change(before=before, removed=removed, added=added, after=after):
            return sum(map(size, (before, removed, added, after))) + 6
        case Divider():
            return 1
        case Picture(alt=alt):
            return size(alt) + 4
        case Table(columns=columns, rows=table):
            return sum(size(cell) + 2 for row in (columns, *table) for cell in row)
        case Buttons(buttons=buttons):
            return sum(size(button.label) + size(button.confirm) + 20 for button in buttons)
        case Link(label=label, url=url):
            return size(label) + size(url) + 20


def _total(parts: Sequence[Part]) -> int:
    return sum(map(cost, parts))


def _as_many_as_fit(parts: Sequence[Part], blocks: int, room: int) -> Iterator[Part]:
    for part in parts[:blocks]:
        if cost(part) <= room:
            room -= cost(part)
            yield part
            continue
        if room >= LEAST and (short := _shortened(part, room)):
            yield short
        return


def _shortened(part: Part, room: int) -> Part | None:
    match part:
        case Text(text=text):
            return replace(part, text=cut(text, room - 4))
        case Facts(rows=rows):
            facts = _first(rows, [size(label) + size(value) + 3 for label, value in rows], room)
            return Facts(facts) if facts else None
        case Items(rows=items):
            kept = _first(items, [size(item) + 1 for item in items], room)
            return Items(kept) if kept else None
        case Table(columns=columns, rows=table):
            room -= sum(size(cell) + 2 for cell in columns)
            first = _first(table, [sum(size(cell) + 2 for cell in row) for row in table], room)
            return Table(columns, first) if first else None
        case Progress() | Change() | Divider() | Buttons() | Link() | Picture():
            return None


def _first(rows: tuple[Row, ...], costs: list[int], room: int) -> tuple[Row, ...]:
    kept = 0
    while kept < len(rows) and (room := room - costs[kept]) >= 0:
        kept += 1
    return rows[:kept]


def _broken(part: Part) -> Iterator[Part]:
    match part:
        case Text(text=text, style=style):
            yield from (Text(piece, style) for piece in pieces(text, PIECE))
        case Facts(rows=rows):
            pairs = [
                (cut(label, limits.HEADER), cut(value, PIECE - limits.HEADER, CUT_HERE))
                for label, value in rows
            ]
            for facts in _grouped(pairs, [size(label) + size(value) + 3 for label, value in pairs]):
                yield Facts(facts)
        case Items(rows=items):
            short = [cut(item, PIECE, CUT_HERE) for item in items]
            for group in _grouped(short, [size(item) + 1 for item in short]):
                yield Items(group)
        case Change(before=before, removed=removed, added=added, after=after):
            if cost(part) <= PIECE:
                yield part
                return
            yield from (Change(piece, "", "", "") for piece in pieces(before, PIECE))
            yield from (Change("", piece, "", "") for piece in pieces(removed, PIECE))
            yield from (Change("", "", piece, "") for piece in pieces(added, PIECE))
            yield from (Change("", "", "", piece) for piece in pieces(after, PIECE))
        case Buttons(buttons=buttons):
            for at in range(0, len(buttons), limits.ACTIONS):
                yield Buttons(buttons[at : at + limits.ACTIONS])
        case Progress(words=words):
            yield replace(part, words=cut(words, PIECE, CUT_HERE))
        case Table(columns=columns, rows=table):
            short_rows = [tuple(cut(cell, limits.TABLE_CELL, CUT_HERE) for cell in row) for row in table]
            yield Table(columns, tuple(short_rows[: limits.TABLE_ROWS]))
        case Picture(alt=alt):
            yield replace(part, alt=cut(alt, PIECE, CUT_HERE))
        case Divider() | Link():
            yield part


def _grouped(rows: list[Row], costs: list[int]) -> Iterator[tuple[Row, ...]]:
    group: list[Row] = []
    room = PIECE
    for row, needed in zip(rows, costs, strict=True):
        if group and needed > room:
            yield tuple(group)
            group, room = [], PIECE
        group.append(row)
        room -= needed
    if group:
        yield tuple(group)
