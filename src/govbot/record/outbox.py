"""The outbox: messages to deliver, written in the transaction of their event, expanded later for each person."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from govbot.core.grammar import Notification
from govbot.record.chain import canonical
from govbot.record.delivery_tables import outbox, waiting

State = Literal["waiting", "sending", "expanded", "sent", "unknown", "parked", "failed"]

SILENT = "While views are rebuilt nothing is recorded and nothing is sent."

_x = outbox.c
_TELL = insert(outbox)
_WAKE = (
    update(outbox)
    .where(_x.stream == bindparam("of"), _x.addressee == "room", waiting, _x.platform == "")
    .values(not_before=bindparam("now"))
)
_COMING = (
    select(_x.id)
    .where(_x.stream == bindparam("of"), _x.card == "room", _x.state.in_(("waiting", "sending")))
    .where(_x.id < bindparam("before"))
    .limit(1)
)
_REACHED = (
    select(_x.person)
    .distinct()
    .where(
        _x.stream == bindparam("of"),
        _x.created_at == bindparam("at"),
        _x.seq == bindparam("entry"),
        _x.card == bindparam("kind"),
        _x.about == bindparam("subject"),
        _x.facts == bindparam("with_facts"),
        _x.parent.is_not(None),
        _x.person != "",
    )
)
_DUE = select(func.min(_x.not_before)).where(waiting, _x.platform == bindparam("queue"))
_KNOW = (
    update(outbox)
    .where(
        waiting,
        _x.platform == bindparam("on"),
        _x.tenant == bindparam("within"),
        _x.user == bindparam("is"),
        _x.conversation == "",
    )
    .values(conversation=bindparam("there"))
)
_READDRESS = (
    update(outbox)
    .where(_x.id == bindparam("row"))
    .values(
        platform=bindparam("on"),
        tenant=bindparam("within"),
        user=bindparam("is"),
        conversation=bindparam("there"),
    )
)
_COUNTS = select(_x.state, func.count()).group_by(_x.state)
_ROW = select(outbox).where(_x.id == bindparam("row"))


@dataclass(frozen=True, slots=True)
class Posting:
    """A row of the outbox. With a platform it is one message; without, a party still to be expanded."""

    id: int
    key: str
    created_at: datetime
    stream: str
    seq: int
    to: str
    card: str
    about: str
    facts: Mapping[str, str]
    urgent: bool
    state: State
    tries: int
    fence: int
    last_error: str
    person: str
    platform: str
    tenant: str
    user: str
    conversation: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where one copy goes: a person's account, or a channel's or room's conversation."""

    platform: str
    tenant: str = ""
    user: str = ""
    conversation: str = ""
    person: str = ""


class Outbox:
    """The rows of the outbox, within one transaction."""

    def __init__(
        self, conn: Connection, now: datetime, randomness: Callable[[int], bytes], *, silent: bool
    ) -> None:
        self._conn = conn
        self._silent = silent
        self._now = now
        self._randomness = randomness

    def tell(self, stream: str, seq: int, notifications: Sequence[Notification], at: datetime) -> None:
        """Put messages into the outbox; a party of many people is one row, which the courier expands."""
        if self._silent:
            raise RuntimeError(SILENT)
        rows = [
            {
                "key": self._randomness(12).hex(),
                "created_at": at,
                "not_before": at,
                "stream": stream,
                "seq": seq,
                "addressee": each.to,
                "card": each.card,
                "about": each.about,
                "facts": canonical(dict(each.facts)),
                "rank": 0 if each.urgent else 1,
                "state": "waiting",
            }
            for each in notifications
        ]
        if rows:
            self._conn.execute(_TELL, rows)

    def expand(
        self,
        parent: Posting,
        to: Sequence[Address],
        *,
        failed: str = "",
        bulk: bool = False,
        not_before: datetime | None = None,
    ) -> None:
        """Put in one row for each address; with `failed`, rows that say why a person can't be reached.

        What is `bulk` lets everything else go first.
        """
        rows = [
            {
                "key": self._randomness(12).hex(),
                "created_at": parent.created_at,
                "not_before": not_before or self._now,
                "stream": parent.stream,
                "seq": parent.seq,
                "addressee": parent.to,
                "card": parent.card,
                "about": parent.about,
                "facts": canonical(dict(parent.facts)),
                "rank": 0 if parent.urgent else 2 if bulk else 1,
                "state": "failed" if failed else "waiting",
                "last_error": failed,
                "parent": parent.id,
                "person": address.person,
                "platform": address.platform,
                "tenant": address.tenant,
                "user": address.user,
                "conversation": address.conversation,
            }
            for address in to
        ]
        if rows:
            self._conn.execute(_TELL, rows)

    def reached(self, posting: Posting) -> set[str]:
        """Who has a row for this very news already, from this party or another: nobody is asked twice."""
        return set(
            self._conn.execute(
                _REACHED,
                {
                    "of": posting.stream,
                    "at": posting.created_at,
                    "entry": posting.seq,
                    "kind": posting.card,
                    "subject": posting.about,
                    "with_facts": canonical(dict(posting.facts)),
                },
            ).scalars()
        )

    def wake_room(self, stream: str) -> None:
        """The room of a stream is open: what waited for it may go."""
        self._conn.execute(_WAKE, {"of": stream, "now": self._now})

    def know(self, platform: str, tenant: str, user: str, conversation: str) -> None:
        """A person's conversation is known: what waits for them needs none to be opened."""
        self._conn.execute(_KNOW, {"on": platform, "within": tenant, "is": user, "there": conversation})

    def readdress(self, row: int, to: Address) -> None:
        """A message goes to another account, or to a conversation that is still to be opened ("")."""
        place = {"on": to.platform, "within": to.tenant, "is": to.user, "there": to.conversation}
        self._conn.execute(_READDRESS, {"row": row, **place})

    def room_is_coming(self, posting: Posting) -> bool:
        """Whether what brings the stream's rooms to what they should be was put in before, and is not done."""
        return self._conn.execute(_COMING, {"of": posting.stream, "before": posting.id}).first() is not None

    def due(self, queue: str) -> datetime | None:
        """When a platform's queue next has something to deliver ("": something to expand)."""
        return self._conn.execute(_DUE, {"queue": queue}).scalar()

    def counts(self) -> dict[str, int]:
        """How many rows are in which state."""
        return {row[0]: row[1] for row in self._conn.execute(_COUNTS)}

    def get(self, number: int) -> Posting | None:
        row = self._conn.execute(_ROW, {"row": number}).first()
        return None if row is None else as_posting(row)


def as_posting(row: Row[Any]) -> Posting:
    return Posting(
        id=row.id,
        key=row.key,
        created_at=row.created_at,
        stream=row.stream,
        seq=row.seq,
        to=row.addressee,
        card=row.card,
        about=row.about,
        facts=json.loads(row.facts),
        urgent=row.rank == 0,
        state=row.state,
        tries=row.tries,
        fence=row.fence,
        last_error=row.last_error,
        person=row.person,
        platform=row.platform,
        tenant=row.tenant,
        user=row.user,
        conversation=row.conversation,
    )
