"""The courier: delivers the outbox through the chats, and redraws delivered cards. It decides nothing.

How a message travels. An action writes its notifications to the outbox in its own transaction (`tx.outbox.tell`):
one row for each party. After the commit somebody nudges the courier; without a nudge it looks at least every second.

1. *Expand* (expand.py). A row for a party, a channel or a room becomes one row for each message: its people are
   found today, their accounts are looked up, a hundred at a time. Safe to repeat.
2. *Claim* (record/claims.py). The next row of a platform's queue becomes "sending", with a lease and a fencing
   token, and the attempt is noted. Urgent rows go first, bulk rows last.
3. *Deliver* (deliver.py). The card is drawn from the state of this moment, sent, and the receipt is kept.
4. *Redraw* (redraw.py). A later event marks its stream stale. Its live cards are drawn once more; the chat is asked
   to replace those whose facts have a new digest. Messages that wait for their turn go before redraws.

Pace (pace.py, paced_chats.py). Each platform's limits are counted on this replica's monotonic clock. Where a chat
asks to wait, that kind of call waits and all others go on.

Lease and fencing (lease.py). Replicas are equal, but only the holder of the queues sends, so that one pace counts.
It renews its lease every 1.5 seconds; each of its writes first proves in the same transaction that its fencing tokens
are still the newest, so a replica that was replaced writes nothing. A message is sent only while more than twice the
send timeout remains of both leases, by the monotonic clock.

Unknown outcomes (unknown_outcomes.py). Chats have no idempotency keys. Where a send was not answered, the row keeps
its lease until its time to send has passed; then the message is looked up by its key. Present: its receipt is kept.
Surely absent: it is sent. Neither can be found out: it is shown as unknown, and never silently sent again.

Faults. A chat that refuses for now: tried again later, each time later, and parked after the last try. A refusal for
good: failed, and its sender is told. A fault of the record: waited out, since everything that is due stays in rows.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

from govbot.delivery.context import DeliveryContext, log
from govbot.delivery.deliver import deliver
from govbot.delivery.due_work import Look, look
from govbot.delivery.expand import expand
from govbot.delivery.lease import HeldRecord, QueueLease
from govbot.delivery.pace import Pace, Turn
from govbot.delivery.paced_chats import PacedChats
from govbot.delivery.redraw import redraw
from govbot.delivery.under_way import TasksUnderWay
from govbot.delivery.unknown_outcomes import look_up
from govbot.record import CommitOutcomeUnknown, StorageFault
from govbot.record.claims import LeaseLost
from govbot.record.outbox import Posting, State
from govbot.record.receipts import Stale

SHORTEST = 1.0  # seconds between two looks when nobody nudges
STREAMS = 4  # streams whose cards are drawn again at the same time
EXPANDING, DOUBTING, REDRAWING = "", "doubt", "redraw "


class Courier:
    """Delivers through the chats. Run one in a process; `equal` replicas share one record."""

    def __init__(self, context: DeliveryContext, *, equal: bool = False) -> None:
        self._holding = QueueLease(context, equal=equal)
        self._chats = PacedChats(context.chats, context.monotonic, paced=context.paced)
        self._context = replace(context, chats=self._chats, record=HeldRecord(context.record, self._holding))
        self._nudged = asyncio.Event()
        self._stopping = False
        self._one_at_a_time = asyncio.Lock()
        self._under_way = TasksUnderWay()
        self._behind: set[str] = set()  # platforms with messages that wait for their turn
        self._turns: dict[str, float] = {}  # the instant at which a queue may go on
        self._looked: Look | None = None
        self._done: Counter[str] = Counter()

    def nudge(self) -> None:
        """Something was committed: look at once."""
        self._nudged.set()

    def stop(self) -> None:
        """Finish the messages under way, then end `run`."""
        self._stopping = True
        self.nudge()

    @property
    def holds(self) -> bool:
        """Whether this replica paces the queues now."""
        return self._holding.until > self._context.monotonic()

    @property
    def under_way(self) -> int:
        """How many things are being done at this moment."""
        return len(self._under_way.tasks)

    async def run(self) -> None:
        """Deliver until stopped. A fault of the record is waited out; nothing is lost by it."""
        while not self._stopping:
            self._nudged.clear()
            rest = SHORTEST
            try:
                await self._begin()
                rest = self._rest()
            except (StorageFault, CommitOutcomeUnknown) as fault:
                log.warning("the record cannot be reached", why=str(fault))
            except Exception:
                log.exception("the courier failed and goes on")
            await self._wait(rest)
        await self._leave()

    async def drain(self) -> Counter[str]:
        """Deliver all that may go now; returns how many rows came to which state, and how many were redrawn."""
        before = Counter(self._done)
        while await self._begin() or self._under_way.tasks:
            if self._under_way.tasks:
                await asyncio.wait(self._under_way.tasks, return_when=asyncio.FIRST_COMPLETED)
        self._under_way.collect()
        return self._done - before

    # What may start -----------------------------------------------------------------------------------

    async def _begin(self) -> bool:
        """Start everything that may start now; whether there was anything."""
        async with self._one_at_a_time:
            self._under_way.collect()
            queues, streams = (EXPANDING, *self._chats), STREAMS + len(self._redrawing())
            if self._stopping or self._context.is_held() or not await self._holding.hold(queues):
                return False
            due_work = self._looked = await self._context.record.read(lambda tx: look(tx, queues, streams))
            began = EXPANDING in due_work.due and self._under_way.start(EXPANDING, self._expand)
            for platform in sorted(due_work.due - {EXPANDING}):
                began |= await self._fill(platform)
            self._behind = due_work.due
            began |= due_work.lapsed and self._under_way.start(DOUBTING, self._take_over)
            return self._start_redrawing(due_work.stale) or began

    def _start_redrawing(self, stale: list[Stale]) -> bool:
        began = False
        for stream in stale:
            if len(self._redrawing()) < STREAMS:
                began |= self._under_way.start(f"{REDRAWING}{stream.stream}", partial(self._redraw, stream))
        return began

    def _redrawing(self) -> list[str]:
        """The streams whose cards are being redrawn, and those just done that are not collected yet."""
        return [name for name in self._under_way.tasks.values() if name.startswith(REDRAWING)]

    # Each kind of work -------------------------------------------------------------------------------

    async def _fill(self, platform: str) -> bool:
        """Begin as many messages of a queue as its pace allows now."""
        began, pace = False, self._chats.pace(platform)
        self._turns[platform] = self._context.monotonic() + SHORTEST
        while not self._stopping and self._under_way.count(platform) < self._context.at_once:
            now = self._context.monotonic()
            if (wait := pace.wait("post", "", now)) > 0:
                self._turns[platform] = now + wait
                break
            busy = pace.full(now) | self._under_way.places()
            known = pace.wait("open", "", now) > 0
            posting = await self._claim(platform, busy, known=known)
            if posting is None:
                waits = (pace.frees(now), pace.wait("open", "", now))
                self._turns[platform] = now + next((wait for wait in waits if wait > 0), SHORTEST)
                break
            self._send(posting, pace, now)
            began = True
        return began

    def _send(self, posting: Posting, pace: Pace, now: float) -> None:
        """Take the turns of a message, and of opening a conversation where there is none, and deliver it."""
        turns = [pace.take("post", posting.conversation or posting.user, now)]
        if posting.user and not posting.conversation:
            turns.append(pace.take("open", "", now))

        def sure_until() -> float:
            return min(now + self._context.lease, self._holding.until)

        async def sent(row: Posting) -> State:
            try:
                return await deliver(self._context, row, sure_until, partial(self._answered, pace, *turns))
            finally:
                for turn in turns:
                    turn.end(self._context.monotonic())

        self._under_way.add(
            posting.platform, self._held(posting, sent), {posting.conversation, posting.user} - {""}
        )

    async def _claim(self, platform: str, busy: set[str], *, known: bool = False) -> Posting | None:
        return await self._context.record.write(
            lambda tx: tx.claims.claim(platform, self._context.lease_from(tx.now), busy, known=known)
        )

    async def _expand(self) -> None:
        posting = await self._claim(EXPANDING, set())
        if posting is not None:
            await self._held(posting, lambda row: expand(self._context, row))

    async def _take_over(self) -> None:
        posting = await self._context.record.write(
            lambda tx: tx.claims.take_over(self._context.lease_from(tx.now))
        )
        if posting is not None:
            await self._held(posting, lambda row: look_up(self._context, row))

    async def _held(self, posting: Posting, work: Callable[[Posting], Awaitable[State]]) -> None:
        try:
            self._done[await work(posting)] += 1
        except LeaseLost as lost:
            log.warning("a lease was lost", posting=posting.id, why=str(lost))

    async def _redraw(self, seen: Stale) -> None:
        try:
            drawn = await redraw(self._context, seen, self._turn)
            if drawn:
                self._done["redrawn"] += drawn
        except LeaseLost as lost:
            log.warning("a lease was lost", stream=seen.stream, why=str(lost))

    @asynccontextmanager
    async def _turn(self, platform: str, conversation: str) -> AsyncIterator[Callable[[], None] | None]:
        """Wait for a turn to draw a card again, and hold it: what to call at the answer. None at the end."""
        while not self._stopping:
            turn = await self._take_redrawing(platform, conversation)
            if isinstance(turn, Turn):
                try:
                    yield partial(self._answered, self._chats.pace(platform), turn)
                finally:
                    turn.end(self._context.monotonic())
                return
            await self._context.sleep(turn)
        yield None

    def _answered(self, pace: Pace, *turns: Turn) -> None:
        for turn in turns:
            pace.answered(turn, self._context.monotonic())

    async def _take_redrawing(self, platform: str, conversation: str) -> Turn | float:
        """The turn to draw a card again, or the seconds to wait: messages that it would hold up go first."""
        async with self._one_at_a_time:  # a message that is being claimed has no turn yet
            now, pace = self._context.monotonic(), self._chats.pace(platform)
            wait = pace.wait("redraw", conversation, now)
            if not wait and pace.share("redraw", "post") and platform in self._behind:
                wait = pace.wait("post", "", now) or SHORTEST / 10
            return wait or pace.take("redraw", conversation, now)

    # Waiting, and the end -----------------------------------------------------------------------------

    def _rest(self) -> float:
        """Seconds until something may begin, if nobody nudges before and nothing under way ends."""
        if not self.holds or self._looked is None:
            return SHORTEST
        now = self._context.monotonic()
        paced = [max(0.0, self._turns[queue] - now) for queue in self._looked.due & self._turns.keys()]
        return min([self._context.renew, *(max(wait, SHORTEST) for wait in self._looked.waits), *paced])

    async def _wait(self, seconds: float) -> None:
        """Until somebody nudges, something under way has ended, or so many seconds have passed."""
        waiting = {
            asyncio.ensure_future(self._nudged.wait()),
            asyncio.ensure_future(self._context.sleep(seconds)),
        }
        try:
            await asyncio.wait({*waiting, *self._under_way.tasks}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()

    async def _leave(self) -> None:
        """Finish what is in hand, and leave the queues to another replica."""
        while self._under_way.tasks:
            await asyncio.wait(self._under_way.tasks)
            try:
                self._under_way.collect()
            except Exception:
                log.exception("work under way ended with an error")
        try:
            await self._holding.release()
        except (StorageFault, CommitOutcomeUnknown) as fault:
            log.warning("the queues could not be released", why=str(fault))
