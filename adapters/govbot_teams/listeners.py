"""Routes each activity of Teams to its handler."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from govbot_teams import clicks, dialogs, find, installations, search, typed_text
from govbot_teams.activity import Incoming, read
from govbot_teams.context import AdapterContext
from govbot_teams.sdk_turns import Answer

Invoked = Callable[[AdapterContext, Incoming], Awaitable[Answer]]

INVOKES: dict[str, Invoked] = {
    "adaptiveCard/action": clicks.executed,
    "application/search": search.searched,
    "task/fetch": dialogs.opened,
    "task/submit": dialogs.handed_in,
    "composeExtension/query": find.found,
    "composeExtension/queryLink": find.unfurled,
    "composeExtension/fetchTask": dialogs.chosen,
    "composeExtension/submitAction": dialogs.handed_in,
}


async def take(context: AdapterContext, activity: Mapping[str, Any]) -> Answer:
    """Answer a checked activity; a success means that it is on disk."""
    incoming = read(activity, context.settings.tenant)
    await installations.note(context, incoming)
    match incoming.kind:
        case "invoke":
            invoked = INVOKES.get(incoming.name)
            if invoked is None or not incoming.account.user:
                return Answer(501)
            return await invoked(context, incoming)
        case "message" if incoming.account.user:
            key = f"{incoming.conversation} {incoming.id}"
            await context.once.do(key, lambda: typed_text.said(context, incoming))
        case "conversationUpdate":
            await installations.changed(context, incoming)
        case "installationUpdate":
            await installations.installed(context, incoming)
        case _:
            pass
    return Answer()
