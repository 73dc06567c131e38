"""Reads, for a policy, whom its messages reached: for the card, the notice to its lead, and the export."""

from __future__ import annotations

from dataclasses import replace

from govbot.bot.request_context import RequestContext
from govbot.core.cards.outreach import Reach, outreach_card, undelivered_card
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Refusal
from govbot.record import Tx
from govbot.record.outreach import OutreachMessage

READERS = {"lead", "advisor", "steering", "liaison", "records", "keeper", "operator", "auditor"}
NOT_YOURS = "Whom a policy reached is shown to its lead, the Steering Group and those who keep the record."


def all_told(tx: Tx, stream: str) -> list[OutreachMessage]:
    """Every message to a person about a policy, with the reminders that spoke of it, in order."""
    told = tx.outreach.of(stream)
    for one in tx.digests.on(stream):
        sent = tx.outreach.digest(one.person, one.day.isoformat())
        told += [replace(each, stream=stream, asked_at=one.noted_at, about=one.action) for each in sent]
    return sorted(told, key=lambda one: (one.asked_at, one.id))


def _reach(one: OutreachMessage) -> Reach:
    return Reach(one.person, one.card, one.asked_at, one.state, one.delivered_at, one.why)


def outreach(tx: Tx, moments: RequestContext, person: str, subject: str, page: int) -> Card:
    """The card, for those who may see it."""
    view = moments.view(tx, subject, person)
    if not READERS & {capacity.kind for capacity in view.held}:
        raise Refusal(NOT_YOURS)
    return outreach_card(view, [_reach(one) for one in all_told(tx, subject)], page)


def undelivered(tx: Tx, moments: RequestContext, stream: str, person: str) -> Card:
    """What did not arrive, as of this moment, of what its button sends again."""
    lost = [_reach(one) for one in tx.outreach.undelivered(stream) if one.person]
    return undelivered_card(moments.view(tx, stream, person, on="undelivered"), lost)
