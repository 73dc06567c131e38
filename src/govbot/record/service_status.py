"""Service status: the state of queues, of failed deliveries, of the last tick and the last check of the chain."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, func, select

from govbot.core.service_status import Checked, Condition, QueueStatus, Ticked
from govbot.record.chain import canonical
from govbot.record.clock_notes import HELD
from govbot.record.columns import written
from govbot.record.delivery_tables import outbox, sending, troubled, waiting
from govbot.record.notes import Notes
from govbot.record.obligations import Obligations
from govbot.record.refusals import PlatformRefusals
from govbot.record.tables import obligations

TICKED, CHECKED = "last tick", "last check"

_x = outbox.c
_is_due = _x.not_before <= bindparam("now")
_WAITING = (
    select(
        _x.platform,
        func.count(case((_is_due, 1))),
        func.min(case((_is_due, _x.not_before))),
        func.count(case((~_is_due, 1))),
        func.count(case((~_is_due & (_x.tries > 0), 1))),
    )
    .where(waiting)
    .group_by(_x.platform)
)
HICCUP = timedelta(minutes=5)  # what was not taken for so long has a cause
_STUCK = (
    select(_x.platform, func.count(), func.max(_x.last_error))
    .where(waiting, _x.tries > 0, _x.platform != "", _x.created_at <= bindparam("since"))
    .group_by(_x.platform)
)
_SENDING = select(_x.platform, func.count()).where(sending).group_by(_x.platform)
_TROUBLED = select(_x.platform, _x.state, func.count()).where(troubled).group_by(_x.platform, _x.state)
_OVERDUE = select(func.count()).where(
    obligations.c.settled_at.is_(None),
    obligations.c.party == "clock",
    obligations.c.due <= bindparam("now"),
)


class ServiceStatus:
    """How govbot is doing, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def condition(self) -> Condition:
        """How things stand."""
        queues: dict[str, QueueStatus] = {}
        for platform, due, since, later, retried in self._conn.execute(_WAITING, {"now": self._now}):
            first = datetime.fromisoformat(since) if isinstance(since, str) else since
            queues[platform] = QueueStatus(platform, due, first, later, retried)
        for platform, count in self._conn.execute(_SENDING):
            queues[platform] = replace(queues.get(platform, QueueStatus(platform)), sending=count)
        for platform, count, why in self._conn.execute(_STUCK, {"since": self._now - HICCUP}):
            queues[platform] = replace(queues[platform], stuck=count, why=why)
        for platform, state, count in self._conn.execute(_TROUBLED):
            queue = queues.get(platform, QueueStatus(platform))
            queues[platform] = replace(
                queue,
                parked=count if state == "parked" else queue.parked,
                unknown=count if state == "unknown" else queue.unknown,
                failed=count if state == "failed" else queue.failed,
            )
        overdue = self._conn.execute(_OVERDUE, {"now": self._now}).scalar_one()
        in_order = tuple(queues[name] for name in sorted(queues))
        parked = tuple(
            (stream, owed.what) for stream, owed in Obligations(self._conn, self._now).parked("clock")
        )
        held = Notes(self._conn).get(HELD) or ""
        refused = tuple(sorted(PlatformRefusals(self._conn).all().items()))
        lacking = tuple(PlatformRefusals(self._conn).lacking(self._now))
        return Condition(
            self._now, in_order, overdue, self._ticked(), self._checked(), parked, held, refused, lacking
        )

    def note_tick(self, done: int, late: float) -> None:
        """Keep that a tick has ended: how much was due, and how many seconds late the oldest of it was."""
        said = {"at": written(self._now), "done": done, "late": late}
        Notes(self._conn).set(TICKED, canonical(said))

    def note_check(self, entries: int, bad: str) -> None:
        """Keep that the whole record was checked, and what was found."""
        said = {"at": written(self._now), "entries": entries, "bad": bad}
        Notes(self._conn).set(CHECKED, canonical(said))

    def _ticked(self) -> Ticked | None:
        if not (kept := Notes(self._conn).get(TICKED)):
            return None
        said = json.loads(kept)
        return Ticked(datetime.fromisoformat(said["at"]), said["done"], said["late"])

    def _checked(self) -> Checked | None:
        if not (kept := Notes(self._conn).get(CHECKED)):
            return None
        said = json.loads(kept)
        return Checked(datetime.fromisoformat(said["at"]), said["entries"], said["bad"])
