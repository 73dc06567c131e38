"""Handles installing, adding and removing the app: stores conversation references, welcomes new people."""

from __future__ import annotations

import logging
from typing import Any

from govbot.adapter_api.chat import RetryLater
from govbot_teams import messages
from govbot_teams.activity import Incoming
from govbot_teams.context import AdapterContext

log = logging.getLogger(__name__)


async def note(context: AdapterContext, incoming: Incoming) -> None:
    """Keep where a person and a conversation are to be found now: every activity says so, so one may be lost."""
    try:
        await _note(context, incoming)
    except RetryLater as fault:
        log.warning("Where somebody is to be found was not kept: %s", fault)


async def _note(context: AdapterContext, incoming: Incoming) -> None:
    user, references = incoming.account.user, context.references
    own = {"conversation": incoming.conversation} if incoming.is_personal else {}
    if user:
        await references.meet(
            user, member=incoming.member, service=incoming.service, met_in=incoming.conversation, **own
        )
    if incoming.conversation:
        members = [incoming.member] if user and not incoming.is_personal else []
        await references.visit(incoming.conversation, incoming.service, members)
    if user and own and incoming.kind != "invoke" and not _leaves(incoming):
        await context.bot.reached(incoming.account, incoming.conversation)


def _leaves(incoming: Incoming) -> bool:
    return str(incoming.raw.get("action") or "").startswith("remove") or incoming.kind not in (
        "message",
        "installationUpdate",
    )


async def changed(context: AdapterContext, incoming: Incoming) -> None:
    """Handle new members of a conversation, and the bot as a new member."""
    for person in _people(incoming.raw.get("membersAdded")):
        if person.get("aadObjectId") and not incoming.is_personal:
            user, member = str(person["aadObjectId"]), str(person.get("id") or "")
            await context.references.meet(
                user, member=member, service=incoming.service, met_in=incoming.conversation
            )
            await context.references.visit(incoming.conversation, incoming.service, [member])
    bot = _id(incoming.raw.get("recipient"))
    if bot in {str(person.get("id")) for person in _people(incoming.raw.get("membersAdded"))}:
        await _greet(context, incoming)


async def installed(context: AdapterContext, incoming: Incoming) -> None:
    """Handle the app's installation and removal."""
    if str(incoming.raw.get("action") or "").startswith("remove"):
        context.once.forget(f"greeted {incoming.conversation}")
        await context.references.leave(incoming.account.user)
    else:
        await _greet(context, incoming)


async def _greet(context: AdapterContext, incoming: Incoming) -> None:
    """A person's own view, once, though Teams tells of the same installation in two ways."""
    if not incoming.is_personal or not incoming.account.user:
        return

    async def greet() -> None:
        card = await context.bot.home(incoming.account)
        context.background.soon(
            context.chat.say(incoming.account, incoming.conversation, messages.of_home(card, incoming.member))
        )

    await context.once.do(f"greeted {incoming.conversation}", greet)


def _people(listed: Any) -> list[dict[str, Any]]:
    return [person for person in listed if isinstance(person, dict)] if isinstance(listed, list) else []


def _id(thing: Any) -> str:
    return str(thing.get("id") or "") if isinstance(thing, dict) else ""
