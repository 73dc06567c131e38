"""Plain words typed to the bot: offered as the answer to what is awaited from the person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from govbot.bot.awaited import awaited_of
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.forms import asks_of
from govbot.core.cards.vocabulary import Button, Buttons, Card, Text
from govbot.core.days import local_day, said
from govbot.core.grammar import Refusal
from govbot.core.table import BY_NAME, plain_label, refusal
from govbot.core.workflow.context import open_period
from govbot.record import Tx

# The field of an action's form into which somebody's words go.
TAKES_WORDS = ("text", "reasons", "exigency")
MOST_OFFERED = 5
MOST_LABEL = 75  # characters of a button's label
MOST_LOOKED_AT = 100  # policies, those changed last
MOST_WORDS = 3000  # characters that one answer takes
SHOWN = 1500
NOT_YET = (
    "Nothing is recorded yet. Choose where these words belong; you see the form, with them in "
    "it, before you submit."
)
TOO_MUCH = (
    "One answer takes {most:,} characters: what is longer is cut in the form. Send the rest "
    "as a second answer, or as a file."
)
NOTHING_TAKES = "Nothing that awaits you takes these words, so nothing is recorded. What you can do:"


def field_for_words(action: str) -> str:
    """The field of this action that takes words; empty where none does."""
    asks = asks_of(BY_NAME[action].command)
    return next((name for name in TAKES_WORDS if name in asks), "")


def keep_words(tx: Tx, nonce: str, kept: Mapping[str, Any]) -> None:
    """Words wait for the press of a button: too long for its value, and not to be lost with the memory."""
    tx.notes.set(f"words {nonce}", json.dumps(dict(kept)))


def kept_words(tx: Tx, nonce: str) -> dict[str, Any]:
    """What was kept under this nonce; raises Refusal where it has been filed already."""
    kept = tx.notes.get(f"words {nonce}")
    if not kept:
        raise Refusal("Those words have been filed already, or are no longer kept. Please type them again.")
    return dict(json.loads(kept))


def forget_words(tx: Tx, nonce: str) -> None:
    """The words are filed: they stand in the record now, and nowhere else."""
    tx.notes.set(f"words {nonce}", "")


@dataclass(frozen=True, slots=True)
class _Offer:
    """Something that takes words: the action, its subject, what it is about, and the button's label."""

    action: str
    subject: str
    about: str
    label: str


def offer_words(context: RequestContext, words: str, stream: str | None) -> Card | None:
    """A card that offers to file the words as the answer to what is awaited; None where nothing takes them.

    `stream` is the policy in whose thread they were typed.
    """
    offers = _offers(context, stream)[:MOST_OFFERED]
    if not offers:
        return None
    nonce = context.signer.nonce()
    keep_words(context.tx, nonce, {"person": context.person, "words": words})
    buttons: list[Button] = []
    for offer in offers:
        token = SignedToken(offer.action, offer.subject, offer.about, note=nonce)
        buttons.append(Button(offer.label, context.signer.sign(token), "" if buttons else "primary"))
    return Card("File these words?", (*_quoted(words), Text(NOT_YET), Buttons(tuple(buttons))), stream or "")


def _quoted(words: str) -> tuple[Text, ...]:
    """What was typed, and a warning where it is more than one answer takes."""
    quote = Text(words if len(words) <= SHOWN else f"{words[:SHOWN]}…", "quote")
    return (quote, Text(TOO_MUCH.format(most=MOST_WORDS), "warning")) if len(words) > MOST_WORDS else (quote,)


def _offers(context: RequestContext, stream: str | None) -> list[_Offer]:
    """Everything that takes words: what is awaited first, then comments."""
    offers = _awaited(context, stream)
    answered = {(offer.action, offer.subject) for offer in offers}
    listed = (
        [stream]
        if stream
        else [f"policy:{row.id}" for row in context.tx.policies.matching("", MOST_LOOKED_AT)]
    )
    for subject in listed:
        if ("give_feedback", subject) not in answered:
            offers += _more_feedback(context, subject, late_too=stream is not None)
    return offers


def _awaited(context: RequestContext, stream: str | None) -> list[_Offer]:
    """What is awaited of this person and takes words."""
    offers = []
    for subject, obligation in awaited_of(context):
        if stream not in (None, subject) or not field_for_words(obligation.action):
            continue
        rule_context = context.rule_context(subject, obligation.about)
        if not refusal(BY_NAME[obligation.action], rule_context, context.standing(subject)):
            action = plain_label(BY_NAME[obligation.action], context.process)
            label = f"{action}: {context.policy(subject).id}"[:MOST_LABEL]
            offers.append(_Offer(obligation.action, subject, obligation.about, label))
    return offers


def _more_feedback(context: RequestContext, stream: str, late_too: bool) -> list[_Offer]:
    """One more comment, though the answer is given already: while the period is open.

    In the thread of a card, a late one too.
    """
    rule_context = context.rule_context(stream)
    if not late_too and open_period(rule_context) is None:
        return []
    if refusal(BY_NAME["give_feedback"], rule_context, context.standing(stream)):
        return []
    return [_Offer("give_feedback", stream, "", f"Comment: {rule_context.state.id}")]


def offer_feedback_of(
    context: RequestContext, author: str, at: datetime, words: str, room: str | None
) -> Card | SignedToken:
    """Somebody's message as their feedback: the form to open, or a card to choose the policy.

    `at` is when it was written (UTC). Raises Refusal where they are on no roster.
    """
    if not words:
        raise Refusal("This message has no words to record. Open its thread, and record the one that has.")
    subjects = [
        subject for subject in _taking_feedback(context, room) if _on_roster(context, subject, author)
    ]
    if not subjects:
        name = context.directory.name(author)
        raise Refusal(
            f"{name} is on the roster of no open feedback period. The policy lead can include them."
        )
    nonce = context.signer.nonce()
    kept = {"person": context.person, "words": words, "author": author, "at": at.isoformat()}
    keep_words(context.tx, nonce, kept)
    tokens = [
        SignedToken("give_feedback", each, mode="later", note=nonce, entered_for=author) for each in subjects
    ]
    if len(tokens) == 1:
        return tokens[0]
    buttons = tuple(
        Button(context.view(token.subject).title[:MOST_LABEL], context.signer.sign(token)) for token in tokens
    )
    return Card("Feedback on which policy?", (*_quoted(words), Buttons(buttons)))


def _taking_feedback(context: RequestContext, room: str | None) -> list[str]:
    """The room's policy, or all policies whose feedback period is open."""
    if room:
        return [room]
    listed = context.tx.policies.matching("", MOST_LOOKED_AT)
    return [f"policy:{row.id}" for row in listed if row.stage == "agency feedback"]


def _on_roster(context: RequestContext, subject: str, author: str) -> bool:
    return any(capacity.kind == "representative" for capacity in context.standing(subject, author))


def prefill(context: RequestContext, token: SignedToken) -> dict[str, Any]:
    """What a form opened from kept words is prefilled with; raises Refusal for another person's words."""
    if not token.note:
        return {}
    kept = kept_words(context.tx, token.note)
    if kept["person"] != context.person:
        raise Refusal("Those words were typed by somebody else. Please type your own.")
    if "fields" in kept:
        return dict(kept["fields"])
    filled = {field_for_words(token.action): kept["words"]}
    if "author" in kept:
        written = datetime.fromisoformat(kept["at"])
        day = min(local_day(written, context.process), context.today)
        filled |= {
            "happened_on": day.isoformat(),
            "evidence": f"A message in chat of {said(written, context.process)}",
        }
    return filled
