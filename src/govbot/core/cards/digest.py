"""The one message a day: what is awaiting a person, soonest first, across policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.home import Awaited, titled
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Divider, Items, Part, Text
from govbot.core.days import said
from govbot.core.grammar import Obligation


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that others have not done in time, of which this person is told as the one above."""

    title: str
    owed: Obligation


REMIND = (
    "The {lead} and the {advisor} can remind with “/gov remind”, and give more time with “/gov give-until”."
)


def digest_card(view: View, awaited: Sequence[Awaited], more: int, overdue: Sequence[Overdue]) -> Card:
    """What is awaiting this person (the first of it, and how much more), and what is late with others."""
    return Card(_headline(view, awaited, more, overdue), tuple(_parts(view, awaited, more, overdue)))


def _headline(view: View, awaited: Sequence[Awaited], more: int, overdue: Sequence[Overdue]) -> str:
    """It stands in notifications: numbers and a date, and nothing that somebody wrote."""
    first = next((item.owed.due for item in awaited if item.owed.due), None)
    if awaited:
        soonest = f", the first by {said(first, view.process)}" if first else ""
        return f"Awaiting your action: {len(awaited) + more}{soonest}"
    return f"Overdue with others: {len(overdue)}" if overdue else "Nothing is awaiting your action any more"


def _parts(view: View, awaited: Sequence[Awaited], more: int, overdue: Sequence[Overdue]) -> Iterator[Part]:
    for item in awaited:
        late = " — overdue" if item.owed.due and item.owed.due < view.now else ""
        due = f"by {said(item.owed.due, view.process)}{late}" if item.owed.due else "no date"
        yield Text(f"{titled(item.title, plainly(view, item.owed))}, {due}", "warning" if late else "")
        yield Buttons(item.buttons)
    if more:
        yield Text(f"… and {more} more, later. “/gov” lists them.", "small")
    if overdue:
        yield Divider()
        yield Text("Overdue with others", "strong")
        yield Items(tuple(titled(item.title, plainly(view, item.owed)) for item in overdue))
        yield Text(view.say(REMIND), "small")
    if not awaited and not overdue:
        yield Text("What this message was about has been settled since. Thank you.")
    yield Text("You get one such message a day at most, on days when something falls due soon.", "small")


def plainly(view: View, obligation: Obligation) -> str:
    """What is awaited, without the words in which somebody asked for it: those may carry a mark."""
    awaited = view.awaited_thing(obligation)
    return awaited.partition(":")[0] if obligation.action == "answer_request" else awaited
