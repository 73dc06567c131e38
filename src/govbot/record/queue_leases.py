"""Who paces which queue: one holder at a time, renewed by a beat, with a fencing token that only rises.

Whether a holder has stopped is judged by whoever watches, on their own monotonic clock: a beat that has not
changed for a whole lease. So clocks that differ, or jump, hand nothing over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from govbot.record.claims import LeaseLost
from govbot.record.delivery_tables import lanes

_l = lanes.c
_ALL = select(lanes).where(_l.lane.in_(bindparam("names", expanding=True))).order_by(_l.lane)
_HELD = select(lanes).where(_l.holder != "").order_by(_l.lane)
_ADD = insert(lanes)
_TAKE = (
    update(lanes)
    .where(_l.lane == bindparam("of"), _l.fence == bindparam("seen"), _l.beat == bindparam("beating"))
    .values(holder=bindparam("to_holder"), fence=_l.fence + 1, beat=_l.beat + 1)
)
_BEAT = (
    update(lanes)
    .where(_l.lane == bindparam("of"), _l.fence == bindparam("held"), _l.holder == bindparam("by"))
    .values(beat=_l.beat + 1)
)
_RELEASE = (
    update(lanes)
    .where(_l.lane == bindparam("of"), _l.fence == bindparam("held"), _l.holder == bindparam("by"))
    .values(holder="")
)


@dataclass(frozen=True, slots=True)
class QueueState:
    """A queue as it stands: who holds it ("": nobody), under which token, and its last beat."""

    queue: str
    holder: str
    fence: int
    beat: int


class QueueLeases:
    """The leases of the queues, within one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def look(self, names: Iterable[str]) -> tuple[QueueState, ...]:
        """These queues as they stand; each is made when it is first looked for. Two who make one decide again."""
        wanted = sorted(names)
        there = {
            row.queue: QueueState(row.queue, row.holder, row.fence, row.beat) for row in self._rows(wanted)
        }
        return tuple(there.get(name) or QueueState(name, "", 0, -1) for name in wanted)

    def held(self) -> tuple[QueueState, ...]:
        """The queues that somebody holds, alive or not."""
        return tuple(QueueState(*row) for row in self._conn.execute(_HELD))

    def take(self, seen: Iterable[QueueState], holder: str) -> dict[str, int]:
        """Take all of these queues; the tokens by queue. Raises LeaseLost where one has changed since it was seen."""
        held = {}
        for queue in seen:
            if queue.beat < 0:
                self._conn.execute(_ADD, {"lane": queue.queue, "holder": holder, "fence": 1, "beat": 0})
            elif not self._changed(queue, holder):
                raise LeaseLost(f"The queue “{queue.queue}” was taken by another replica.")
            held[queue.queue] = queue.fence + 1
        return held

    def beat(self, held: dict[str, int], holder: str) -> bool:
        """Renew; False where another has taken one of them, and this holder is fenced out."""
        return all(
            self._conn.execute(_BEAT, {"of": queue, "held": fence, "by": holder}).rowcount
            for queue, fence in sorted(held.items())
        )

    def holds(self, held: dict[str, int], holder: str) -> bool:
        """Whether these tokens are still the highest."""
        rows = {row.queue: (row.holder, row.fence) for row in self._rows(list(held))}
        return all(rows.get(queue) == (holder, fence) for queue, fence in held.items())

    def release(self, held: dict[str, int], holder: str) -> None:
        """Leave the queues to whoever looks next."""
        for queue, fence in sorted(held.items()):
            self._conn.execute(_RELEASE, {"of": queue, "held": fence, "by": holder})

    def _rows(self, names: list[str]) -> list[QueueState]:
        return [QueueState(*row) for row in self._conn.execute(_ALL, {"names": names})]

    def _changed(self, queue: QueueState, holder: str) -> bool:
        bound = {"of": queue.queue, "seen": queue.fence, "beating": queue.beat, "to_holder": holder}
        return bool(self._conn.execute(_TAKE, bound).rowcount)
