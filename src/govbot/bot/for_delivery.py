"""What the courier is given: cards drawn from the state of the moment, a party's people, a group's room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from govbot.bot import outreach
from govbot.bot.digest import digest_of
from govbot.bot.request_context import RequestContext
from govbot.core.cards.kinds import KINDS, acts, digest, draw
from govbot.core.cards.operations import operations_card
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Facts, Text
from govbot.core.days import said
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.notifications import policy_members
from govbot.core.workflow.obligations import people_of as people_in
from govbot.delivery import Room
from govbot.record import Tx

ROOMS = {"room": "The room of the ad hoc group, and who is in it"}


def drawn(
    tx: Tx, moments: RequestContext, card: str, stream: str, about: str, facts: Mapping[str, str], person: str
) -> tuple[Card, str, bool]:
    """A card as this person sees it now ("": a channel), the digest of what it shows, whether it acts."""
    if card == "digest":
        gathered = digest_of(tx, moments, person)
        return gathered, digest(gathered), False
    if card == "undelivered" and not facts:
        lost = outreach.undelivered(tx, moments, stream, person)
        return lost, digest(lost), acts(lost)
    if card == "undelivered":
        undelivered = _undelivered(moments.view(tx, stream, person), facts)
        return undelivered, digest(undelivered), False
    if card == "operations":
        daily = operations_card(tx.service_status.condition(), moments.process)
        return daily, digest(daily), False
    shown = dict(facts)
    if shown.get("due"):
        shown["due"] = said(datetime.fromisoformat(shown["due"]), moments.process)
    drawn_card = draw(card, moments.view(tx, stream, person, about, shown, on=card))
    return drawn_card, digest(drawn_card), acts(drawn_card)


def _undelivered(view: View, facts: Mapping[str, str]) -> Card:
    """To whom what was not delivered, and why: for the operator, and for who asked."""
    people = [view.directory.named(one) for one in facts.get("to", "").split(", ")]
    kind = KINDS.get(facts.get("card", ""))
    what = kind.headline.partition(":")[0] if kind else ROOMS.get(facts.get("card", ""), "")
    what = what.format(title=view.title, about="", what="")
    rows = (
        ("What", what or facts.get("card", "")),
        ("To", "; ".join(people)),
        ("Chat", facts.get("platform", "")),
    )
    told = Facts(tuple(row for row in rows if row[1]))
    of = f": {view.title}" if view.policy.id else ""
    return Card(f"A message could not be delivered{of}", (told, Text(facts.get("why", ""))))


def people_of(tx: Tx, moments: RequestContext, stream: str, party: str) -> list[str]:
    """The people whom a party means today."""
    policy = moments.policy(tx, stream) if stream != DIRECTORY else None
    director = moments.process.director.key
    return people_in(party, policy, moments.directory(tx), director, moments.today(tx))


def room_of(tx: Tx, moments: RequestContext, stream: str) -> Room | None:
    """The room of a policy's group, as it should be; None where no group is at work."""
    policy = moments.policy(tx, stream)
    group = policy.development.group if policy.development else None
    if group is None:
        return None
    members = tuple(one for one in policy_members(policy) if moments.directory(tx).is_active(one))
    return Room(f"{policy.id} {group.name}", f"Ad hoc group for {policy.title}", members)
