"""What is typed in plain words: offered as the answer to what is awaited, never met with silence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.forms import asks_of
from govbot.core.cards.vocabulary import Button, Buttons, Card, Text
from govbot.core.days import local_day, said
from govbot.core.grammar import Refusal
from govbot.core.table import BY_NAME, plain_label, refusal
from govbot.core.workflow.context import open_period
from govbot.core.workflow.obligations import parties_of
from govbot.record import Tx

# The field of an action's form into which somebody's words go.
TAKES_WORDS = ("text", "reasons", "exigency")
MOST_OFFERED = 5
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
    """Words wait for the press of a button: too long for its value, too precious for memory."""
    tx.notes.set(f"words {nonce}", json.dumps(dict(kept)))


def kept_words(tx: Tx, nonce: str) -> dict[str, Any]:
    found = tx.notes.get(f"words {nonce}")
    if not found:
        raise Refusal("Those words have been filed already, or are no longer kept. Please type them again.")
    return dict(json.loads(found))


def forget_words(tx: Tx, nonce: str) -> None:
    """The words are filed: they stand in the record now, and nowhere else."""
    tx.notes.set(f"words {nonce}", "")


def offer_words(tx: Tx, moments: RequestContext, person: str, words: str, stream: str | None) -> Card | None:
    """A card that offers to file the words as the answer to what is awaited.

    None where nothing takes them.
    """
    offers = _offers(tx, moments, person, stream)
    if not offers:
        return None
    nonce = moments.seal.nonce()
    keep_words(tx, nonce, {"person": person, "words": words})
    buttons = tuple(
        Button(
            label,
            moments.seal.close(SignedToken(action, subject, about, note=nonce)),
            "primary" if not at else "",
        )
        for at, (label, action, subject, about) in enumerate(offers[:MOST_OFFERED])
    )
    return Card("File these words?", (*_quoted(words), Text(NOT_YET), Buttons(buttons)), stream or "")


def _quoted(words: str) -> tuple[Text, ...]:
    """What was typed, and a warning where it is more than one answer takes."""
    shown = Text(words if len(words) <= SHOWN else f"{words[:SHOWN]}…", "quote")
    return (shown, Text(TOO_MUCH.format(most=MOST_WORDS), "warning")) if len(words) > MOST_WORDS else (shown,)


def _offers(
    tx: Tx, moments: RequestContext, person: str, stream: str | None
) -> list[tuple[str, str, str, str]]:
    """Label, action, subject and about of everything that takes words: what is awaited first, then comments."""
    parties = parties_of(person, moments.directory(tx), moments.process, moments.today(tx))
    found = []
    for subject, owed in tx.obligations.of(parties):
        if (stream is None or subject == stream) and field_for_words(owed.action):
            title = moments.policy(tx, subject).id
            found.append(
                (
                    f"{plain_label(BY_NAME[owed.action], moments.process)}: {title}"[:75],
                    owed.action,
                    subject,
                    owed.about,
                )
            )
    asked = {(action, subject) for _, action, subject, _ in found}
    for subject in (
        [stream] if stream else [f"policy:{one.id}" for one in tx.policies.matching("", MOST_LOOKED_AT)]
    ):
        if ("give_feedback", subject) not in asked:
            found += _more_feedback(tx, moments, person, subject, late_too=stream is not None)
    return found


def _more_feedback(
    tx: Tx, moments: RequestContext, person: str, stream: str, late_too: bool
) -> list[tuple[str, str, str, str]]:
    """One more comment, though the answer is given already: while the period is open.

    In the thread of a card, a late one too.
    """
    at = moments.at(tx, stream, moments.acting(tx, person))
    if not late_too and open_period(at) is None:
        return []
    if refusal(BY_NAME["give_feedback"], at, moments.standing(tx, stream, person)):
        return []
    return [(f"Comment: {at.state.id}", "give_feedback", stream, "")]


def offer_feedback_of(
    tx: Tx, moments: RequestContext, person: str, author: str, at: datetime, words: str, room: str | None
) -> Card | SignedToken:
    """Somebody's message as their feedback: the form to open, or a card to choose the policy."""
    if not words:
        raise Refusal("This message has no words to record. Open its thread, and record the one that has.")
    subjects = (
        [room]
        if room
        else [f"policy:{one.id}" for one in tx.policies.matching("", 100) if one.stage == "agency feedback"]
    )
    fitting = [one for one in subjects if _on_roster(tx, moments, one, author)]
    if not fitting:
        name = moments.directory(tx).name(author)
        raise Refusal(
            f"{name} is on the roster of no open feedback period. The policy lead can include them."
        )
    nonce = moments.seal.nonce()
    keep_words(tx, nonce, {"person": person, "words": words, "author": author, "at": at.isoformat()})
    sealed = [SignedToken("give_feedback", one, mode="later", note=nonce, whose=author) for one in fitting]
    if len(sealed) == 1:
        return sealed[0]
    buttons = tuple(
        Button(moments.view(tx, one.subject, person).title[:75], moments.seal.close(one)) for one in sealed
    )
    return Card("Feedback on which policy?", (*_quoted(words), Buttons(buttons)))


def _on_roster(tx: Tx, moments: RequestContext, subject: str, author: str) -> bool:
    kinds = {capacity.kind for capacity in moments.standing(tx, subject, author)}
    return "representative" in kinds


def prefill(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> dict[str, Any]:
    """What a form opened from kept words is prefilled with."""
    if not sealed.note:
        return {}
    kept = kept_words(tx, sealed.note)
    if kept["person"] != person:
        raise Refusal("Those words were typed by somebody else. Please type your own.")
    filled = {field_for_words(sealed.what): kept["words"]}
    if "author" in kept:
        written = datetime.fromisoformat(kept["at"])
        day = min(local_day(written, moments.process), moments.today(tx))
        filled |= {
            "happened_on": day.isoformat(),
            "evidence": f"A message in chat of {said(written, moments.process)}",
        }
    return filled
