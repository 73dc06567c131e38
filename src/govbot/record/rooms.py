"""The rooms that were opened for streams, at most one on each platform."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from govbot.record.accounts import Accounts
from govbot.record.chain import canonical
from govbot.record.delivery_tables import rooms

State = Literal["opening", "open", "linked", "unknown"]
Member = tuple[str, str]  # tenant, user

_r = rooms.c
_OF = select(rooms).where(_r.stream == bindparam("of")).order_by(_r.platform)
_ALL = select(rooms).order_by(rooms.c.id)
_AT = select(_r.stream).where(_r.platform == bindparam("on"), _r.conversation == bindparam("is"))
_ANNOUNCE = insert(rooms)
_CHANGE = (
    update(rooms)
    .where(_r.stream == bindparam("of"), _r.platform == bindparam("on"))
    .values(
        state=bindparam("to_state"),
        conversation=bindparam("to_conversation"),
        members=bindparam("to_members"),
    )
)
_TAKE_BACK = delete(rooms).where(
    _r.stream == bindparam("of"), _r.platform == bindparam("on"), _r.state == "opening"
)


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room on one platform. While it is "opening" nobody knows yet whether it is there.

    People made one that is "linked", and they decide who is in it.
    """

    stream: str
    platform: str
    conversation: str
    name: str
    members: frozenset[Member]
    state: State


class Rooms:
    """The rooms of streams, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def of(self, stream: str) -> list[RoomRow]:
        return [_room(row) for row in self._conn.execute(_OF, {"of": stream})]

    def known(self, stream: str) -> dict[str, str]:
        """The conversation that is the stream's room, by platform."""
        return {row.platform: row.conversation for row in self.of(stream) if row.conversation}

    def stream_of(self, platform: str, conversation: str) -> str | None:
        """The stream whose room this conversation is."""
        return self._conn.execute(_AT, {"on": platform, "is": conversation}).scalar()

    def link(self, stream: str, platform: str, conversation: str) -> str | None:
        """A conversation that people made is a stream's room; returns the other stream whose room it is."""
        taken = self.stream_of(platform, conversation)
        if taken is not None:
            return taken if taken != stream else None
        if not any(row.platform == platform for row in self.of(stream)):
            self.announce(stream, platform, "")
        self.put(stream, platform, conversation, (), "linked")
        return None

    def with_person(self, person: str) -> list[str]:
        """The streams in whose rooms one of this person's accounts is."""
        accounts = Accounts(self._conn, self._now).reaching(person)
        theirs = {(account.platform, account.tenant, account.user) for account in accounts}
        rooms = [_room(row) for row in self._conn.execute(_ALL)]
        inside = (
            room.stream
            for room in rooms
            if any((room.platform, *member) in theirs for member in room.members)
        )
        return list(dict.fromkeys(inside))

    def announce(self, stream: str, platform: str, name: str) -> None:
        """Note that a room is about to be opened: so it is opened once."""
        row = {
            "stream": stream,
            "platform": platform,
            "name": name,
            "state": "opening",
            "opened_at": self._now,
        }
        self._conn.execute(_ANNOUNCE, row)

    def take_back(self, stream: str, platform: str) -> None:
        """The room surely was not opened."""
        self._conn.execute(_TAKE_BACK, {"of": stream, "on": platform})

    def put(
        self, stream: str, platform: str, conversation: str, members: Iterable[Member], state: State
    ) -> None:
        """What is now known of a room, and who is in it."""
        now = {"to_state": state, "to_conversation": conversation, "to_members": canonical(sorted(members))}
        self._conn.execute(_CHANGE, {"of": stream, "on": platform, **now})


def _room(row: Row[Any]) -> RoomRow:
    members = frozenset((tenant, user) for tenant, user in json.loads(row.members))
    return RoomRow(row.stream, row.platform, row.conversation, row.name, members, row.state)
