"""The own list: what is awaiting a person, soonest first, and where to go from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Divider, Part, Text
from govbot.core.days import said
from govbot.core.grammar import Obligation

MOST_AWAITED = 12


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something awaited of the person, with the policy's title and the buttons that lead to it."""

    title: str
    owed: Obligation
    buttons: tuple[Button, ...]


def home_card(view: View, awaited: Sequence[Awaited], more: int, buttons: Sequence[Button]) -> Card:
    """What is awaiting this person (the first of it, and how much more there is), and what they can do."""
    count = len(awaited) + more
    return Card(f"Awaiting your action: {count or 'nothing'}", tuple(_home(view, awaited, more, buttons)))


def _home(view: View, awaited: Sequence[Awaited], more: int, buttons: Sequence[Button]) -> Iterator[Part]:
    yield Text(f"You are {view.directory.named(view.viewer)}.", "small")
    if not awaited:
        yield Text("Nothing is awaiting you now. When something is, you get a message, and it stands here.")
    for item in awaited:
        late = " — overdue" if item.owed.due and item.owed.due < view.now else ""
        due = f"by {said(item.owed.due, view.process)}{late}" if item.owed.due else "no date"
        yield Text(f"{item.title}: {view.awaited_thing(item.owed)}, {due}", "warning" if late else "")
        yield Buttons(item.buttons)
    if more:
        yield Text(f"… and {more} more, later. They stand here once these are done.", "small")
    yield Divider()
    yield Buttons(tuple(buttons))
