"""Receipts: where each delivered card is, and the streams whose cards may need to be redrawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, delete, func, insert, select, update

from govbot.record.chain import canonical
from govbot.record.compiled import Compiled
from govbot.record.delivery_tables import messages, outbox, stale
from govbot.record.outbox import SILENT, Posting

_m = messages.c
_ADD = insert(messages)
_LIVE = (
    select(messages)
    .where(_m.stream == bindparam("of"), _m.live.is_(True), _m.id > bindparam("after"))
    .order_by(_m.id)
    .limit(bindparam("most"))
)
_ONE = select(messages).where(_m.id == bindparam("row"))
_AT = select(messages).where(
    _m.platform == bindparam("on"), _m.conversation == bindparam("within"), _m.message == bindparam("is")
)
_DRAWN = (
    update(messages)
    .where(_m.id == bindparam("row"))
    .values(facts_digest=bindparam("to_digest"), live=bindparam("to_live"))
)
_LEFT = (
    update(messages)
    .where(
        _m.stream == bindparam("of"),
        _m.platform == bindparam("on"),
        _m.conversation == bindparam("within"),
        _m.card != bindparam("but"),
    )
    .values(live=False)
)
_o = outbox.c
_COMING = select(_o.id).where(
    _o.stream == bindparam("of"),
    _o.card == bindparam("kind"),
    _o.addressee == bindparam("to"),
    _o.about == "",
    _o.state.in_(("waiting", "sending")),
)
_STANDING = (
    select(_m.id)
    .join(outbox, _o.id == _m.posting)
    .where(
        _m.stream == bindparam("of"),
        _m.live.is_(True),
        _m.card == bindparam("kind"),
        _o.addressee == bindparam("to"),
        _o.about == "",
    )
)
_COUNT = select(func.count()).select_from(messages)
_MARK = Compiled(
    update(stale)
    .where(stale.c.stream == bindparam("of"))
    .values(
        marks=stale.c.marks + 1,
        not_before=case((stale.c.not_before < bindparam("at"), stale.c.not_before), else_=bindparam("at")),
    )
)
_MARK_FIRST = insert(stale)
_STALE = (
    select(stale)
    .where(stale.c.not_before <= bindparam("now"))
    .order_by(stale.c.not_before)
    .limit(bindparam("most"))
)
_FRESH = delete(stale).where(stale.c.stream == bindparam("of"), stale.c.marks == bindparam("seen"))
_PUT_OFF = update(stale).where(stale.c.stream == bindparam("of")).values(not_before=bindparam("until"))
_SOONEST = select(func.min(stale.c.not_before))


@dataclass(frozen=True, slots=True)
class Receipt:
    """A delivered card: where it is, what it shows, and whether it is still drawn again."""

    id: int
    posting: int
    person: str
    platform: str
    conversation: str
    message: str
    card: str
    stream: str
    about: str
    facts: Mapping[str, str]
    facts_digest: str
    live: bool
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Stale:
    """A stream whose cards may need to be drawn again, and how often it had been marked by then."""

    stream: str
    marks: int


class Receipts:
    """The receipts of delivered cards, within one transaction."""

    def __init__(
        self, conn: Connection, now: datetime, randomness: Callable[[int], bytes], *, silent: bool
    ) -> None:
        self._conn = conn
        self._silent = silent
        self._now = now
        self._randomness = randomness

    def add(self, posting: Posting, conversation: str, message: str, facts_digest: str, live: bool) -> None:
        """Keep the receipt of a delivered row."""
        self._conn.execute(
            _ADD,
            {
                "posting": posting.id,
                "person": posting.person,
                "platform": posting.platform,
                "conversation": conversation,
                "message": message,
                "card": posting.card,
                "stream": posting.stream,
                "about": posting.about,
                "facts": canonical(dict(posting.facts)),
                "facts_digest": facts_digest,
                "live": live,
                "sent_at": self._now,
            },
        )

    def live(self, stream: str, after: int = 0, most: int = 100) -> list[Receipt]:
        """The live cards of a stream, in the order in which they were sent, after a receipt."""
        return [
            _receipt(row) for row in self._conn.execute(_LIVE, {"of": stream, "after": after, "most": most})
        ]

    def at(self, platform: str, conversation: str, message: str) -> Receipt | None:
        """The card in this place, if it is one of ours."""
        row = self._conn.execute(_AT, {"on": platform, "within": conversation, "is": message}).first()
        return None if row is None else _receipt(row)

    def get(self, receipt: int) -> Receipt | None:
        """A receipt as it stands."""
        row = self._conn.execute(_ONE, {"row": receipt}).first()
        return None if row is None else _receipt(row)

    def stands(self, stream: str, card: str, addressee: str) -> bool:
        """Whether such a card, about nothing in particular, is on its way to this party, or is out and drawn again."""
        bound = {"of": stream, "kind": card, "to": addressee}
        return any(
            self._conn.execute(statement, bound).first() is not None for statement in (_COMING, _STANDING)
        )

    def count(self) -> int:
        """How many messages were delivered."""
        return self._conn.execute(_COUNT).scalar() or 0

    def drawn(self, receipt: Receipt, facts_digest: str, live: bool) -> None:
        """The card shows this now; when it isn't live any more it was drawn for the last time."""
        self._conn.execute(_DRAWN, {"row": receipt.id, "to_digest": facts_digest, "to_live": live})

    def left(self, stream: str, platform: str, conversation: str, but: str) -> None:
        """The stream's cards in this conversation, but one kind, stay as they are: it is not its room any more."""
        self._conn.execute(_LEFT, {"of": stream, "on": platform, "within": conversation, "but": but})

    def mark_stale(self, stream: str, not_before: datetime) -> None:
        """The cards of this stream may need to be drawn again; the earliest instant asked for holds.

        The count of marks begins at a random number each time: whoever saw an earlier count does not take
        these marks for those.
        """
        if self._silent:
            raise RuntimeError(SILENT)
        bound = {"of": stream, "at": not_before}
        if not _MARK.run(self._conn, bound):
            first = int.from_bytes(self._randomness(6), "big")
            self._conn.execute(_MARK_FIRST, {"stream": stream, "not_before": not_before, "marks": first})

    def next_stale(self, most: int = 1) -> list[Stale]:
        """The streams whose cards may be drawn again now, the longest waiting first."""
        return [
            Stale(row.stream, row.marks)
            for row in self._conn.execute(_STALE, {"now": self._now, "most": most})
        ]

    def redrawn(self, seen: Stale) -> None:
        """All cards of the stream are drawn; a mark that was set meanwhile stays."""
        self._conn.execute(_FRESH, {"of": seen.stream, "seen": seen.marks})

    def put_off(self, seen: Stale, until: datetime) -> None:
        """Go on with this stream's cards later."""
        self._conn.execute(_PUT_OFF, {"of": seen.stream, "until": until})

    def soonest(self) -> datetime | None:
        return self._conn.execute(_SOONEST).scalar()


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(**{**row._mapping, "facts": json.loads(row.facts)})
