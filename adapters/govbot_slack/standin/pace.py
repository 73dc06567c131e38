"""Slack's rate limits: calls a minute for each method, and one message a second in a channel."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable

from govbot_slack.standin.world import SlackSays

MINUTE = 60.0


class Pace:
    """Counts calls in windows that slide with `now` (seconds)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def take(self, method: str, per_minute: int, channel: str = "") -> None:
        """Count a call, or raise 429's words with the seconds to wait."""
        self._count(method, per_minute, MINUTE)
        if method == "chat.postMessage" and channel:
            # Slack lets short bursts through: https://docs.slack.dev/apis/web-api/rate-limits
            self._count(f"{method} {channel}", 5, 5.0)

    def _count(self, key: str, most: int, window: float) -> None:
        now, calls = self._now(), self._calls[key]
        while calls and calls[0] <= now - window:
            calls.popleft()
        if len(calls) >= most:
            raise SlackSays("ratelimited", retry_after=max(1, math.ceil(calls[0] + window - now)))
        calls.append(now)
