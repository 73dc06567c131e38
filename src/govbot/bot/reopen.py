"""Draws a card again for whoever looks at it, and asks to which policy a received file belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govbot.adapter_api.chat import Account
from govbot.bot import for_delivery, on_behalf
from govbot.bot.free_text import keep_words
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.vocabulary import Button, Buttons, Card, Text

SUBMIT = "submit_draft"
MOST_OFFERED = 12
LETTER, FEEDBACK, MARKED = "file_agency_letter", "give_feedback", "send_marked_file"
WHAT = "What is this file?"
AS_MARKED = "Feedback on {policy}: comments and changes in it"
AS_FEEDBACK = "Feedback on {policy}: its text"
AS_LETTER = "{An_agency}'s letter on {policy}"
WHICH = "Which policy is this a draft of?"
KEPT = "I have “{name}”. Nothing is recorded yet: choose where it belongs, and look at the form before you submit it."
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


def belonging_of(context: RequestContext, name: str, words: str = "") -> Card:
    """To what a file belongs that this person sent: a draft, feedback, a letter; as far as each is open to them.

    `words` is its text, "" where it can't be read.
    """
    subjects = [f"policy:{row.id}" for row in context.tx.policies.matching("", 100)]
    drafts = _open(context, SUBMIT, subjects)
    letters = _open(context, LETTER, subjects)
    marked = _open(context, MARKED, subjects) if name.casefold().endswith(".docx") else []
    feedback = _open(context, FEEDBACK, subjects) if words else []
    nonce = _keep(context, words) if feedback else ""
    labelled = [
        *((token, context.view(token.subject).title) for token in drafts),
        *((token, _label(context, AS_MARKED, token)) for token in marked),
        *((replace(token, note=nonce), _label(context, AS_FEEDBACK, token)) for token in feedback),
        *((token, _label(context, AS_LETTER, token)) for token in letters),
    ]
    headline = WHICH if not (feedback or letters or marked) else WHAT
    if not labelled:
        return Card(headline, (Text(context.process.say(NOWHERE, name=name)),))
    buttons = tuple(
        Button(label[:75], context.signer.sign(token)) for token, label in labelled[:MOST_OFFERED]
    )
    return Card(headline, (Text(KEPT.format(name=name)), Buttons(buttons)))


def _open(context: RequestContext, action: str, subjects: Sequence[str]) -> list[SignedToken]:
    """The action on each policy on which it is open to the person."""
    tokens = [SignedToken(action, subject) for subject in subjects]
    return [token for token in tokens if not on_behalf.why_not(context, token)]


def _label(context: RequestContext, template: str, token: SignedToken) -> str:
    return context.process.say(template, policy=token.subject.removeprefix("policy:"))


def _keep(context: RequestContext, words: str) -> str:
    """Keep the text of the file as the words of an answer."""
    nonce = context.signer.nonce()
    keep_words(context.tx, nonce, {"person": context.person, "words": words})
    return nonce
