"""Keeps a clock's guard and the record's notes on it in step: at start, and every two seconds."""

from __future__ import annotations

import structlog

from govbot.record import CommitOutcomeUnknown, Confirmed, Record, StorageFault, Tx
from govbot.runtime.clock_guard import ClockGuard

log = structlog.get_logger("govbot.runtime.clock_watch")


class ClockWatch:
    """Of one process. Where several share a record, one that holds makes all hold, until an operator confirms."""

    def __init__(self, record: Record, guard: ClockGuard) -> None:
        self._record = record
        self._guard = guard
        self._confirmed: Confirmed | None = None

    async def begin(self) -> None:
        """Compare with the record's last entry; before anything is recorded by this process."""
        notes = await self._record.read(
            lambda tx: (tx.clock_notes.last(), tx.clock_notes.held(), tx.clock_notes.confirmed())
        )
        last, held, self._confirmed = notes
        self._guard.begin(last, held)
        if self._guard.held:
            log.error(self._guard.held)
            await self._note(self._guard.held, held)

    async def look(self) -> None:
        """Take what was confirmed, hold where another process does, and note why this one holds."""
        guard, before = self._guard, self._guard.held
        held, confirmed = await self._record.read(
            lambda tx: (tx.clock_notes.held(), tx.clock_notes.confirmed())
        )
        if confirmed is not None and confirmed != self._confirmed:
            self._confirmed = confirmed
            guard.confirm(confirmed.at)
            log.info("the time was confirmed", held=guard.held)
        guard.held = guard.why_held() or held
        if guard.held and guard.held != before:
            log.error(guard.held)
        await self._note(guard.held, held)

    async def _note(self, why: str, noted: str) -> None:
        """Write it down, unless somebody has noted something already."""
        if not why or noted:
            return

        def hold(tx: Tx) -> None:
            if not tx.clock_notes.held() and tx.clock_notes.confirmed() == self._confirmed:
                tx.clock_notes.hold(why)

        await self._record.write(hold)


async def look(watch: ClockWatch | None) -> None:
    """Look, where there is a watch; a fault of the record is the record's watch's to tell."""
    if watch is None:
        return
    try:
        await watch.look()
    except (StorageFault, CommitOutcomeUnknown) as fault:
        log.warning("the notes on the clock cannot be reached", why=str(fault))
