"""Whom a policy's messages reached: for the card, the notice to its lead, and the export."""

from __future__ import annotations

from dataclasses import replace

from govbot.bot.request_context import RequestContext
from govbot.core.cards.outreach import Reach, outreach_card, undelivered_card
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Refusal
from govbot.core.workflow.readers import why_no_coverage
from govbot.record import Tx
from govbot.record.outreach import OutreachMessage


def all_told(tx: Tx, stream: str) -> list[OutreachMessage]:
    """Every message to a person about a policy, with the reminders that spoke of it, in order."""
    messages = tx.outreach.of(stream)
    for reminder in tx.digests.on(stream):
        digests = tx.outreach.digest(reminder.person, reminder.day.isoformat())
        messages += [
            replace(digest, stream=stream, asked_at=reminder.noted_at, about=reminder.action)
            for digest in digests
        ]
    return sorted(messages, key=lambda message: (message.asked_at, message.id))


def _reach(message: OutreachMessage) -> Reach:
    return Reach(
        message.person, message.card, message.asked_at, message.state, message.delivered_at, message.why
    )


def outreach(context: RequestContext, subject: str, page: int) -> Card:
    """The card, for those who may see it; raises Refusal for others."""
    view = context.view(subject)
    if why_not := why_no_coverage(view.at(), view.held):
        raise Refusal(why_not)
    return outreach_card(view, [_reach(message) for message in all_told(context.tx, subject)], page)


def undelivered(context: RequestContext, stream: str) -> Card:
    """The messages that did not arrive, as of this moment; its button sends them again."""
    lost = [_reach(message) for message in context.tx.outreach.undelivered(stream) if message.person]
    return undelivered_card(context.view(stream, on="undelivered"), lost)
