"""The Web API's methods: what each does, the scopes of which it needs one, and how often it may be called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govbot_slack.standin import chat_api, conversations_api, files_api, users_api, views_api
from govbot_slack.standin.world import World

Dict = dict[str, Any]

# The scopes that the app's manifest asks for, and no other.
SCOPES = frozenset(
    {
        "app_mentions:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:read",
        "groups:write",
        "im:history",
        "im:write",
        "links:read",
        "links:write",
        "users:read",
        "users:read.email",
    }
)


@dataclass(frozen=True)
class Method:
    """`per_minute` is the tier's floor. What reads takes forms only, what writes takes JSON as well.

    `by_kind`: the one scope that is needed for each kind of conversation.
    """

    do: Callable[[World, Dict], Dict]
    scopes: tuple[str, ...]
    per_minute: int
    reads: bool = False
    by_kind: Mapping[str, str] = field(default_factory=dict)


# https://docs.slack.dev/reference/methods/conversations.history
_HISTORY = {"im": "im:history", "private": "groups:history", "public": "channels:history"}
# https://docs.slack.dev/reference/methods/conversations.info
_INFO = {"im": "im:read", "private": "groups:read", "public": "channels:read"}
_READ = ("channels:read", "groups:read", "im:read")

METHODS = {
    "auth.test": Method(users_api.auth_test, (), 600),
    "users.lookupByEmail": Method(users_api.look_up, ("users:read.email",), 50, True),
    "users.info": Method(users_api.info, ("users:read",), 100, True),
    "users.list": Method(users_api.listed, ("users:read",), 20, True),
    "conversations.open": Method(conversations_api.open_direct, ("im:write",), 50),
    "conversations.create": Method(conversations_api.create, ("groups:write",), 20),
    "conversations.setTopic": Method(conversations_api.set_topic, ("groups:write",), 20),
    "conversations.invite": Method(conversations_api.invite, ("groups:write",), 50),
    "conversations.kick": Method(conversations_api.kick, ("groups:write",), 50),
    "conversations.members": Method(conversations_api.members, _READ, 100, True),
    "conversations.info": Method(conversations_api.info, _READ, 50, True, _INFO),
    "conversations.list": Method(conversations_api.listed, _READ, 20, True),
    "conversations.history": Method(conversations_api.history, tuple(_HISTORY.values()), 50, True, _HISTORY),
    "chat.postMessage": Method(chat_api.post, ("chat:write",), 300),
    "chat.postEphemeral": Method(chat_api.post_alone, ("chat:write",), 100),
    "chat.update": Method(chat_api.update, ("chat:write",), 50),
    "chat.delete": Method(chat_api.delete, ("chat:write",), 50),
    "chat.unfurl": Method(chat_api.unfurl, ("links:write",), 50),
    "files.getUploadURLExternal": Method(files_api.upload_url, ("files:write",), 100),
    "files.completeUploadExternal": Method(files_api.complete, ("files:write",), 100),
    "views.open": Method(views_api.open_view, (), 100),
    "views.push": Method(views_api.push_view, (), 100),
    "views.update": Method(views_api.update_view, (), 100),
    "views.publish": Method(views_api.publish, (), 100),
}
