"""The events that Slack sends the app: those that its manifest subscribes to and its scopes allow.

https://docs.slack.dev/reference/events
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

# What the app's manifest subscribes to.
SUBSCRIBED = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "link_shared",
        "message.im",
        "tokens_revoked",
        "user_change",
    }
)
# Each event that the stand-in knows, and the scope without which it is kept back ("" for none).
SCOPE_OF = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "app_uninstalled": "",
    "link_shared": "links:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "tokens_revoked": "",
    "user_change": "users:read",
}
_KINDS = {"im": "message.im", "group": "message.groups", "channel": "message.channels"}


def name_of(event: dict[str, Any]) -> str:
    """The name under which the manifest subscribes to it: messages by the kind of conversation."""
    kind = str(event["type"])
    return _KINDS[event["channel_type"]] if kind == "message" else kind


def is_heard(event: dict[str, Any], subscribed: Collection[str], scopes: Collection[str]) -> bool:
    """Whether Slack tells the app of it."""
    name = name_of(event)
    return name in subscribed and SCOPE_OF[name] in ("", *scopes)
