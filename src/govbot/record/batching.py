"""Small independent writes, committed together while the record is busy: one sync to disk serves them all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from govbot.core.errors import OutcomeUnknown
from govbot.record.errors import StorageFault
from govbot.record.record import Record
from govbot.record.transaction import Tx

MOST = 50  # writes in one transaction, so that none waits long for the others

Work = Callable[[Tx], None]


class BatchedWrites:
    """Writes that do not depend on each other. When nothing is under way, a write is committed at once and alone."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._waiting: list[tuple[Work, asyncio.Future[None]]] = []
        self._running: asyncio.Task[None] | None = None

    async def write(self, work: Work) -> None:
        """Returns once it is committed; raises what `Record.write` does. Cancelling it does not stop it."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        await done

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            error = await self._commit([work for work, _ in batch])
            if error is not None and len(batch) > 1 and not isinstance(error, (StorageFault, OutcomeUnknown)):
                # One of them failed, and with it the others: each is committed, or fails, alone.
                for work, done in batch:
                    _settle(done, await self._commit([work]))
                continue
            for _, done in batch:
                _settle(done, error)

    async def _commit(self, works: list[Work]) -> Exception | None:
        def together(tx: Tx) -> None:
            for work in works:
                work(tx)

        try:
            await self._record.write(together)
        except Exception as error:
            return error
        return None


def _settle(done: asyncio.Future[Any], error: Exception | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
