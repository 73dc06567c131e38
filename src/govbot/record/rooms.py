"""The rooms that were opened for streams, at most one on each platform."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from govbot.record.chain import canonical
from govbot.record.tables import rooms

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


def of(conn: Connection, stream: str) -> list[RoomRow]:
    return [_room(row) for row in conn.execute(_OF, {"of": stream})]


def stream_of(conn: Connection, platform: str, conversation: str) -> str | None:
    """The stream whose room this conversation is."""
    return conn.execute(_AT, {"on": platform, "is": conversation}).scalar()


def link(conn: Connection, stream: str, platform: str, conversation: str, now: datetime) -> str | None:
    """A conversation that people made is a stream's room; returns the other stream whose room it is."""
    taken = stream_of(conn, platform, conversation)
    if taken is not None:
        return taken if taken != stream else None
    if not any(row.platform == platform for row in of(conn, stream)):
        announce(conn, stream, platform, "", now)
    put(conn, stream, platform, conversation, (), "linked")
    return None


def with_any(conn: Connection, accounts: Iterable[tuple[str, str, str]]) -> list[str]:
    """The streams in whose rooms one of these accounts is: platform, tenant, user."""
    wanted = set(accounts)
    rows = [_room(row) for row in conn.execute(_ALL)]
    found = [row.stream for row in rows if any((row.platform, *member) in wanted for member in row.members)]
    return list(dict.fromkeys(found))


def announce(conn: Connection, stream: str, platform: str, name: str, now: datetime) -> None:
    """Note that a room is about to be opened: so it is opened once."""
    row = {"stream": stream, "platform": platform, "name": name, "state": "opening", "opened_at": now}
    conn.execute(_ANNOUNCE, row)


def take_back(conn: Connection, stream: str, platform: str) -> None:
    """The room surely was not opened."""
    conn.execute(_TAKE_BACK, {"of": stream, "on": platform})


def put(
    conn: Connection, stream: str, platform: str, conversation: str, members: Iterable[Member], state: State
) -> None:
    """What is now known of a room, and who is in it."""
    now = {"to_state": state, "to_conversation": conversation, "to_members": canonical(sorted(members))}
    conn.execute(_CHANGE, {"of": stream, "on": platform, **now})


def _room(row: Row[Any]) -> RoomRow:
    members = frozenset((tenant, user) for tenant, user in json.loads(row.members))
    return RoomRow(row.stream, row.platform, row.conversation, row.name, members, row.state)
