"""The card on which a letter received is filed: the entries on paper that are open to whoever asks."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.bot import on_behalf
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.later import OWN_LETTERS, letter_card, letters
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Action, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY

MOST_LISTED = 20
MOST_POLICIES = 6  # with their own buttons on one card; the others open a card of their own
NO_LETTERS = (
    "There is nothing now that you could file from a letter. An {agency}'s letter is filed by {staff}, an office's by "
    "its own people, the {secretary}'s by the {secretary_office}."
)


def letter(context: RequestContext, subject: str) -> Card:
    """What can be filed of one policy; for the directory, of every policy that offers something, and of the offices.

    Raises Refusal where there is nothing.
    """
    if subject.startswith("policy:"):
        subjects = [subject]
    else:
        listed = context.tx.policies.matching("", MOST_LISTED)
        subjects = [*(f"policy:{row.id}" for row in listed), DIRECTORY]
    offered = [(view, open_now) for view in map(context.view, subjects) if (open_now := _open(context, view))]
    if not offered:
        raise Refusal(context.process.say(NO_LETTERS))
    more = [view.show("letter", view.title) for view, _ in offered[MOST_POLICIES:]]
    return letter_card(offered[:MOST_POLICIES], more)


def _open(context: RequestContext, view: View) -> Sequence[Action]:
    """What the viewer can file, where there is somebody whose act it can be."""
    return [
        action
        for action in letters(view)
        if action.name in OWN_LETTERS or _has_somebody(context, view.subject, action)
    ]


def _has_somebody(context: RequestContext, subject: str, action: Action) -> bool:
    token = SignedToken(action.name, subject, mode="later")
    return any(
        person != context.person
        and on_behalf.may_enter(context, token, person)
        and not on_behalf.why_not(context, token, person)
        for person in context.directory.active_people()
    )
