"""The message extension: finds a policy for a message that somebody writes, and unfurls links to the Policy Library.

https://learn.microsoft.com/en-us/microsoftteams/platform/messaging-extensions/what-are-messaging-extensions
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from govbot.core.cards.vocabulary import Card
from govbot_teams import card as draw
from govbot_teams import limits
from govbot_teams.activity import Incoming
from govbot_teams.context import AdapterContext
from govbot_teams.sdk_turns import Answer
from govbot_teams.text import cut, plain

FIND, WORDS = "find", "words"
PREVIEW = "application/vnd.microsoft.card.thumbnail"


async def found(context: AdapterContext, incoming: Incoming) -> Answer:
    """The policies that match what was typed; before anything is typed, those changed last."""
    if incoming.value.get("commandId") != FIND:
        return Answer(501)
    typed = _typed(incoming.value.get("parameters"))
    listed = await context.bot.suggest(incoming.account, typed, limits.SEARCH_RESULTS)
    return _result(_attachment(each.card, each.title, each.words) for each in listed)


async def unfurled(context: AdapterContext, incoming: Incoming) -> Answer:
    """The public facts of the policy behind a pasted link; an answer without a card where there is none."""
    card = await context.bot.preview(str(incoming.value.get("url") or ""))
    return _result([_attachment(card, card.headline, "")] if card else [])


def _typed(parameters: Any) -> str:
    given = parameters if isinstance(parameters, list) else []
    named = {each.get("name"): each.get("value") for each in given if isinstance(each, Mapping)}
    return str(named.get(WORDS) or "")


def _attachment(card: Card, title: str, words: str) -> dict[str, Any]:
    shown = {"title": cut(plain(title), limits.CHOICE_TITLE), "text": cut(plain(words), limits.HINT)}
    return {
        "contentType": draw.CARD_TYPE,
        "content": draw.adaptive(card),
        "preview": {"contentType": PREVIEW, "content": shown},
    }


def _result(attachments: Iterable[dict[str, Any]]) -> Answer:
    result = {"type": "result", "attachmentLayout": "list", "attachments": list(attachments)}
    return Answer(200, {"composeExtension": result})
