"""Opens rooms: group chats through Graph; if that is not allowed, the liaison links a chat made by hand."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from govbot.adapter_api.chat import Account, DeliveryOutcomeUnknown, RetryLater, Undeliverable
from govbot_teams import limits
from govbot_teams.graph import Graph
from govbot_teams.settings import TeamsSettings
from govbot_teams.text import cut, plain

log = logging.getLogger(__name__)
LINK_ONE = (
    "govbot may not make group chats in Teams here. Make a group chat or channel with these people, add "
    "govbot to it, and link it by typing there: @govbot link and the policy's number, as in “@govbot link ITP-1”."
)
MANAGED_BY_HAND = (
    "govbot may not change who is in a Teams chat here. Do it by hand, in the chat: add {add} people, "
    "remove {remove}."
)


async def open_room(settings: TeamsSettings, graph: Graph, name: str, members: Sequence[Account]) -> str:
    """Create the chat and install the app in it; a later failure does not undo the chat."""
    if not settings.graph:
        raise Undeliverable(LINK_ONE)
    topic = cut(plain(name), limits.ROOM_NAME)
    chat = await graph.create_chat(topic, [member.user for member in members])
    try:
        await _patiently(lambda: graph.install_in_chat(chat))
    except (RetryLater, Undeliverable, DeliveryOutcomeUnknown) as error:
        log.warning("The chat %s exists, but the app is not installed in it: %s", chat, error)
    return chat


async def change_members(
    settings: TeamsSettings, graph: Graph, chat: str, add: Sequence[Account], remove: Sequence[Account]
) -> None:
    """Add people and remove people; those already in or out are no error."""
    if not settings.graph:
        raise Undeliverable(MANAGED_BY_HAND.format(add=len(add), remove=len(remove)))
    for account in add:
        await _patiently(lambda user=account.user: graph.add(chat, user))  # type: ignore[misc]
    if remove:
        inside = await graph.members(chat)
        for membership in (inside[account.user] for account in remove if account.user in inside):
            await _patiently(lambda membership=membership: graph.remove(chat, membership))  # type: ignore[misc]


async def _patiently(call: Callable[[], Awaitable[None]]) -> None:
    """Call, and wait if Graph asks for it: the caller can't resume a half-made room."""
    for _ in range(3):
        try:
            return await call()
        except RetryLater as pause:
            if pause.seconds > 20:
                raise
            await asyncio.sleep(pause.seconds)
    return await call()
