"""The clock: the real time, with or without a guard, or a rehearsal's, which can be moved forward."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

from govbot.runtime.clock_guard import ClockGuard


class Clock:
    """Now, as an aware UTC instant; `ahead` is how far a rehearsal has moved on, which has no `guard`."""

    def __init__(self, ahead: timedelta = timedelta(), guard: ClockGuard | None = None) -> None:
        self.ahead = ahead
        self.guard = guard

    def now(self) -> datetime:
        return self.guard.now() if self.guard else datetime.now(UTC) + self.ahead

    def why_held(self) -> str:
        """Why deadlines and messages are held, as a sentence for the operator; "" while they are not."""
        return self.guard.why_held() if self.guard else ""

    def monotonic(self) -> float:
        """Seconds that only grow: what waits for so many of them need not wait longer than the clock says."""
        return time.monotonic() + self.ahead.total_seconds()

    async def sleep(self, seconds: float) -> None:
        """Wait so long."""
        await asyncio.sleep(seconds)

    def move(self, to: datetime) -> None:
        """Move forward to an instant. ValueError for an earlier one: what happened stays happened."""
        by = to - self.now()
        if by < timedelta():
            raise ValueError("The rehearsal's clock only moves forward. Choose a later time.")
        self.ahead += by
