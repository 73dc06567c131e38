"""The activities that Teams sends to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from govbot_teams.standin.world import BOT, TENANT, Conversation, Message, User, World

Dict = dict[str, Any]
MENTION = "<at>govbot</at>"
# What every client says of itself, among the mentions: seen in Microsoft's Agents Playground 0.2.28.
CLIENT = {"type": "clientInfo", "locale": "en-US", "country": "US", "platform": "Web", "timezone": "UTC"}


@dataclass(frozen=True)
class Payloads:
    """`service` is the connector's address, as every activity names it."""

    world: World
    service: str

    def said(self, user: User, place: Conversation, message: Message, quoted: Message | None = None) -> Dict:
        """A written message. In rooms the bot hears only what mentions it."""
        activity = {
            **self._from("message", user, place, message.root),
            "id": message.id,
            "textFormat": "plain",
        }
        if place.kind == "personal":
            activity["text"] = message.text
        else:
            # Clients differ in what stands between a mention and the words.
            between = "\u00a0" if place.kind == "channel" else ""
            activity["text"] = f"{MENTION}{between}{message.text}"
            mentioned = {"id": BOT, "name": "govbot"}
            activity["entities"] = [{"type": "mention", "text": MENTION, "mentioned": mentioned}, CLIENT]
        if quoted is not None and place.kind != "channel":
            quote = f'<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="{quoted.id}">'
            content = f"{quote}<p>…</p></blockquote><p>{escape(message.text)}</p>"
            activity["attachments"] = [{"contentType": "text/html", "content": content}]
        return activity

    def file(self, user: User, place: Conversation, name: str, address: str) -> Dict:
        """A file sent in the personal chat."""
        kind = "application/vnd.microsoft.teams.file.download.info"
        content = {"downloadUrl": address, "uniqueId": self.world.id(), "fileType": name.rpartition(".")[2]}
        file = {"contentType": kind, "contentUrl": address, "name": name, "content": content}
        return {
            **self._from("message", user, place),
            "id": self.world.id(),
            "text": "",
            "attachments": [file],
        }

    def execute(
        self, user: User, place: Conversation, message: Message, action: Dict, trigger: str = "manual"
    ) -> Dict:
        """A pressed Action.Execute, or a refresh by the client."""
        value = {"action": action, "trigger": trigger}
        return {
            **self.invoke("adaptiveCard/action", user, place, value, message.root),
            "replyToId": message.id,
        }

    def invoke(self, name: str, user: User, place: Conversation, value: Dict, root: str = "") -> Dict:
        """An invoke: an activity that must be answered at once."""
        activity = self._from("invoke", user, place, root)
        return {**activity, "id": f"f:{self.world.id()}", "name": name, "value": value}

    def chosen(self, user: User, place: Conversation, message: Message, author: User, at: str) -> Dict:
        """The message action, chosen on a message."""
        payload = {
            "id": message.id,
            "createdDateTime": at,
            "from": {"user": {"id": author.id, "displayName": author.name, "userIdentityType": "aadUser"}},
            "body": {"contentType": "html", "content": f"<p>{escape(message.text)}</p>"},
        }
        value = {"commandId": "record_as_feedback", "commandContext": "message", "messagePayload": payload}
        return self.invoke("composeExtension/fetchTask", user, place, value)

    def installed(self, user: User, place: Conversation, action: str = "add") -> list[Dict]:
        """The app's installation (or removal) for a person: Teams sends two activities for it."""
        update = {**self._from("installationUpdate", user, place), "id": self.world.id(), "action": action}
        if action != "add":
            return [update]
        changed = {**self._from("conversationUpdate", user, place), "id": self.world.id()}
        changed["membersAdded"] = [{"id": BOT}, {"id": user.member, "aadObjectId": user.id}]
        return [update, changed]

    def _from(self, kind: str, user: User, place: Conversation, root: str = "") -> Dict:
        thread = f";messageid={root}" if root and place.kind == "channel" else ""
        where = {"id": place.id + thread, "conversationType": place.kind, "tenantId": TENANT}
        is_update = kind.endswith("Update")
        named = {} if is_update else {"name": user.name}
        team = {"team": {"id": place.id}, "channel": {"id": place.id}} if place.kind == "channel" else {}
        return {
            "type": kind,
            "channelId": "msteams",
            "entities": [CLIENT],
            "serviceUrl": self.service,
            "timestamp": "2026-11-22T12:00:00Z",
            "from": {"id": user.member, "aadObjectId": user.id, **named},
            "recipient": {"id": BOT, "name": "govbot"},
            "conversation": where if place.kind == "personal" else {**where, "isGroup": True},
            "channelData": {"tenant": {"id": user.tenant}, **team},
        }
