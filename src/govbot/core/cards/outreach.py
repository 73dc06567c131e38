"""Whom a policy's messages reached, when: proof of outreach, and what did not arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Table, Text
from govbot.core.days import said

A_PAGE = 15
COLUMNS = ("Who", "Message", "Outcome")
WHAT = {
    "need": "told of a need",
    "feedback_request": "asked for feedback",
    "review_asked": "asked for a review",
    "consultation": "consulted",
    "secretary_request": "asked for a decision",
    "group_welcome": "invited to the group",
    "group_asked": "asked, as the group",
    "agency_asked": "asked about the version",
    "comments_answered": "told of the response to comments",
    "digest": "reminded",
}
OUTCOMES = {
    "sent": "delivered on",
    "waiting": "on its way",
    "sending": "on its way",
    "parked": "given up after the last try",
    "failed": "not delivered",
    "unknown": "not known whether delivered",
}


@dataclass(frozen=True, slots=True)
class Reach:
    """One message to a person: what it asked, when, and what became of it."""

    person: str
    card: str
    asked_at: datetime
    state: str
    delivered_at: datetime | None
    why: str = ""


def what_words(card: str) -> str:
    return WHAT.get(card, f"told ({card.replace('_', ' ')})")


def outcome_words(view: View, message: Reach) -> str:
    words = OUTCOMES.get(message.state, message.state)
    if message.state == "sent" and message.delivered_at:
        return f"{words} {said(message.delivered_at, view.process)}"
    return (
        f"{words}: {message.why}"
        if message.why and message.state in ("parked", "failed", "waiting")
        else words
    )


def outreach_card(view: View, reached: Sequence[Reach], page: int) -> Card:
    """Each person with each message, a page of people at a time; what did not arrive can be sent again."""
    return Card(f"Outreach on {view.title}", tuple(_parts(view, reached, page)), view.subject)


def _parts(view: View, reached: Sequence[Reach], page: int) -> Iterator[Part]:
    if not reached:
        yield Text("Nobody has been written to about this policy yet.")
        return
    yield Facts(tuple(_totals(reached)))
    people = list(dict.fromkeys(message.person for message in reached))
    shown = people[page * A_PAGE : (page + 1) * A_PAGE]
    rows = [
        (
            view.directory.named(message.person),
            f"{what_words(message.card)}, {said(message.asked_at, view.process)}",
            outcome_words(view, message),
        )
        for person in shown
        for message in reached
        if message.person == person
    ]
    yield Table(COLUMNS, tuple(rows))
    lost = any(message.state in ("parked", "failed", "unknown") for message in reached)
    if lost:
        yield from view.buttons("try_again", about="")
    if buttons := tuple(_turning(view, page, len(people))):
        yield Buttons(buttons)
    yield Text("Every try is kept; “govbot outreach” exports them all.", "small")


def _totals(reached: Sequence[Reach]) -> Iterator[tuple[str, str]]:
    for states, label in (
        (("sent",), "Delivered"),
        (("waiting", "sending"), "On its way"),
        (("parked", "failed"), "Not delivered"),
        (("unknown",), "Not known"),
    ):
        count = sum(message.state in states for message in reached)
        if count:
            yield label, str(count)


def _turning(view: View, page: int, people: int) -> Iterator[Button]:
    if page:
        yield view.show("outreach", "Earlier", str(page - 1))
    if (page + 1) * A_PAGE < people:
        yield view.show("outreach", "More", str(page + 1))


def undelivered_card(view: View, lost: Sequence[Reach]) -> Card:
    """For whoever asked: what did not arrive, and the button that sends it again."""
    headline = f"Not delivered: {len(lost)} on {view.title}" if lost else f"All is delivered on {view.title}"
    return Card(headline, tuple(_lost(view, lost)), view.subject)


def _lost(view: View, lost: Sequence[Reach]) -> Iterator[Part]:
    if not lost:
        yield Text("What could not be delivered has been, or is on its way again.")
        return
    rows = (
        (view.directory.named(message.person), what_words(message.card), outcome_words(view, message))
        for message in lost[:A_PAGE]
    )
    yield Table(COLUMNS, tuple(rows))
    if len(lost) > A_PAGE:
        yield Text(f"… and {len(lost) - A_PAGE} more.", "small")
    yield from view.buttons("try_again", about="")
    yield Buttons((view.show("outreach", "Everybody who was asked"),))
