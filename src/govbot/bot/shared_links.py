"""Shows what stands behind a shared link, and finds policies for somebody who writes a message about one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govbot.bot.request_context import RequestContext
from govbot.core.cards.public import public_card
from govbot.core.cards.status import stage_words, status_paragraph
from govbot.core.cards.texts import draft_to_read
from govbot.core.cards.vocabulary import Card, Text

LONGEST = 2000  # characters of an address that is looked at
MOST_TYPED = 100
MOST_LISTED = 50
YOURS = "{words}; you may read {label}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A policy that was found: its title, where it stands, and the card that goes into the message."""

    title: str
    words: str
    card: Card


def preview(context: RequestContext, address: str) -> Card | None:
    """The public facts of the policy whose page in the Library has this address; None for any other address.

    They are the same whoever shares it: a chat shows them to everybody who reads along.
    """
    base = context.links.linking.base if context.links else ""
    found = re.match(rf"{re.escape(base)}/library/([\w-]+)/", address[:LONGEST]) if base else None
    if found is None:
        return None
    return _public(context, found[1])


def suggestions(context: RequestContext, typed: str, most: int) -> list[Suggestion]:
    """The policies that match; for nobody (whoever is not linked) the adopted ones, with their public facts.

    Of a policy under way the card says the paragraph that can be forwarded as it is, drawn for nobody in particular:
    others read it where it is shared.
    """
    if not context.directory.is_active(context.person):
        context = context.for_person("")
    rows = context.tx.policies.matching(typed[:MOST_TYPED], MOST_LISTED)
    found = (_suggestion(context, row.id, row.stage) for row in rows)
    return [suggestion for suggestion in found if suggestion is not None][:most]


def _suggestion(context: RequestContext, policy: str, stage: str) -> Suggestion | None:
    public = _public(context, policy)
    words = stage_words(context.process, stage)
    if not context.person:
        return Suggestion(public.headline, words, public) if public else None
    own = context.view(f"policy:{policy}")
    draft = draft_to_read(own)
    read = YOURS.format(words=words, label=draft.label) if draft else words
    return Suggestion(own.title, read, public or _under_way(context, policy))


def _under_way(context: RequestContext, policy: str) -> Card:
    view = context.for_person("").view(f"policy:{policy}")
    return Card(view.title, (Text(status_paragraph(view)),), view.subject)


def _public(context: RequestContext, policy: str) -> Card | None:
    subject = f"policy:{policy}"
    return public_card(context.for_person("").view(subject)) if context.tx.exists(subject) else None
