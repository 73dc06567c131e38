"""Notes on the machine's clock: why it is not trusted, and what an operator confirmed last."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from govbot.record import chain
from govbot.record.columns import written
from govbot.record.notes import Notes

HELD, CONFIRMED = "clock held", "clock confirmed"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An operator said that it was this instant (UTC), when the record's last entry had this position."""

    at: datetime
    position: int


class ClockNotes:
    """The notes on the clock, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now
        self._notes = Notes(conn)

    def held(self) -> str:
        """Why deadlines and messages are held; "" while they are not."""
        return self._notes.get(HELD) or ""

    def hold(self, why: str) -> None:
        """Note why deadlines and messages are held, for all replicas and for the operator."""
        self._notes.set(HELD, why)

    def confirm(self) -> datetime:
        """Note that this transaction's instant is the right time."""
        position, _ = chain.last_recorded(self._conn)
        self._notes.set(CONFIRMED, json.dumps({"at": written(self._now), "position": position}))
        self._notes.set(HELD, "")
        return self._now

    def confirmed(self) -> Confirmed | None:
        """What was confirmed last."""
        kept = json.loads(self._notes.get(CONFIRMED) or "null")
        return Confirmed(datetime.fromisoformat(kept["at"]), kept["position"]) if kept else None

    def last(self) -> datetime | None:
        """The instant of the record's last entry, or what was confirmed after it; None for an empty record."""
        position, recorded_at = chain.last_recorded(self._conn)
        confirmed = self.confirmed()
        return confirmed.at if confirmed and confirmed.position == position else recorded_at
