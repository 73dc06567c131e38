"""What was drawn before, drawn again for whoever looks: a card of ours, a form that was opened; and a file's place."""

from __future__ import annotations

from govbot.adapter_api.chat import Account
from govbot.bot import for_delivery, forms, free_text, on_behalf
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.vocabulary import Button, Buttons, Card, Form, Text
from govbot.record import Tx

SUBMIT = "submit_draft"
MOST_OFFERED = 12
WHICH = "Which policy is this a draft of?"
KEPT = (
    "I have “{name}”. Nothing is recorded yet: choose the policy, and look at the form before you submit it."
)
NOWHERE = (
    "I have “{name}”, but you can submit a draft of no policy now. The policy lead, the group's members and OPM "
    "staff can, while a policy is being developed."
)


def card_at(
    tx: Tx, moments: RequestContext, account: Account, person: str, place: str, message: str
) -> Card | None:
    """The card of ours in this place as this person sees it now; None where there is none that they may see."""
    receipt = tx.receipts.at(account.platform, place, message)
    if receipt is None or receipt.person not in ("", person):
        return None
    return for_delivery.drawn(
        tx, moments, receipt.card, receipt.stream, receipt.about, receipt.facts, person
    )[0]


def form_of(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> Form:
    """The form of this token once more: for a chat that has not kept it."""
    return forms.open_form(tx, moments, person, sealed, free_text.prefill(tx, moments, person, sealed))


def draft_of(tx: Tx, moments: RequestContext, person: str, name: str) -> Card:
    """The policies of which this person may submit a draft now, for a file that they sent."""
    fitting = []
    for listed in tx.policies.matching("", 100):
        sealed = SignedToken(SUBMIT, f"policy:{listed.id}")
        if not on_behalf.why_not(tx, moments, person, sealed):
            fitting.append(sealed)
    if not fitting:
        return Card(WHICH, (Text(NOWHERE.format(name=name)),))
    buttons = tuple(
        Button(moments.view(tx, one.subject, person).title[:75], moments.seal.close(one))
        for one in fitting[:MOST_OFFERED]
    )
    return Card(WHICH, (Text(KEPT.format(name=name)), Buttons(buttons)))
