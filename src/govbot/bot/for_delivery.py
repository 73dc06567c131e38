"""Draws cards for delivery, and says who a party is, what a group's room is, and where people are written to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from govbot.bot import outreach
from govbot.bot.digest import digest_of
from govbot.bot.meetings import agenda_for
from govbot.bot.overview import weekly_overview
from govbot.bot.reform import report_for
from govbot.bot.request_context import Installation, RequestContext
from govbot.core.cards.kinds import KINDS, acts, digest, draw
from govbot.core.cards.operations import operations_card
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Facts, Text
from govbot.core.days import said
from govbot.core.grammar import Obligation, Strength
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.process import Process
from govbot.core.workflow.obligations import strength_of
from govbot.core.workflow.parties import people_of
from govbot.core.workflow.passing_on import answerable
from govbot.core.workflow.rooms import Room, room_of
from govbot.record import Tx

ROOMS = {
    "room": "The room of the ad hoc group, and who is in it",
    "all": "Everything that waits for this chat",
}
DrawnCard = tuple[Card, str, bool]  # the card, the digest of its facts, whether it has buttons that act


@dataclass(frozen=True, slots=True)
class DeliveryViews:
    """Everything that delivery asks of policies and people, each answer as of the transaction's moment."""

    installation: Installation

    def draw(
        self, tx: Tx, card: str, stream: str, about: str, facts: Mapping[str, str], person: str
    ) -> DrawnCard:
        """A card as this person sees it now; "": as it stands in a channel."""
        return draw_card(
            self.installation.context(tx, person, lacks_nothing=True), card, stream, about, facts
        )

    def people_of(self, tx: Tx, stream: str, party: str) -> list[str]:
        """The people whom a party means today."""
        context = self.installation.context(tx)
        policy = context.policy(stream) if stream != DIRECTORY else None
        return people_of(party, policy, context.directory, context.process.director.key, context.today)

    def answerable(self, tx: Tx, stream: str, party: str) -> list[str]:
        """The people who answer today for what is awaited of a party, on a policy."""
        context = self.installation.context(tx)
        director, policy = context.process.director.key, context.policy(stream)
        return list(answerable(party, policy, context.directory, director, context.today).people)

    def strength(self, tx: Tx, stream: str, awaited: Obligation) -> Strength:
        """How the policy asks for what is awaited."""
        return strength_of(self.installation.context(tx).policy(stream), awaited)

    def room_of(self, tx: Tx, stream: str) -> Room | None:
        """The room of a policy's group, as it should be; None where no group is at work."""
        context = self.installation.context(tx)
        return room_of(context.policy(stream), context.directory)

    def reach_of(self, tx: Tx, person: str) -> str:
        """On which chat a person is written to: its name, "all", or "" where nobody said."""
        return self.installation.context(tx).directory.reach(person)


def draw_card(
    context: RequestContext, card: str, stream: str, about: str, facts: Mapping[str, str]
) -> DrawnCard:
    """A card of this kind for the context's person. `facts` are those of the notification."""
    match card:
        case "digest":
            return _drawn(digest_of(context), is_live=False)
        case "weekly":
            return _drawn(weekly_overview(context, has_picture=True), is_live=False)
        case "reform_report":
            return _drawn(report_for(context, int(about)), is_live=False)
        case "agenda":
            return _drawn(agenda_for(context, stream, about), is_live=False)
        case "undelivered" if facts:
            return _drawn(_undelivered(context.view(stream), facts), is_live=False)
        case "undelivered":
            return _drawn(outreach.undelivered(context, stream))
        case "operations":
            return _drawn(
                operations_card(context.tx.service_status.condition(), context.process), is_live=False
            )
        case _:
            facts = _readable(facts, context.process)
            return _drawn(draw(card, context.view(stream, about, facts, on=card)))


def _readable(facts: Mapping[str, str], process: Process) -> Mapping[str, str]:
    """The facts with their due date as people read it, in the government's time zone."""
    due = facts.get("due")
    return {**facts, "due": said(datetime.fromisoformat(due), process)} if due else facts


def _drawn(card: Card, *, is_live: bool = True) -> DrawnCard:
    return card, digest(card), is_live and acts(card)


def _undelivered(view: View, facts: Mapping[str, str]) -> Card:
    """One message that could not be delivered, to whom and why: for the operator, and for who asked."""
    people = [view.directory.named(person) for person in facts.get("to", "").split(", ")]
    kind = KINDS.get(facts.get("card", ""))
    headline = kind.headline.partition(":")[0] if kind else ROOMS.get(facts.get("card", ""), "")
    headline = view.say(headline, title=view.title, about="", what="")
    rows = (
        ("What", headline or facts.get("card", "")),
        ("To", "; ".join(people)),
        ("Chat", facts.get("platform", "")),
    )
    policy = f": {view.title}" if view.policy.id else ""
    shown = Facts(tuple(row for row in rows if row[1]))
    return Card(f"A message could not be delivered{policy}", (shown, Text(facts.get("why", ""))))
