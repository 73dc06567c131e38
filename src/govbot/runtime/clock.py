"""The clock: the real time, or a rehearsal's, which can be moved forward."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Now, as an aware UTC instant; `ahead` is how far a rehearsal has moved on."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

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
