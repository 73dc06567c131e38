"""The port's web side: what the courier sends to people, channels and rooms of the playground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from govbot.adapter_api.chat import Account, Limit, Profile, Sent, Undeliverable
from govbot.adapter_api.simulation_controls import Persona, SimulationControls
from govbot.core.cards.vocabulary import Card
from govbot_web.hub import Hub, Notice
from govbot_web.transcript import Message, Room, Transcript

PLATFORM, TENANT = "web", "playground"
DIRECT, ROOM, CHANNEL = "dm:", "room:", "channel:"


def account_of(person: str) -> Account:
    """How a person of the rehearsal acts."""
    return Account(PLATFORM, TENANT, person)


def direct(person: str) -> str:
    """The conversation of a person with the bot."""
    return DIRECT + person


class WebChat:
    """Implements `govbot.adapter_api.chat.Chat` over the transcript, and tells the open pages."""

    platform = PLATFORM
    limits: tuple[Limit, ...] = ()

    def __init__(self, controls: SimulationControls, transcript: Transcript, hub: Hub) -> None:
        self._controls, self.transcript, self._hub = controls, transcript, hub

    @property
    def channels(self) -> Mapping[str, str]:
        return {channel.id.removeprefix(CHANNEL): channel.id for channel in self._controls.channels()}

    # What the courier calls --------------------------------------------------------------------------

    async def address(self, email: str) -> Account | None:
        """The account of the person with this address."""
        for person in await self._controls.people():
            if person.email.casefold() == email.casefold():
                return account_of(person.id)
        return None

    def at_hand(self, account: Account) -> Profile | None:
        """Nothing: a look-up tells only where somebody is found."""
        return None

    def problems(self) -> Sequence[str]:
        """Nothing: the platform calls govbot, and no connection is held."""
        return ()

    async def profile(self, account: Account) -> Profile:
        """Everybody in the rehearsal may act; nobody else may."""
        return Profile(account, (await self._persona(account)).email)

    async def open(self, account: Account) -> str:
        """The conversation of a person with the bot: everybody has one."""
        await self._persona(account)
        return direct(account.user)

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        """Send a card to a person."""
        await self._persona(account)
        return self._deliver(direct(account.user), card, key)

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        """Post a card into a channel or room."""
        if self.members(conversation) == frozenset():
            raise Undeliverable("There is no such channel or room in the playground.")
        return self._deliver(conversation, card, key)

    async def redraw(self, sent: Sent, card: Card) -> None:
        """Draw a card again where it is."""
        message = self.transcript.messages.get(sent.message)
        if message is None or message.conversation != sent.conversation:
            raise Undeliverable("This message is no longer in the playground.")
        self.change(message, card)

    async def find(self, conversation: str, key: str) -> Sent | None:
        """The message that carries this key."""
        message = self.transcript.keys.get((conversation, key))
        return Sent(conversation, message) if message else None

    def is_shared(self, conversation: str) -> bool:
        """Everything but a person's own conversation with the bot."""
        return not conversation.startswith(DIRECT)

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        """Create a private room."""
        taken = self.transcript.rooms
        room = Room(f"{ROOM}{len(taken) + 1}", name, topic, frozenset(member.user for member in members))
        self._keep(room)
        return room.id

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        """Add people to a room and remove people from it."""
        room = self.transcript.rooms.get(conversation)
        if room is None:
            raise Undeliverable("There is no such room in the playground.")
        members = room.members.union(a.user for a in add).difference(r.user for r in remove)
        self._keep(Room(room.id, room.name, room.topic, members))

    # What the pages call -----------------------------------------------------------------------------

    def members(self, conversation: str) -> frozenset[str] | None:
        """Who may read a conversation; None means everybody, nobody that there is no such conversation."""
        if conversation.startswith(DIRECT):
            return frozenset({conversation.removeprefix(DIRECT)})
        for channel in self._controls.channels():
            if channel.id == conversation:
                return channel.members
        room = self.transcript.rooms.get(conversation)
        return room.members if room else frozenset()

    def may_read(self, conversation: str, person: str) -> bool:
        """Whether this person is in the conversation."""
        members = self.members(conversation)
        return members is None or person in members

    def add(self, conversation: str, at: datetime, **parts: Any) -> Message:
        """Add a message, and tell those who may read it."""
        message = self.transcript.add(conversation, at, **parts)
        self._tell(message, Notice("message", message.id))
        return message

    def change(self, message: Message, card: Card) -> Message:
        """Put another card in a message's place, and tell those who may read it."""
        changed = self.transcript.redraw(message, card)
        self._tell(changed, Notice("message", changed.id))
        return changed

    def drop(self, message: Message) -> None:
        """Take away a message that one person alone saw."""
        self.transcript.drop(message)
        self._tell(message, Notice("gone", message.id))

    async def _persona(self, account: Account) -> Persona:
        for person in await self._controls.people():
            if account == account_of(person.id):
                return person
        raise Undeliverable("This person is not in the rehearsal's directory.")

    def _deliver(self, conversation: str, card: Card, key: str) -> Sent:
        message = self.add(conversation, self._controls.now(), card=card, key=key)
        self._hub.tell(Notice("world"))
        return Sent(conversation, message.id)

    def _keep(self, room: Room) -> None:
        self.transcript.keep_room(room)
        self._hub.tell(Notice("rooms"))

    def _tell(self, message: Message, notice: Notice) -> None:
        for person in self._hub.people():
            if self.may_read(message.conversation, person) and message.only_for in ("", person):
                self._hub.tell(notice, person)
