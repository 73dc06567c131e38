"""A long list on several cards, with buttons that turn its pages."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Facts, Items, Part, Table, Text
from govbot.core.grammar import Change

PAGE = 8_000  # characters on one card: every chat shows as many whole, besides the headline and the buttons
Item = Sequence[Part]


def page_of(
    view: View, what: str, items: Sequence[Item], page: int | None, most: int, about: str = ""
) -> tuple[Part, ...]:
    """Some of these items, each of several parts; where they stand among all; and how to go on.

    `what` names the card, as `view.show` does; `about` stands before the page's number. A page ends after `most`
    items, or before it is too long for a chat; a page beyond the last is the last. Without a page: all of them.
    """
    if page is None:
        return tuple(part for item in items for part in item)
    pages = _pages(items, most)
    page = min(max(page, 0), len(pages) - 1)
    parts: list[Part] = []
    if len(pages) > 1:
        first = sum(map(len, pages[:page])) + 1
        parts.append(Text(f"{first} to {first + len(pages[page]) - 1} of {len(items)}", "small"))
    parts += [part for item in pages[page] for part in item]
    turn = turning(view, what, page, len(pages), about)
    return (*parts, Buttons(turn)) if turn else tuple(parts)


def page_in(about: str) -> int:
    """The page that a button names: "3", or "D2 3"."""
    last = about.rpartition(" ")[2]
    return int(last) if last.isdecimal() and len(last) < 6 else 0


def turning(view: View, what: str, page: int, pages: int, about: str = "") -> tuple[Button, ...]:
    """The buttons that turn to the page before and to the next, of so many."""
    return tuple(
        view.show(what, name, f"{about}{at}")
        for name, at in (("Earlier ones", page - 1), ("More", page + 1))
        if 0 <= at < pages
    )


def _pages(items: Sequence[Item], most: int) -> list[list[Item]]:
    pages: list[list[Item]] = [[]]
    room = PAGE
    for item in items:
        room -= (size := sum(map(_size, item)))
        if pages[-1] and (room < 0 or len(pages[-1]) == most):
            pages.append([])
            room = PAGE - size
        pages[-1].append(item)
    return pages


def _size(part: Part) -> int:
    match part:
        case Text(text=text):
            return len(text)
        case Facts(rows=rows):
            return sum(len(label) + len(value) for label, value in rows)
        case Items(rows=items):
            return sum(map(len, items))
        case Table(rows=rows):
            return sum(len(cell) for row in rows for cell in row)
        case Change(before, removed, added, after):
            return len(before) + len(removed) + len(added) + len(after)
        case _:
            return 0
