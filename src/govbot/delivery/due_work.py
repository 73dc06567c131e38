"""Due work: finds in one transaction which queues, leases and redraws are due; waiting rows cost nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from govbot.record import Tx
from govbot.record.receipts import Stale


@dataclass(frozen=True, slots=True)
class Look:
    """When there is something to do: in each queue, for lapsed leases and for stale cards; None for nothing."""

    now: datetime
    queues: Mapping[str, datetime | None]
    lapses: datetime | None
    redraws: datetime | None
    stale: list[Stale]

    @property
    def due(self) -> set[str]:
        """The queues that have something to do now."""
        return {queue for queue, since in self.queues.items() if since and since <= self.now}

    @property
    def lapsed(self) -> bool:
        return self.lapses is not None and self.lapses <= self.now

    @property
    def waits(self) -> list[float]:
        """Seconds until there is something to do, of each kind; none are left where it is due."""
        instants = (*self.queues.values(), self.lapses, self.redraws)
        return [(instant - self.now).total_seconds() for instant in instants if instant]


def look(tx: Tx, queues: Iterable[str], streams: int) -> Look:
    """Look at these queues, and at so many streams whose cards may be drawn again."""
    return Look(
        tx.now,
        {queue: tx.outbox.due(queue) for queue in queues},
        tx.claims.lapses(),
        tx.receipts.soonest(),
        tx.receipts.next_stale(streams),
    )
