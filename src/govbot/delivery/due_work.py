"""What there is to do, found in one look; it costs nothing of what merely waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from govbot.record import Tx
from govbot.record.receipts import Stale


@dataclass(frozen=True, slots=True)
class Look:
    """When there is something to do: in each lane, for lapsed leases and for stale cards; None for nothing."""

    now: datetime
    lanes: Mapping[str, datetime | None]
    lapses: datetime | None
    redraws: datetime | None
    stale: list[Stale]

    @property
    def due(self) -> set[str]:
        """The lanes that have something to do now."""
        return {lane for lane, since in self.lanes.items() if since and since <= self.now}

    @property
    def lapsed(self) -> bool:
        return self.lapses is not None and self.lapses <= self.now

    @property
    def waits(self) -> list[float]:
        """Seconds until there is something to do, of each kind; none are left where it is due."""
        instants = (*self.lanes.values(), self.lapses, self.redraws)
        return [(one - self.now).total_seconds() for one in instants if one]


def look(tx: Tx, lanes: Iterable[str], streams: int) -> Look:
    """Look at these lanes, and at so many streams whose cards may be drawn again."""
    return Look(
        tx.now,
        {lane: tx.outbox.due(lane) for lane in lanes},
        tx.claims.lapses(),
        tx.receipts.soonest(),
        tx.receipts.next_stale(streams),
    )
