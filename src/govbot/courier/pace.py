"""How fast a platform may be called: a platform's limits, counted on a clock that is passed in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from govbot.chat import Call, Limit

# What leaves evenly arrives a little unevenly: a window is counted one hundredth longer than the platform does.
MARGIN = 1.01
# Where calls go evenly that hundredth makes up for one that leaves late; the platform's window still gets half of it.
HELD = 1.005
MOST_KEPT = 10_000  # windows before those that have run out are forgotten


class Pace:
    """Counts the calls of one lane. Instants are seconds of any clock that only moves forward."""

    def __init__(self, limits: Iterable[Limit]) -> None:
        self._limits = tuple(limits)
        self._taken: dict[tuple[Limit, str], deque[float]] = {}
        self._slots: dict[tuple[Limit, str], float] = {}  # of what goes evenly, when the last was due
        self._paused: dict[Call, float] = {}
        self._full: dict[str, float] = {}  # the conversations that take no message, and until when

    def wait(self, call: Call, place: str, now: float) -> float:
        """Seconds until this call may be made; 0 is at once. Without a place, the tenant alone is asked."""
        waits = [self._paused.get(call, now) - now]
        waits += [self._wait(limit, place, now) for limit in self._of(call, place)]
        return max(0.0, *waits)

    def take(self, call: Call, place: str, now: float) -> None:
        """Count a call that is made now."""
        for limit in self._of(call, place):
            self._window(limit, place).append(now)
            if limit.evenly:
                self._take_slot(limit, place, now)
        if place and call == "post" and (wait := self._conversation_waits(place, now)):
            self._full[place] = now + wait
        if len(self._taken) > MOST_KEPT:
            self._forget(now)

    def pause(self, call: Call, seconds: float, now: float) -> None:
        """The platform has asked to wait with this call; every other call goes on."""
        self._paused[call] = max(self._paused.get(call, now), now + seconds)

    def full(self, now: float) -> set[str]:
        """The conversations in which nothing may be posted now."""
        self._full = {place: until for place, until in self._full.items() if until > now}
        return set(self._full)

    def frees(self, now: float) -> float:
        """Seconds until one of the full conversations takes a message again."""
        return min((until - now for until in self._full.values() if until > now), default=0.0)

    def share(self, one: Call, other: Call) -> bool:
        """Whether two calls are counted together, so that one takes the other's place."""
        return any(one in limit.calls and other in limit.calls for limit in self._limits)

    def _of(self, call: Call, place: str) -> list[Limit]:
        return [limit for limit in self._limits if call in limit.calls and (place or limit.each == "tenant")]

    def _key(self, limit: Limit, place: str) -> tuple[Limit, str]:
        return (limit, place if limit.each == "conversation" else "")

    def _window(self, limit: Limit, place: str) -> deque[float]:
        key = self._key(limit, place)
        window = self._taken.get(key)
        if window is None:
            window = self._taken[key] = deque(maxlen=limit.most)
        return window

    def _take_slot(self, limit: Limit, place: str, now: float) -> None:
        """The next is due one step after this one was; what left late by less than a step is made up for."""
        key, step = self._key(limit, place), limit.seconds * MARGIN / limit.most
        self._slots[key] = max(self._slots.get(key, now - step) + step, now - step)

    def _wait(self, limit: Limit, place: str, now: float) -> float:
        """By the call before the last `most`, and, where they go evenly, by when the last one was due."""
        window = self._window(limit, place)
        span = limit.seconds * (HELD if limit.evenly else MARGIN)
        full = window[0] + span - now if len(window) == limit.most else 0.0
        if not limit.evenly or not window:
            return max(full, 0.0)
        return max(
            full, self._slots[self._key(limit, place)] + limit.seconds * MARGIN / limit.most - now, 0.0
        )

    def _conversation_waits(self, place: str, now: float) -> float:
        limits = [limit for limit in self._of("post", place) if limit.each == "conversation"]
        return max((self._wait(limit, place, now) for limit in limits), default=0.0)

    def _forget(self, now: float) -> None:
        self._taken = {
            (limit, place): window
            for (limit, place), window in self._taken.items()
            if window and window[-1] + limit.seconds * MARGIN > now
        }
        self._slots = {key: slot for key, slot in self._slots.items() if key in self._taken}
