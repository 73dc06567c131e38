"""Handles the slash command, and the shortcut on a message."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from govbot.adapter_api.chat import Account
from govbot.core.cards.vocabulary import OpenForm, Reply
from govbot_slack import card as draw
from govbot_slack import replies
from govbot_slack.chat import PLATFORM
from govbot_slack.context import AdapterContext
from govbot_slack.text import words
from govbot_slack.workspace import Body, account, is_own

COMMAND = "/gov"
SHORTCUT = "record_as_feedback"
NOBODY = "This message was not written by a person. Choose one that somebody wrote."


async def commanded(context: AdapterContext, ack: AsyncAck, body: Body) -> None:
    """Answer in the body of the response, or open the form."""
    who = account(body, context.settings)
    typed = words(str(body.get("text") or "")).strip()
    reply = await context.bot.command(who, typed, str(body.get("channel_id") or ""))
    if isinstance(reply, OpenForm):
        await ack()
        context.background.soon(_show(context, body, reply))
    else:
        await ack({"response_type": "ephemeral", **replies.alone(reply)})


async def chosen(context: AdapterContext, ack: AsyncAck, body: Body) -> None:
    """The shortcut on a message: who wrote it, when and what."""
    who, message = account(body, context.settings), body["message"]
    await ack()
    if message.get("bot_id") or not message.get("user"):
        context.background.soon(context.tell(body, draw.sentence(NOBODY), who))
        return
    at = datetime.fromtimestamp(float(message["ts"]), UTC)
    channel = str((body.get("channel") or {}).get("id") or "")
    author = _author(context, body, message)
    said = words(str(message.get("text") or ""))
    reply = await context.bot.record_as_feedback(who, author, at, said, channel)
    context.background.soon(_show(context, body, reply))


async def _show(context: AdapterContext, body: Body, reply: Reply) -> None:
    who = account(body, context.settings)
    if not isinstance(reply, OpenForm):
        await context.tell(body, replies.alone(reply), who)
    elif not await context.view(
        "views.open", trigger_id=body["trigger_id"], view=context.modal(who, reply.form)
    ):
        await context.tell(body, draw.sentence(replies.TOO_LATE), who)


def _author(context: AdapterContext, body: Body, message: dict[str, Any]) -> Account:
    """The author of the message, with their own workspace as tenant: so a foreign author matches no account."""
    settings = context.settings
    named = message.get("user_team") or message.get("source_team") or message.get("team") or settings.tenant
    home = str(named)
    # Of workspaces within the organisation, the author's profile says whether they belong to it.
    is_within = is_own(home, body, settings) or (bool(settings.enterprise) and not home.startswith("E"))
    return Account(PLATFORM, settings.tenant if is_within else home, str(message["user"]))
