"""The needs that wait: the ranked list with its reasons, those that are not ranked, and those that are parked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text

MOST_NEEDS = 6
NOTHING = "No need waits to be decided on. Anybody raises one with “/gov need”."


def priorities_card(general: View, views: Sequence[View], page: int = 0) -> Card:
    """`views` are the needs that wait, as the viewer sees each; those on the ranked list come first, in its order."""
    places = {view.policy.id: general.directory.planning.place(view.policy.id) for view in views}

    def order(view: View) -> tuple[int, int, int]:
        place = places[view.policy.id]
        parked = view.development.parked_until is not None
        return (place[0] if place else 10_000, int(parked), -len(view.development.supports))

    items: list[Item] = [tuple(_need(general, view)) for view in sorted(views, key=order)]
    if not items:
        return Card("Needs, in their order", (Text(NOTHING),), general.subject)
    ranked = sum(place is not None for place in places.values())
    of_them = f"{ranked} of them ranked" if len(items) > 1 else "ranked" if ranked else "not ranked"
    headline = f"{len(items)} need{'' if len(items) == 1 else 's'}, {of_them}"
    return Card(headline, tuple(page_of(general, "priorities", items, page, MOST_NEEDS)), general.subject)


def _need(general: View, view: View) -> Iterator[Part]:
    development, place = view.development, general.directory.planning.place(view.policy.id)
    number = f"{place[0]}. " if place else "Not ranked: "
    yield Text(f"{number}{view.title}", "strong")
    if place:
        yield Text(place[1].reason, "quote")
    if words := "; ".join(_facts(view)):
        yield Text(f"{words[:1].upper()}{words[1:]}.", "small")
    rank = (button for row in general.buttons("rank_need", about=view.policy.id) for button in row.buttons)
    support = (button for row in view.buttons("support_need") for button in row.buttons)
    yield Buttons((*rank, *support, view.show("policy", "Open")))
    if development.parked_until:
        yield Text(
            f"Parked until {view.day(development.parked_until)}: {development.parked_because}", "small"
        )


def _facts(view: View) -> Iterator[str]:
    development = view.development
    yield f"raised by {view.names(view.policy.raisers)}"
    if development.supports:
        yield f"supported by {len(development.supports)} more"
    yield from (f"{bill.number}: {bill.stage}" for bill in development.bills)
    if development.decision_due:
        yield f"to be decided by {view.when(development.decision_due)}"
