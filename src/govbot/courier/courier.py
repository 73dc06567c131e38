"""The courier's one loop: woken by a commit or by time, it delivers what is due until nothing is."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

from govbot.courier.deliver import deliver
from govbot.courier.doubt import look_up
from govbot.courier.expand import expand
from govbot.courier.means import Means, log
from govbot.courier.redraw import redraw
from govbot.record import NotKnownYet, StorageFault, Tx, claims, outbox, receipts
from govbot.record.claims import LeaseLost
from govbot.record.outbox import Posting, State

AT_A_TIME = 20  # messages on a lane before newer and more urgent news are looked at
SHORTEST, LONGEST = 1.0, 30.0  # seconds between two looks when nobody nudges
Work = tuple[set[str], int, bool]


class Courier:
    """Delivers through the chats. Run one in a process."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._nudged = asyncio.Event()
        self._stopping = False
        self._one_at_a_time = asyncio.Lock()

    def nudge(self) -> None:
        """Something was committed: look at once."""
        self._nudged.set()

    def stop(self) -> None:
        """Finish the message in hand, then end `run`."""
        self._stopping = True
        self.nudge()

    async def run(self) -> None:
        """Deliver until stopped. A fault of the record is waited out; nothing is lost by it."""
        while not self._stopping:
            self._nudged.clear()
            rest = SHORTEST
            try:
                await self.drain()
                rest = await self._rest()
            except (StorageFault, NotKnownYet) as fault:
                log.warning("the record can't be reached", why=str(fault))
            except Exception:
                log.exception("the courier stumbled")
            await self._wait(rest)

    async def drain(self) -> Counter[str]:
        """Deliver all that is due; returns how many rows came to which state, and how many were redrawn."""
        done: Counter[str] = Counter()
        async with self._one_at_a_time:
            while turn := await self._turn():
                done += turn
                if self._stopping:
                    break
        return done

    async def _turn(self) -> Counter[str]:
        lanes, lapsed, stale = await self._means.record.read(self._work)
        done: Counter[str] = Counter()
        if "" in lanes:
            await self._lane("", done)
        on_chats = [self._lane(platform, done) for platform in lanes if platform in self._means.chats]
        for outcome in await asyncio.gather(*on_chats, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome
        for _ in range(lapsed):
            await self._take_over(done)
        if stale:
            await self._redraw(done)
        return done

    def _work(self, tx: Tx) -> Work:
        now = tx.now
        stale = receipts.next_stale(tx.conn, now) is not None
        return outbox.lanes(tx.conn, now), claims.lapsed(tx.conn, now), stale

    async def _lane(self, platform: str, done: Counter[str]) -> None:
        """Deliver what is due on one lane, one after the other."""
        for _ in range(AT_A_TIME):
            if self._stopping or not await self._next(platform, done):
                return

    async def _next(self, platform: str, done: Counter[str]) -> bool:
        held_from = self._means.monotonic()
        posting = await self._means.record.write(lambda tx: self._claim(tx, platform))
        if posting is None:
            return False
        if platform:
            await self._held(posting, lambda row: deliver(self._means, row, held_from), done)
        else:
            await self._held(posting, lambda row: expand(self._means, row), done)
        return True

    def _claim(self, tx: Tx, platform: str) -> Posting | None:
        return claims.claim(tx.conn, platform, tx.now, self._means.lease_from(tx.now))

    async def _take_over(self, done: Counter[str]) -> None:
        posting = await self._means.record.write(
            lambda tx: claims.take_over(tx.conn, tx.now, self._means.lease_from(tx.now))
        )
        if posting is not None:
            await self._held(posting, lambda row: look_up(self._means, row), done)

    async def _held(
        self, posting: Posting, work: Callable[[Posting], Awaitable[State]], done: Counter[str]
    ) -> None:
        try:
            done[await work(posting)] += 1
        except LeaseLost as lost:
            log.warning("a lease was lost", posting=posting.id, why=str(lost))

    async def _redraw(self, done: Counter[str]) -> None:
        seen = await self._means.record.read(lambda tx: receipts.next_stale(tx.conn, tx.now))
        if seen is not None:
            done["redrawn"] += await redraw(self._means, seen)

    async def _rest(self) -> float:
        """Seconds until something is due, if nobody nudges before."""
        soonest = await self._means.record.read(
            lambda tx: (outbox.soonest(tx.conn), receipts.soonest(tx.conn))
        )
        instants = [instant for instant in soonest if instant is not None]
        if not instants:
            return LONGEST
        return min(max((min(instants) - self._means.clock()).total_seconds(), SHORTEST), LONGEST)

    async def _wait(self, seconds: float) -> None:
        waiting = {
            asyncio.ensure_future(self._nudged.wait()),
            asyncio.ensure_future(self._means.sleep(seconds)),
        }
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
