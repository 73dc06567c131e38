"""Claims on rows of the outbox: each with a lease and a fencing token; every attempt is kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from govbot.core.errors import GovbotError
from govbot.record.delivery_tables import deliveries, outbox, sending, waiting
from govbot.record.outbox import Posting, State, as_posting

_x = outbox.c
_CLAIMED = {
    "state": "sending",
    "tries": _x.tries + bindparam("counts"),
    "fence": _x.fence + 1,
    "lease_until": bindparam("lease"),
}
_busy: BindParameter[Any] = bindparam("busy", expanding=True)
# As an expression, so that a queue is read in its order: by the index of what is due, all of it would be sorted.
_not_before = _x.not_before.concat(literal_column("''"))
_NEXT = (
    select(_x.id)
    .where(
        waiting,
        _x.platform == bindparam("queue"),
        _not_before <= bindparam("now"),
        _x.conversation.not_in(_busy),
        _x.user.not_in(_busy),
    )
    .order_by(_x.rank, _x.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_NEXT_KNOWN = _NEXT.where(_x.conversation != "")
_CLAIM, _CLAIM_KNOWN = (
    update(outbox).where(_x.id == next_.scalar_subquery()).values(_CLAIMED).returning(outbox)
    for next_ in (_NEXT, _NEXT_KNOWN)
)
_LAPSED = (
    select(_x.id)
    .where(sending, _x.lease_until <= bindparam("now"))
    .order_by(_x.lease_until)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_LAPSES = select(func.min(_x.lease_until)).where(sending)
_TAKE_OVER = update(outbox).where(_x.id == _LAPSED.scalar_subquery()).values(_CLAIMED).returning(outbox)
_FINISH = (
    update(outbox)
    .where(_x.id == bindparam("row"), _x.fence == bindparam("held"), sending)
    .values(
        state=bindparam("to_state"),
        last_error=bindparam("why"),
        not_before=bindparam("again"),
        lease_until=bindparam("lease"),
        tries=bindparam("to_tries"),
    )
)
_TRY = insert(deliveries)
_TRIED = (
    update(deliveries)
    .where(deliveries.c.posting == bindparam("row"), deliveries.c.fence == bindparam("held"))
    .values(ended_at=bindparam("now"), outcome=bindparam("how"), error=bindparam("why"))
)


_UNTRIED = delete(deliveries).where(
    deliveries.c.posting == bindparam("row"), deliveries.c.fence == bindparam("held")
)
NOBODY = "\x1f"  # no conversation and no user is called that; so one statement serves an empty list too


class LeaseLost(GovbotError):
    """Another courier has taken the row over: what this one learned of it is not written."""


class Claims:
    """The claimed rows of the outbox, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def claim(
        self, platform: str, lease: datetime, busy: Collection[str] = (), *, known: bool = False
    ) -> Posting | None:
        """Take the next row of a platform's queue ("": the rows to expand), and note the attempt.

        `busy` are conversations and users that take nothing now; `known` leaves out who has no conversation yet.
        """
        statement = _CLAIM_KNOWN if known else _CLAIM
        bound = {
            "queue": platform,
            "now": self._now,
            "lease": lease,
            "counts": 1,
            "busy": [*busy] or [NOBODY],
        }
        row = self._conn.execute(statement, bound).first()
        if row is None:
            return None
        self._conn.execute(_TRY, {"posting": row.id, "fence": row.fence, "started_at": self._now})
        return as_posting(row)

    def lapses(self) -> datetime | None:
        """When the first lease of a row passes whose holder has not said what became of it."""
        return self._conn.execute(_LAPSES).scalar()

    def take_over(self, lease: datetime) -> Posting | None:
        """Take a row whose holder's lease has passed: what became of it must be looked up."""
        row = self._conn.execute(_TAKE_OVER, {"now": self._now, "lease": lease, "counts": 0}).first()
        if row is None:
            return None
        self._conn.execute(_TRY, {"posting": row.id, "fence": row.fence, "started_at": self._now})
        return as_posting(row)

    def finish(
        self,
        posting: Posting,
        state: State,
        why: str = "",
        again: datetime | None = None,
        *,
        anew: bool = False,
    ) -> None:
        """Say what became of a claimed row. Raises LeaseLost, so that the whole transaction leaves nothing.

        `again` is when a row that waits is tried again; with `anew` its tries are counted from the start.
        """
        self._end(posting, state, state, why, again or self._now, None, 0 if anew else posting.tries)

    def put_back(self, posting: Posting, until: datetime) -> None:
        """Nothing was tried: the row waits as if it had not been taken. Raises LeaseLost."""
        self._end(posting, "waiting", "waiting", posting.last_error, until, None, posting.tries - 1)
        self._conn.execute(_UNTRIED, {"row": posting.id, "held": posting.fence})

    def doubt(self, posting: Posting, why: str, until: datetime) -> None:
        """The outcome is unknown: the row stays out until then, and is looked up. Raises LeaseLost."""
        self._end(posting, "sending", "unknown", why, self._now, until, posting.tries)

    def _end(
        self,
        posting: Posting,
        state: State,
        outcome: State,
        why: str,
        again: datetime,
        lease: datetime | None,
        tries: int,
    ) -> None:
        held = {"row": posting.id, "held": posting.fence, "why": why}
        to = {"to_state": state, "again": again, "lease": lease, "to_tries": tries}
        if not self._conn.execute(_FINISH, {**held, **to}).rowcount:
            raise LeaseLost(f"Row {posting.id} of the outbox was taken over by another courier.")
        self._conn.execute(_TRIED, {**held, "now": self._now, "how": outcome})
