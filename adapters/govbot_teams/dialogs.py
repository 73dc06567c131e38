"""Handles dialogs: a form in its own window, opened from a card or by the message action, then submitted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from govbot.adapter_api.chat import Account
from govbot.adapter_api.replies import as_card
from govbot.core.cards.vocabulary import OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot_teams import form, read, replies
from govbot_teams.activity import PLATFORM, Incoming
from govbot_teams.clicks import again, data_of, ours
from govbot_teams.context import AdapterContext
from govbot_teams.sdk_turns import Answer
from govbot_teams.submissions import submitted
from govbot_teams.text import words_of_html

ACTION = "record_as_feedback"
NOBODY = "This message was not written by a person. Choose one that somebody wrote."


async def opened(context: AdapterContext, incoming: Incoming) -> Answer:
    """A form's card asks for its window."""
    token = str(ours(data_of(incoming.value)).get("token") or "")
    asked = await context.forms.find(incoming.account, token)
    if asked is None:
        return replies.card_in_dialog(as_card(ShowRefusal(replies.OPEN_AGAIN)))
    return _shown(context, incoming.account, OpenForm(asked))


async def handed_in(context: AdapterContext, incoming: Incoming) -> Answer:
    """A form is handed in, or a button of a card in a window is pressed."""
    data, who = data_of(incoming.value), incoming.account
    asked = ours(data)
    if asked.get("verb") == "press":
        return _shown(context, who, await context.bot.press(who, str(asked.get("value") or "")))
    token = str(asked.get("token") or "")
    reply = await submitted(context, who, token, data)
    known = await context.forms.find(who, token)
    if known is not None and isinstance(reply, ShowErrors):
        drawn, filled = await again(context, who, known, data, reply.by_field)
        return replies.in_dialog(form.dialog(drawn, filled), drawn.title)
    if known is not None and isinstance(reply, ShowRefusal) and reply.card is None:
        drawn, filled = await again(context, who, known, data, {"": reply.sentence})
        return replies.in_dialog(form.dialog(drawn, filled), drawn.title)
    return _shown(context, who, reply, data)


async def chosen(context: AdapterContext, incoming: Incoming) -> Answer:
    """The message action *Record as feedback*: who wrote the message, when and what."""
    payload = _mapping(incoming.value.get("messagePayload"))
    author = await _author(context, str(_mapping(_mapping(payload.get("from")).get("user")).get("id") or ""))
    at = _instant(payload.get("createdDateTime"))
    if incoming.value.get("commandId") != ACTION or not author or at is None:
        return replies.card_in_dialog(as_card(ShowRefusal(NOBODY)))
    said = words_of_html(str(_mapping(payload.get("body")).get("content") or ""))
    whose = Account(PLATFORM, incoming.account.tenant, author)
    await context.references.meet(author, met_in=incoming.conversation, service=incoming.service)
    reply = await context.bot.record_as_feedback(incoming.account, whose, at, said, incoming.conversation)
    return _shown(context, incoming.account, reply)


async def _author(context: AdapterContext, given: str) -> str:
    """The Entra id of a message's author. A client may send Teams' own id instead; looking it up in the
    references keeps one person from becoming two accounts."""
    met = await context.references.by_member(given)
    return met.user if met else given


def _shown(
    context: AdapterContext, who: Account, reply: Reply, data: Mapping[str, Any] | None = None
) -> Answer:
    match reply:
        case OpenForm(form=asked):
            filled = context.filled(who, asked, read.attached(data or {}))
            return replies.in_dialog(form.dialog(asked, filled), asked.title)
        case ShowCard() | ShowRefusal() | ShowErrors():
            return replies.card_in_dialog(as_card(reply))


def _mapping(thing: Any) -> dict[str, Any]:
    return thing if isinstance(thing, dict) else {}


def _instant(given: Any) -> datetime | None:
    try:
        instant = datetime.fromisoformat(str(given))
    except ValueError:
        return None
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
