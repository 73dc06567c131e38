"""The lease on all queues: one replica takes them together, renews them while it runs, releases them at its end."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from typing import TypeVar

from govbot.delivery.context import DeliveryContext, Writes, log
from govbot.record import Tx
from govbot.record.claims import LeaseLost
from govbot.record.queue_leases import QueueState
from govbot.record.record import WITHIN

T = TypeVar("T")
LOST = "Another govbot sends now."


class QueueLease:
    """One replica's hold on the queues. `equal` replicas wait until a holder has left or stopped.

    One that is alone takes the queues at once: its predecessor, should it still run, is fenced out.
    """

    def __init__(self, context: DeliveryContext, *, equal: bool = False) -> None:
        self._context = context
        self._equal = equal
        self._me = secrets.token_hex(8)
        self._held: dict[str, int] = {}
        self._until = 0.0
        self._watched: tuple[tuple[QueueState, ...], float] = ((), 0.0)

    @property
    def until(self) -> float:
        """The monotonic instant at which this replica must have stopped sending."""
        return self._until if self._held else 0.0

    async def hold(self, names: Iterable[str]) -> bool:
        """Hold these queues: renewed, or taken where nobody holds them; False while another does."""
        wanted = set(names)
        now = self._context.monotonic()
        if (
            self._held.keys() == wanted
            and now < self._until - self._context.queue_lease + self._context.renew
        ):
            return True
        try:
            held = await self._context.record.write(lambda tx: self._take_or_renew(tx, wanted, now))
        except LeaseLost:
            held = {}
        if self._held and not held:
            log.warning("another govbot sends now")
            self._equal = True
        elif held and not self._held and self._context.paced:
            log.info("this govbot sends now")
        self._held, self._until = held, now + self._context.queue_lease
        return bool(held)

    async def release(self) -> None:
        """Leave the queues, so that another replica takes them at its next look."""
        held, self._held = self._held, {}
        if held:
            await self._context.record.write(lambda tx: tx.queue_leases.release(held, self._me))

    def check(self, tx: Tx) -> None:
        """Raises LeaseLost where another has taken the queues: what this one learned is not written."""
        if not self._held or not tx.queue_leases.holds(self._held, self._me):
            raise LeaseLost(LOST)

    def _take_or_renew(self, tx: Tx, wanted: set[str], now: float) -> dict[str, int]:
        """The tokens by queue; none while another holds them. It counts only once it is committed."""
        if self._held.keys() == wanted:
            return self._held if tx.queue_leases.beat(self._held, self._me) else {}
        seen = tx.queue_leases.look(wanted)
        return tx.queue_leases.take(seen, self._me) if self._free(seen, now) else {}

    def _free(self, seen: tuple[QueueState, ...], now: float) -> bool:
        """Whether nobody else holds any of them, or their holder has not been heard of for a whole lease."""
        others = tuple(queue for queue in seen if queue.holder not in ("", self._me))
        if others != self._watched[0]:
            self._watched = (others, now)
        return not others or not self._equal or now - self._watched[1] >= self._context.queue_lease


class HeldRecord:
    """The record as the holder writes to it: each write proves first that the queues are still held."""

    def __init__(self, record: Writes, holding: QueueLease) -> None:
        self._record = record
        self._holding = holding

    async def read(self, work: Callable[[Tx], T], within: float = WITHIN) -> T:
        return await self._record.read(work, within)

    async def write(self, work: Callable[[Tx], T], within: float = WITHIN) -> T:
        def held(tx: Tx) -> T:
            self._holding.check(tx)
            return work(tx)

        return await self._record.write(held, within)
