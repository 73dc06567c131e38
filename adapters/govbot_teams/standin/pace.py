"""Teams' rate limits for bots: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable

from govbot_teams.standin.world import TeamsSays

BOT = (30, 1.0)  # in the tenant: messages in seconds
CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))


class Pace:
    """Counts messages in windows that slide with `now` (seconds)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._taken: defaultdict[tuple[str, int], deque[float]] = defaultdict(deque)

    def take(self, conversation: str) -> None:
        """Count a message, or raise 429 with the seconds to wait."""
        windows = [("", *BOT), *((conversation, *limit) for limit in CONVERSATION)]
        for place, most, seconds in windows:
            self._look(place, most, seconds)
        for place, most, _ in windows:
            self._taken[place, most].append(self._now())

    def _look(self, place: str, most: int, seconds: float) -> None:
        now, taken = self._now(), self._taken[place, most]
        while taken and taken[0] <= now - seconds:
            taken.popleft()
        if len(taken) >= most:
            raise TeamsSays(429, "TooManyRequests", wait=max(1.0, taken[0] + seconds - now))
