"""A long list on several cards, with buttons that turn its pages."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.cards.view import View
from govbot.cards.vocabulary import Buttons, Part, Text


def page_of(view: View, what: str, items: Sequence[Sequence[Part]], page: int, most: int) -> tuple[Part, ...]:
    """Some of these items, each of several parts; where they stand among all; and how to go on.

    `what` names the card, as `view.show` does; a page beyond the last is the last.
    """
    page = min(max(page, 0), max(len(items) - 1, 0) // most)
    shown = items[page * most : (page + 1) * most]
    parts: list[Part] = []
    if len(items) > most:
        first = page * most + 1
        parts.append(Text(f"{first} to {first + len(shown) - 1} of {len(items)}", "small"))
    parts += [part for item in shown for part in item]
    turn = [
        view.show(what, name, str(at))
        for name, at in (("Earlier ones", page - 1), ("More", page + 1))
        if at >= 0 and at * most < len(items)
    ]
    return (*parts, Buttons(tuple(turn))) if turn else tuple(parts)
