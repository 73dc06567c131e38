"""The page of everything that the apps ask for, each with its reason: for whoever has to allow it."""

from __future__ import annotations

from collections.abc import Iterable

from govbot.operations.manifests import SLACK_EVENT_REASONS, SLACK_SCOPES
from govbot.operations.teams_manifest import BOT_PERMISSIONS, GRAPH_PERMISSIONS

PAGE = """# What the apps ask for

Every scope and permission with its reason, for whoever has to allow them.
**None lets govbot read what people say to each other** in channels, rooms and group chats:
there it hears what mentions it, and nothing else.
[Why, and what that costs.](decisions/{decision})

## Slack

The manifest asks for these scopes and no others.
A test compares them with what the stand-in demands for the methods that the adapter calls;
the stand-in grants exactly these.

{scopes}

It hears of these events:

{events}

**What `im:history` is for.**
Slack delivers what people write to govbot only with it.
And after a connection broke, nobody knows whether a card arrived:
govbot then looks for the card's key in that person's conversation with it, newest first, at most 2,000 messages back.
It reads no history for anything else, and keeps nothing of it.

**Left out.**
`channels:history`, `groups:history` and `mpim:history` (see above);
`channels:read`, `groups:read` and `im:read` (nothing lists conversations or members: channels are named by id);
`channels:manage` and `chat:write.public` (rooms are private, and the bot is invited to channels);
`metadata.message:read` (that is for events about metadata).

## Teams

The app package asks for these, and whoever installs the app grants them:

{bot}

It asks for **no resource-specific permission (RSC)**:
`ChannelMessage.Read.Group` and `ChatMessage.Read.Chat` would let it read what does not mention it.
Teams delivers to a bot what is written to it in the personal chat, and elsewhere what mentions it;
that, and the look at who is a member of a conversation where it is installed, need no permission.

**Microsoft Graph, application permissions: optional.**
Without them govbot finds people when they first write to it or have it installed for them,
and rooms are made by hand and linked.
With `GOVBOT_TEAMS_GRAPH=true` it needs all of these, granted by an administrator on the app registration's page.
The stand-in grants exactly these, and each call needs its own.

{graph}

No permission to read messages is among them (`Chat.Read…`, `ChatMessage.Read…`, `ChannelMessage.Read…`).
Which of Graph's permissions a call accepts is taken from Microsoft's reference;
it was not tried in a live tenant.
Where yours refuses `ChatMember.ReadWrite.WhereInstalled`, `ChatMember.ReadWrite.All` does the same with a wider reach.
"""
DECISION = "0010-no-history-among-others.md"


def permissions_page() -> str:
    """The page, in Markdown."""
    return PAGE.format(
        decision=DECISION,
        scopes=_table("scope", SLACK_SCOPES),
        events=_table("event", SLACK_EVENT_REASONS),
        bot=_table("permission", BOT_PERMISSIONS),
        graph=_table("permission", GRAPH_PERMISSIONS),
    )


def _table(what: str, rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        (f"| {what} | needed |", "| --- | --- |", *(f"| `{name}` | {why} |" for name, why in rows))
    )
