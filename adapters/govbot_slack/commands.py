"""Handles the slash command, and the shortcut on a message."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from govbot.adapter_api.chat import Account
from govbot.core.cards.vocabulary import OpenForm, Reply
from govbot_slack import card as draw
from govbot_slack import form, replies
from govbot_slack.chat import PLATFORM
from govbot_slack.context import AdapterContext
from govbot_slack.text import words
from govbot_slack.workspace import Body, account

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
        context.background.soon(context.tell(body, draw.sentence(NOBODY)))
        return
    at = datetime.fromtimestamp(float(message["ts"]), UTC)
    channel = str((body.get("channel") or {}).get("id") or "")
    author = _author(context, message)
    said = words(str(message.get("text") or ""))
    reply = await context.bot.record_as_feedback(who, author, at, said, channel)
    context.background.soon(_show(context, body, reply))


async def _show(context: AdapterContext, body: Body, reply: Reply) -> None:
    if not isinstance(reply, OpenForm):
        await context.tell(body, replies.alone(reply))
    elif not await context.view("views.open", trigger_id=body["trigger_id"], view=form.modal(reply.form)):
        await context.tell(body, draw.sentence(replies.TOO_LATE))


def _author(context: AdapterContext, message: dict[str, Any]) -> Account:
    """The author of the message, with their own workspace as tenant: so a foreign author matches no account."""
    settings = context.settings
    home = message.get("user_team") or message.get("source_team") or message.get("team") or settings.tenant
    tenant = settings.tenant if settings.enterprise or home == settings.team else str(home)
    return Account(PLATFORM, tenant, str(message["user"]))
