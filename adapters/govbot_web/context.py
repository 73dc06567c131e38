"""What the pages share: the bot, the simulation controls, the conversations, and who may look into which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from govbot.adapter_api.simulation_controls import Persona, SimulationControls
from govbot.bot import Bot
from govbot_web.body import Body, Unreadable
from govbot_web.chat import WebChat, direct
from govbot_web.draw import Draw
from govbot_web.hub import Hub
from govbot_web.replies import Place, Replies

NOBODY = "Nobody of that name is in the rehearsal: choose somebody from the list."
NOT_IN_IT = "This person is not in that conversation: choose another one."


@dataclass(frozen=True, slots=True)
class PlaygroundContext:
    """Everything that a page needs."""

    bot: Bot
    controls: SimulationControls
    chat: WebChat
    draw: Draw
    hub: Hub
    replies: Replies
    token: str

    async def person(self, request: web.Request) -> Persona:
        """Who acts, or looks: the person named in the address."""
        for person in await self.controls.people():
            if person.id == request.match_info["person"]:
                return person
        raise Unreadable(404, NOBODY)

    def conversation(self, name: str, person: str) -> str:
        """The conversation of this name, if this person is in it; "" is their own with the bot."""
        name = name or direct(person)
        if not self.chat.may_read(name, person):
            raise Unreadable(404, NOT_IN_IT)
        return name

    def place(self, body: Body, person: str) -> Place:
        """Where somebody acted."""
        conversation = self.conversation(body.text("conversation"), person)
        seen = {message.id: message for message in self.chat.transcript.of(conversation, person)}
        pressed, root = seen.get(body.text("message")), seen.get(body.text("root"))
        thread = (root.root or root.id) if root else pressed.root if pressed else ""
        return Place(person, conversation, pressed, thread)

    def conversations(self, person: str) -> list[dict[str, Any]]:
        """The conversations of a person, as the list shows them."""
        listed = [("direct", direct(person), "govbot", "")]
        listed += [
            ("channel", channel.id, channel.name, channel.topic) for channel in self.controls.channels()
        ]
        listed += [("room", room.id, room.name, room.topic) for room in self.chat.transcript.rooms.values()]
        return [
            {
                "kind": kind, "id": name, "name": title, "topic": topic,
                "unread": self.chat.transcript.unread(name, person),
            }
            for kind, name, title, topic in listed
            if self.chat.may_read(name, person)
        ]  # fmt: skip
