"""Draws a card again for whoever looks at it, and asks to which policy a received file belongs."""

from __future__ import annotations

from govbot.adapter_api.chat import Account
from govbot.bot import for_delivery, on_behalf
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.vocabulary import Button, Buttons, Card, Text

SUBMIT = "submit_draft"
MOST_OFFERED = 12
WHICH = "Which policy is this a draft of?"
KEPT = (
    "I have “{name}”. Nothing is recorded yet: choose the policy, and look at the form before you submit it."
)
NOWHERE = (
    "I have “{name}”, but you can submit a draft of no policy now. The {lead}, the group's members and {staff} "
    "can, while a policy is being developed."
)


def card_at(context: RequestContext, account: Account, conversation: str, message: str) -> Card | None:
    """The card of this message as the person sees it now; None where it is not for them."""
    receipt = context.tx.receipts.at(account.platform, conversation, message)
    if receipt is None or receipt.person not in ("", context.person):
        return None
    card, _, _ = for_delivery.draw_card(context, receipt.card, receipt.stream, receipt.about, receipt.facts)
    return card


def draft_of(context: RequestContext, name: str) -> Card:
    """The policies of which this person may submit a draft now, for a file that they sent."""
    tokens = [SignedToken(SUBMIT, f"policy:{row.id}") for row in context.tx.policies.matching("", 100)]
    tokens = [token for token in tokens if not on_behalf.why_not(context, token)]
    if not tokens:
        return Card(WHICH, (Text(context.process.say(NOWHERE, name=name)),))
    buttons = tuple(
        Button(context.view(token.subject).title[:75], context.signer.sign(token))
        for token in tokens[:MOST_OFFERED]
    )
    return Card(WHICH, (Text(KEPT.format(name=name)), Buttons(buttons)))
