"""Handles Slack's events: messages to the bot, mentions, an opened Home tab, a deactivated account.

Among others govbot hears mentions alone: no scope of its lets it read what people say to each other.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence

from govbot.adapter_api.chat import (
    Account,
    ChatRefusesGovbot,
    DeliveryOutcomeUnknown,
    RetryLater,
    Undeliverable,
)
from govbot.adapter_api.pending_files import MOST_EACH, main_of
from govbot.core.cards.vocabulary import Reply, ShowRefusal
from govbot_slack import card as draw
from govbot_slack import files, replies
from govbot_slack.api import call, refused
from govbot_slack.chat import PLATFORM, QUIET
from govbot_slack.context import AdapterContext
from govbot_slack.text import words
from govbot_slack.workspace import Body, account

log = logging.getLogger(__name__)
MOST_UNFURLED = 5  # links of one message
# Everything else (edits, joins, topics, other bots …) is nobody speaking to us.
WAITS, LONGEST_WAIT = (
    (0.5, 2.0, 5.0),
    10.0,
)  # seconds until an answer that Slack surely did not take is sent again
_SPOKEN = {None, "file_share", "thread_broadcast"}


async def messaged(context: AdapterContext, body: Body, own_user: str) -> None:
    """A direct message, or a mention of the bot; in a card's thread either is an answer to that card."""
    event = body["event"]
    if _is_spoken(event) and _is_to_us(event, own_user):
        await context.once.do(f"{event['channel']}:{event['ts']}", lambda: _said(context, body, own_user))


async def opened_home(context: AdapterContext, body: Body) -> None:
    """Draw Home each time it is opened."""
    if body["event"].get("tab", "home") == "home":
        context.background.soon(context.publish_home(account(body, context.settings)))


async def shared(context: AdapterContext, body: Body) -> None:
    """Show the public facts of a policy below a link to its page in the Library, to everybody who reads along.

    https://docs.slack.dev/messaging/unfurling-links-in-messages
    """
    event = body["event"]
    addresses = [str(link.get("url") or "") for link in (event.get("links") or ())[:MOST_UNFURLED]]
    cards = {address: await context.bot.preview(address) for address in addresses}
    unfurls = {address: {"blocks": draw.message(card)["blocks"]} for address, card in cards.items() if card}
    if not unfurls:
        return
    place = {"unfurl_id": event["unfurl_id"], "source": event["source"]} if event.get("unfurl_id") else {}
    place = place or {"channel": event["channel"], "ts": event["message_ts"]}
    context.background.soon(_unfurl(context, {**place, "unfurls": unfurls}))


async def _unfurl(context: AdapterContext, unfurled: Body) -> None:
    """A link stays as it is where Slack does not take the facts: nobody has asked for them."""
    try:
        await call(context.slack, "chat.unfurl", once=True, **unfurled)
    except (RetryLater, DeliveryOutcomeUnknown, Undeliverable) as error:
        log.info("A shared link was not unfurled: %s", error)


async def changed(context: AdapterContext, body: Body) -> None:
    """Tell the bot when an account was deactivated; other changes are ignored."""
    if body["event"]["user"].get("deleted"):
        who = account(body, context.settings)
        await context.once.do(str(body.get("event_id")), lambda: context.bot.gone(who))


async def uninstalled(context: AdapterContext, body: Body) -> None:
    """The app was uninstalled: nothing can be sent, and the operator is told."""
    await context.bot.chat_refuses(PLATFORM, str(refused("account_inactive")))


async def revoked(context: AdapterContext, body: Body) -> None:
    """Tokens were revoked; the bot's among them means that nothing can be sent."""
    tokens = body["event"].get("tokens") or {}
    if tokens.get("bot"):
        await context.bot.chat_refuses(PLATFORM, str(refused("token_revoked")))


def _is_spoken(event: Body) -> bool:
    return event.get("subtype") in _SPOKEN and bool(event.get("user")) and not event.get("bot_id")


def _is_to_us(event: Body, own_user: str) -> bool:
    is_to_us = event.get("channel_type") == "im" or event.get("type") == "app_mention"
    return is_to_us and event.get("user") != own_user


async def _said(context: AdapterContext, body: Body, own_user: str) -> None:
    event, who = body["event"], account(body, context.settings)
    mention = rf"\s*<@{re.escape(own_user)}(\|[^>]*)?>\s*"
    typed = words(re.sub(mention, " ", str(event.get("text") or "")).strip())
    root = str(event.get("thread_ts") or "")
    sent = event.get("files") or ()
    if sent and event.get("channel_type") == "im":
        reply = await _received(context, who, sent[:MOST_EACH])
    else:
        reply = await context.bot.said(who, typed, str(event["channel"]), root)
    context.background.soon(_answer(context, event, who, reply))


async def _received(context: AdapterContext, who: Account, sent: Sequence[Body]) -> Reply:
    """Files by themselves: kept for the form to which they belong, and the bot asks which that is."""
    assert context.session is not None
    try:
        uploads = [await files.download(file, context.session, context.settings) for file in sent]
    except files.Unreadable as error:
        return ShowRefusal(str(error))
    for upload in uploads:
        context.files.keep(who, upload)
    return await context.bot.received(who, main_of(uploads))


async def _answer(context: AdapterContext, event: Body, who: Account, reply: Reply) -> None:
    """Reply: in a direct message visibly, in a channel to that person alone."""
    for wait in (*WAITS, None):
        try:
            await _answer_once(context, event, who, reply)
            return
        except RetryLater as later:
            if wait is None or isinstance(later, ChatRefusesGovbot):
                raise
            await asyncio.sleep(max(wait, min(later.seconds, LONGEST_WAIT)))


async def _answer_once(context: AdapterContext, event: Body, who: Account, reply: Reply) -> None:
    thread = {"thread_ts": event["thread_ts"]} if event.get("thread_ts") else {}
    message = {"channel": event["channel"], **thread, **replies.alone(reply)}
    if event.get("channel_type") == "im":
        await call(context.slack, "chat.postMessage", once=True, mrkdwn=False, **message, **QUIET)
    else:
        await call(context.slack, "chat.postEphemeral", once=True, user=who.user, **message)
