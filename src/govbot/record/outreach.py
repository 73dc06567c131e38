"""How a policy reached people: every message and every try, for proof and for sending again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, select, update

from govbot.record.delivery_tables import deliveries, messages, outbox
from govbot.record.tables import accounts

_x, _d, _m = outbox.c, deliveries.c, messages.c
_TOLD = (
    select(outbox, _m.sent_at)
    .outerjoin(messages, _m.posting == _x.id)
    .where(_x.stream == bindparam("of"), _x.person != "")
    .order_by(_x.id)
)
_DIGEST = (
    select(outbox, _m.sent_at)
    .outerjoin(messages, _m.posting == _x.id)
    .where(_x.card == "digest", _x.person == bindparam("who"), _x.about == bindparam("day"))
    .order_by(_x.id)
)
_TRIES = select(deliveries).where(_d.posting.in_(bindparam("rows", expanding=True))).order_by(_d.id)
_LOST = ("parked", "failed")
_UNDELIVERED = (
    select(outbox, _m.sent_at)
    .outerjoin(messages, _m.posting == _x.id)
    .where(_x.state.in_((*_LOST, "unknown")), _x.card.not_in(("undelivered", "room")))
    .order_by(_x.id)
)
_OF_STREAM = _UNDELIVERED.where(_x.stream == bindparam("of"))
_AGAIN = (
    update(outbox)
    .where(_x.id == bindparam("row"), _x.state.in_((*_LOST, "unknown")))
    .values(
        state="waiting",
        tries=0,
        not_before=bindparam("now"),
        # Nobody could be found for it: it is looked for anew.
        addressee=case((_x.platform == "", bindparam("to")), else_=_x.addressee),
        person=case((_x.platform == "", ""), else_=_x.person),
    )
)
_ALLOW = update(accounts).where(
    (accounts.c.person == bindparam("who")) | (accounts.c.found_for == bindparam("who"))
)
_ALLOW = _ALLOW.values(refused=False)


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt at one message."""

    started_at: datetime
    ended_at: datetime | None
    outcome: str
    error: str


@dataclass(frozen=True, slots=True)
class OutreachMessage:
    """One message to one person (or, with none, to a party or place), and how it went."""

    id: int
    stream: str
    person: str
    to: str
    card: str
    about: str
    asked_at: datetime
    platform: str
    state: str
    why: str
    delivered_at: datetime | None


class Outreach:
    """The messages to people and how each went, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def of(self, stream: str) -> list[OutreachMessage]:
        """Every message to a person about this stream, in order."""
        return [_told(row) for row in self._conn.execute(_TOLD, {"of": stream})]

    def digest(self, person: str, day: str) -> list[OutreachMessage]:
        """The message of reminders of this person and day, once for each of their chats."""
        return [_told(row) for row in self._conn.execute(_DIGEST, {"who": person, "day": day})]

    def tries(self, rows: Iterable[int]) -> dict[int, list[Try]]:
        """Every attempt at these messages, in order."""
        attempts: dict[int, list[Try]] = {}
        wanted = list(rows)
        for at in range(0, len(wanted), 500):
            for row in self._conn.execute(_TRIES, {"rows": wanted[at : at + 500]}):
                attempts.setdefault(row.posting, []).append(
                    Try(row.started_at, row.ended_at, row.outcome, row.error)
                )
        return attempts

    def undelivered(self, stream: str = "") -> list[OutreachMessage]:
        """What was given up, failed for good or is unknown: on a stream, or anywhere."""
        rows = self._conn.execute(_OF_STREAM, {"of": stream}) if stream else self._conn.execute(_UNDELIVERED)
        return [_told(row) for row in rows]

    def try_again(self, stream: str = "", *, unknown_too: bool = False) -> int:
        """Send once more what was given up or failed; what is unknown only where that was said. How many rows."""
        wanted = [
            message for message in self.undelivered(stream) if unknown_too or message.state != "unknown"
        ]
        for message in wanted:
            to = f"person:{message.person}" if message.person else message.to
            self._conn.execute(_AGAIN, {"row": message.id, "now": self._now, "to": to})
            if message.person:
                self._conn.execute(_ALLOW, {"who": message.person})
        return len(wanted)


def _told(row: Row[Any]) -> OutreachMessage:
    return OutreachMessage(
        id=row.id,
        stream=row.stream,
        person=row.person,
        to=row.addressee,
        card=row.card,
        about=row.about,
        asked_at=row.created_at,
        platform=row.platform,
        state=row.state,
        why=row.last_error,
        delivered_at=row.sent_at,
    )
