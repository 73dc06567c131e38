"""The bodies of Slack's requests, as its reference shows them."""

from __future__ import annotations

from typing import Any

from govbot_slack.standin.conversations_api import message_described
from govbot_slack.standin.users_api import BOT
from govbot_slack.standin.views_api import described
from govbot_slack.standin.world import Message, User, View, World

Dict = dict[str, Any]
APP = "A0GOVBOT"
MENTION = f"<@{BOT}>"


class Payloads:
    """Payloads of one world; `address` is where its `response_url`s lie."""

    def __init__(self, world: World, address: str) -> None:
        self._world = world
        self._address = address

    def command(self, user: User, command: str, text: str, conversation: str) -> Dict:
        """A slash command."""
        place = self._world.conversations[conversation]
        return {
            "team_id": user.team,
            "team_domain": "gov",
            "enterprise_id": user.enterprise or None,
            "channel_id": place.id,
            "channel_name": "directmessage" if place.kind == "im" else place.name,
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": escaped(text),
            "api_app_id": APP,
            "response_url": self._answer(user, conversation, None),
            "trigger_id": self._world.trigger(user.id),
        }

    def press(self, user: User, place: Message | View, button: Dict) -> Dict:
        """A pressed button."""
        where = self._in_message(user, place) if isinstance(place, Message) else self._in_view(place)
        action = {**button, "action_ts": f"{self._world.now():.6f}"}
        view = place.id if isinstance(place, View) else ""
        return {
            **self._interactive("block_actions", user),
            "trigger_id": self._world.trigger(user.id, view),
            "actions": [action],
            **where,
        }

    def submit(self, user: User, view: View) -> Dict:
        """A submitted modal."""
        return {
            **self._interactive("view_submission", user),
            "trigger_id": self._world.trigger(user.id, view.id),
            "view": described(self._world, view),
            "response_urls": [],
        }

    def closed(self, user: User, view: View) -> Dict:
        """A modal that was closed without being submitted."""
        return {
            **self._interactive("view_closed", user),
            "view": described(self._world, view),
            "is_cleared": False,
        }

    def suggest(self, user: User, view: View, block: Dict, typed: str) -> Dict:
        """A request for the options of a select, with the typed text."""
        return {
            **self._interactive("block_suggestion", user),
            "action_id": block["element"]["action_id"],
            "block_id": block["block_id"],
            "value": typed,
            "container": {"type": "view", "view_id": view.id},
            "view": described(self._world, view),
        }

    def shortcut(self, user: User, message: Message, callback: str) -> Dict:
        """A shortcut on a message."""
        place = self._world.conversations[message.conversation]
        author = self._world.users.get(message.user)
        shown = {**message_described(message), **({"team": author.team} if author else {})}
        return {
            **self._interactive("message_action", user),
            "callback_id": callback,
            "trigger_id": self._world.trigger(user.id),
            "response_url": self._answer(user, place.id, None),
            "message_ts": message.ts,
            "channel": {"id": place.id, "name": place.name},
            "message": shown,
        }

    def said(self, user: User, message: Message) -> list[Dict]:
        """The events of a message: the message, and a mention if it names the bot in a channel."""
        place = self._world.conversations[message.conversation]
        kind = {"im": "im", "private": "group", "public": "channel"}[place.kind]
        event = {**message_described(message), "channel": place.id, "team": user.team}
        written = {**event, "channel_type": kind}
        if message.thread:
            root = place.message(message.thread)
            written["parent_user_id"] = root.user if root else ""
        # A mention tells neither the kind of conversation nor whose thread it is in.
        is_mention = kind != "im" and BOT in place.members and MENTION in message.text
        return [written, {**event, "type": "app_mention"}] if is_mention else [written]

    def event(self, event: Dict) -> Dict:
        """An event in its envelope."""
        grid = self._world.enterprise or None
        return {
            "type": "event_callback",
            "team_id": self._world.team,
            "enterprise_id": grid,
            "api_app_id": APP,
            "event": event,
            "event_id": self._world.id("Ev"),
            "event_time": int(self._world.now()),
            "authorizations": [
                {"enterprise_id": grid, "team_id": self._world.team, "user_id": BOT, "is_bot": True}
            ],
        }

    def _interactive(self, kind: str, user: User) -> Dict:
        grid = self._world.enterprise
        return {
            "type": kind,
            "api_app_id": APP,
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team},
            # An organisation's app gets no workspace with it.
            "team": None if grid else {"id": self._world.team, "domain": "gov"},
            "enterprise": {"id": grid, "name": "Gov"} if grid else None,
            "is_enterprise_install": bool(grid),
        }

    def _in_message(self, user: User, message: Message) -> Dict:
        place = self._world.conversations[message.conversation]
        alone = bool(message.ephemeral_for)
        thread = {"thread_ts": message.thread} if message.thread else {}
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": place.id,
            "is_ephemeral": alone,
        }
        return {
            "channel": {"id": place.id, "name": place.name or "directmessage"},
            "container": {**container, **thread},
            **({} if alone else {"message": message_described(message)}),
            "response_url": self._answer(user, place.id, message),
        }

    def _in_view(self, view: View) -> Dict:
        return {"container": {"type": "view", "view_id": view.id}, "view": described(self._world, view)}

    def _answer(self, user: User, conversation: str, message: Message | None) -> str:
        return f"{self._address}/respond/{self._world.open_answer(user.id, conversation, message)}"


def escaped(text: str) -> str:
    """Typed text with Slack's escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
