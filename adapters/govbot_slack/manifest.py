"""The Slack app's manifest, for Slack's administrators to paste in: it requests all scopes that govbot uses.

https://docs.slack.dev/reference/app-manifest
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from govbot.adapter_api.manifest import Manifest, ManifestMaker, ManifestRequest, checked, permissions_table
from govbot_slack.endpoint import PATH

# Each scope, and what it is for. Slack refuses a method, and keeps back an event, for want of its scope.
SLACK_SCOPES: tuple[tuple[str, str], ...] = (
    ("app_mentions:read", "to hear when somebody mentions govbot in a channel, a room or a card's thread"),
    ("chat:write", "to send cards and to draw them again"),
    ("commands", "the command /gov, and the shortcut on messages"),
    ("files:read", "to fetch the draft or the signed document that somebody put into a form"),
    ("files:write", "to show the weekly card's picture below it"),
    ("groups:read", "to see whether a group's room is still private before anything is posted there"),
    ("groups:write", "to open an ad hoc group's room, set its topic, and keep its members"),
    (
        "im:history",
        "what people write to it; to look up a card that may have arrived in their conversation with it",
    ),
    ("im:write", "to write to somebody first"),
    ("links:read", "to hear when somebody shares a link to one of its public pages"),
    ("links:write", "to show that policy's public facts below the link"),
    ("users:read", "to tell members from guests, and to hear of deactivated accounts"),
    ("users:read.email", "to link an account to the person in the directory, once"),
)
# What govbot listens to, and what for. Among others that is mentions of it alone.
SLACK_EVENT_REASONS: tuple[tuple[str, str], ...] = (
    ("app_home_opened", "to draw the Home tab"),
    ("app_mention", "a mention of govbot: a command, or an answer in a card's thread"),
    ("app_uninstalled", "to tell the operator, and to hold what is to be sent"),
    ("link_shared", "a shared link to one of its public pages"),
    ("message.im", "what somebody writes to govbot itself"),
    ("tokens_revoked", "to tell the operator, and to hold what is to be sent"),
    ("user_change", "to hear of deactivated accounts"),
)
SLACK_EVENTS = tuple(event for event, _ in SLACK_EVENT_REASONS)
HINTED = ("need", "group", "draft", "feedback")


def slack_manifest(request: ManifestRequest) -> str:
    """The app manifest that Slack takes, as YAML. Raises UnsafeSettings for an address that Slack could not use."""
    address = checked(request.base_url) + PATH
    lines = [
        "# govbot's Slack app. Made by `govbot manifest slack --base-url https://…`; see docs/operating.md.",
        *_lines(slack_app(address, request.commands)),
    ]
    reasons = dict(SLACK_SCOPES)
    explained = [
        f"{line}  # {reasons[line.strip(' -')]}" if line.strip(" -") in reasons else line for line in lines
    ]
    return "\n".join(explained) + "\n"


def slack_app(address: str, commands: Mapping[str, str]) -> dict[str, Any]:
    """The manifest as data; its limits: https://docs.slack.dev/reference/app-manifest"""
    hint = " | ".join(["status ITP-1", *(word for word in HINTED if word in commands), "list", "help"])
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "govbot",
            "description": "Runs the IT policy governance process: feedback, drafts, reviews, approvals.",
            "background_color": "#1F3A5F",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "govbot", "always_online": True},
            "unfurl_domains": [urlsplit(address).hostname],
            "shortcuts": [
                {
                    "name": "Record as feedback",
                    "type": "message",
                    "callback_id": "record_as_feedback",
                    "description": "Enter this message as its author's feedback on a policy.",
                }
            ],
            "slash_commands": [
                {
                    "command": "/gov",
                    "url": address,
                    "description": "What awaits you, and everything you can do",
                    "usage_hint": hint,
                    "should_escape": False,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": [scope for scope, _ in SLACK_SCOPES]}},
        "settings": {
            "event_subscriptions": {"request_url": address, "bot_events": list(SLACK_EVENTS)},
            "interactivity": {
                "is_enabled": True,
                "request_url": address,
                "message_menu_options_url": address,
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }


def _lines(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """YAML of nested mappings, lists and plain values."""
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield f"{indent}{name}:"
            yield from _lines(inner, indent + "  ")
        elif isinstance(inner, (list, tuple)):
            yield f"{indent}{name}:"
            yield from _items(inner, indent + "  ")
        else:
            yield f"{indent}{name}: {_scalar(inner)}"


def _items(values: Sequence[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            first, *rest = _lines(value, indent + "  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
        else:
            yield f"{indent}- {_scalar(value)}"


def _scalar(value: object) -> str:
    """A plain word as it is; anything that YAML might read otherwise in JSON's quotes."""
    text = json.dumps(value, ensure_ascii=False)
    plain = isinstance(value, str) and value.replace("_", "").replace(".", "").replace(":", "").isalpha()
    return str(value) if plain and value not in ("true", "false", "null", "yes", "no") else text


PERMISSIONS = f"""## Slack

The manifest asks for these scopes and no others.
A test compares them with what the stand-in demands for the methods that the adapter calls;
the stand-in grants exactly these.

{permissions_table("scope", SLACK_SCOPES)}

It hears of these events:

{permissions_table("event", SLACK_EVENT_REASONS)}

**What `im:history` is for.**
Slack delivers what people write to govbot only with it.
And after a connection broke, nobody knows whether a card arrived:
govbot then looks for the card's key in that person's conversation with it, newest first, at most 2,000 messages back.
It reads no history for anything else, and keeps nothing of it.

**Left out.**
`channels:history`, `groups:history` and `mpim:history` (see above);
`channels:read` and `im:read` (nothing lists conversations or members: channels are named by id;
of a group's room Slack is asked whether it is still private, for which `groups:read` is enough);
`channels:manage` and `chat:write.public` (rooms are private, and the bot is invited to channels);
`metadata.message:read` (that is for events about metadata)."""


def _samples(request: ManifestRequest) -> dict[str, str | bytes]:
    return {"manifest.yaml": slack_manifest(request)}


manifest = ManifestMaker(lambda request: Manifest(slack_manifest(request)), _samples, PERMISSIONS)
