"""Compares the machine's clock with the time that has passed since the machine started, and stops trusting it.

While it is not trusted, `now` is the last trusted instant plus what has passed since, until an operator confirms.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

MOST_APART = timedelta(minutes=65)  # an hour is a mistaken time zone, or a change of daylight saving
BEHIND_LAST = timedelta(minutes=5)  # replicas' clocks may differ
AFTER_LAST = timedelta(days=30)
HELD = "Deadlines and messages are held; what people do is recorded."
NEXT = "Set the machine's clock right if it is wrong; then run “govbot clock --confirm”."
LEFT = (
    f"The machine's clock shows {{wall}}; by the time that has passed it should be {{trusted}}. {HELD} {NEXT}"
)
BEHIND = (
    f"The machine's clock shows {{wall}}, which is before the record's last entry ({{last}}). {HELD} {NEXT}"
)
LONG_AFTER = (
    f"The machine's clock shows {{wall}}, more than {AFTER_LAST.days} days after the record's last entry ({{last}}). "
    f"{HELD} {NEXT}"
)
DIFFERS = (
    "The machine's clock shows {wall}, but {confirmed} was confirmed. "
    + HELD
    + " Set this machine's clock right; "
    "then run “govbot clock --confirm” again."
)


def wall_time() -> datetime:
    """The machine's clock, UTC; whoever administers the machine can set it."""
    return datetime.now(UTC)


def time_passed() -> float:
    """Seconds that have passed, suspension included where the system counts it; nobody can set them."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


class ClockGuard:
    """One clock's guard. `held` is the sentence that says why it is not trusted, "" while it is."""

    def __init__(
        self, wall: Callable[[], datetime] = wall_time, passed: Callable[[], float] = time_passed
    ) -> None:
        self._wall = wall
        self._passed = passed
        self.held = ""
        self._anchor = self._trusted = (wall(), passed())

    def now(self) -> datetime:
        """The machine's time while it is trusted, else the last trusted instant plus what has passed since."""
        wall, passed = self._wall(), self._passed()
        should_be = _later(self._anchor, passed)
        if not self.held and abs(wall - should_be) > MOST_APART:
            self.held = LEFT.format(wall=in_words(wall), trusted=in_words(_later(self._trusted, passed)))
        if self.held:
            return _later(self._trusted, passed)
        self._trusted = (wall, passed)
        return wall

    def why_held(self) -> str:
        """Look at both clocks now; why the machine's is not trusted, or ""."""
        self.now()
        return self.held

    def begin(self, last: datetime | None, held: str = "") -> None:
        """Compare the machine's clock with the record's last instant, at start; `held` is what was not confirmed."""
        if last is None:
            return
        wall = self._wall()
        if wall < last - BEHIND_LAST:
            held = BEHIND.format(wall=in_words(wall), last=in_words(last))
        elif wall > last + AFTER_LAST:
            held = LONG_AFTER.format(wall=in_words(wall), last=in_words(last))
        if held:
            self.held = held
            self._trusted = (last, self._passed())

    def confirm(self, confirmed: datetime) -> None:
        """An operator says that it is this instant; the machine's clock is trusted again if it agrees."""
        wall = self._wall()
        if abs(wall - confirmed) > MOST_APART:
            self.held = DIFFERS.format(wall=in_words(wall), confirmed=in_words(confirmed))
            return
        self._anchor = self._trusted = (wall, self._passed())
        self.held = ""


def in_words(instant: datetime) -> str:
    """An instant for the operator: "2026-12-04 22:00 UTC"."""
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _later(since: tuple[datetime, float], passed: float) -> datetime:
    instant, at = since
    return instant + timedelta(seconds=passed - at)
