"""Refused attempts: who tried to do what, and why it was refused; at most 20 rows a minute for each account."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from govbot.record.tables import attempts

MOST_A_MINUTE = 20

_a = attempts.c
_LATELY = (
    select(_a.id)
    .where(_a.account == bindparam("by"), _a.at > bindparam("since"))
    .order_by(_a.id.desc())
    .limit(MOST_A_MINUTE)
)
_ADD = insert(attempts)
_COUNT = update(attempts).where(_a.id == bindparam("row")).values(more=_a.more + 1)
_LAST = select(attempts).order_by(_a.id.desc()).limit(bindparam("most"))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A refused attempt. `more` counts those of the same account that followed too fast to be kept."""

    at: datetime
    account: str
    person: str
    action: str
    subject: str
    sentence: str
    more: int = 0


class Attempts:
    """The refused attempts, within one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def keep(self, attempt: Attempt) -> bool:
        """Keep an attempt; past 20 a minute from one account only their number is kept, on the last row.

        Returns whether it has a row of its own.
        """
        since = attempt.at - timedelta(minutes=1)
        lately = self._conn.execute(_LATELY, {"by": attempt.account, "since": since}).scalars().all()
        if len(lately) >= MOST_A_MINUTE:
            self._conn.execute(_COUNT, {"row": lately[0]})
            return False
        self._conn.execute(_ADD, asdict(attempt))
        return True

    def last(self, limit: int = 100) -> list[Attempt]:
        """The last attempts, newest first."""
        return [
            Attempt(row.at, row.account, row.person, row.action, row.subject, row.sentence, row.more)
            for row in self._conn.execute(_LAST, {"most": limit})
        ]
