"""Conversation references: the addresses of people and rooms, stored at first contact and refreshed.

They are stored beside the record (`Bot.keep`), so all replicas share them and a database copy contains them.
They contain ids and service addresses, no token, and e-mail addresses only as hashes.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256

from govbot_teams import limits

REMEMBERED = 5000
Recall = Callable[[str], Awaitable[str]]
Keep = Callable[[str, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom Teams has named in a request: `user` is the Entra id, `member` Teams' own ("29:…").

    `conversation` is the personal one ("" where there is none yet), `met_in` any in which they were seen.
    """

    user: str
    member: str = ""
    service: str = ""
    conversation: str = ""
    met_in: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, and the Teams ids of those who are known to be in it; `asked`: Teams was asked for them."""

    conversation: str
    service: str = ""
    members: tuple[str, ...] = ()
    asked: bool = False


@dataclass
class References:
    """Reads each time, since another replica may know better; writes what has changed."""

    recall: Recall
    keep: Keep
    _written: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def person(self, user: str) -> Person | None:
        """The person with this Entra id; None if the bot has not met them."""
        text = await self.recall(_person(user))
        return _read_person(user, text) if text else None

    async def by_email(self, email: str) -> Person | None:
        """The person with this address; None if the bot has not met them."""
        user = await self.recall(_email(email))
        return await self.person(user) if user else None

    async def by_member(self, member: str) -> Person | None:
        """The person with this Teams id; None if the bot has not met them."""
        user = await self.recall(_member(member))
        return await self.person(user) if user else None

    async def place(self, conversation: str) -> Place | None:
        """A known conversation; None if the bot was never in it."""
        text = await self.recall(_place(conversation))
        return _read_place(conversation, text) if text else None

    async def meet(self, user: str, email: str = "", **known: str) -> None:
        """Store new facts about a person: member, service, conversation, met_in, address."""
        news = {name: value for name, value in known.items() if value}
        if email:
            await self._write(_email(email), user)
        if member := news.get("member"):
            await self._write(_member(member), user)
        await self._change(_person(user), lambda text: asdict(replace(_read_person(user, text), **news)))

    async def visit(
        self, conversation: str, service: str, members: Iterable[str] = (), asked: bool = False
    ) -> None:
        """Store the service address of a conversation, and its members."""

        def change(text: str) -> dict[str, object]:
            before = _read_place(conversation, text)
            known = tuple(dict.fromkeys((*before.members, *(member for member in members if member))))
            kept = known[: limits.REFRESHED_FOR]
            return asdict(Place(conversation, service or before.service, kept, asked or before.asked))

        await self._change(_place(conversation), change)

    async def leave(self, user: str) -> None:
        """The app was uninstalled: the personal conversation takes no messages until it is back."""
        await self._change(
            _person(user), lambda text: asdict(replace(_read_person(user, text), conversation=""))
        )

    async def _change(self, name: str, change: Callable[[str], dict[str, object]]) -> None:
        async with self._changing:
            before = self._written.get(name) or await self.recall(name)
            await self._write(name, json.dumps(change(before)))

    async def _write(self, name: str, text: str) -> None:
        """Write only what differs from this process's last write: most activities contain nothing new."""
        if self._written.get(name) == text:
            return
        await self.keep(name, text)
        self._written[name] = text
        self._written.move_to_end(name)
        if len(self._written) > REMEMBERED:
            self._written.popitem(last=False)


def _person(user: str) -> str:
    return f"person {user}"


def _place(conversation: str) -> str:
    return f"place {conversation}"


def _email(email: str) -> str:
    return f"address {sha256(email.strip().casefold().encode()).hexdigest()}"


def _member(member: str) -> str:
    return f"member {member}"


def _read_person(user: str, text: str) -> Person:
    return Person(**json.loads(text)) if text else Person(user)


def _read_place(conversation: str, text: str) -> Place:
    if not text:
        return Place(conversation)
    place = json.loads(text)
    return Place(**{**place, "members": tuple(place["members"])})
