"""How fast a platform may be called: a platform's limits, counted on a clock that is passed in.

A platform counts a call when it arrives, which nobody here sees: after the call was made, and before its answer
is there. So a call has a place in its windows from when its turn is taken, and a window's time begins at its
answer, less what the fastest took from its turn to its answer. What is lost is what varies on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govbot.adapter_api.chat import Call, Limit

# A window is held a little longer than the platform's: the fastest is nearly, not surely, as fast as one can be.
HELD = 1.005
# What goes evenly goes a little slower than its window allows: so the window seldom holds it up.
EVENLY = 1.01
MOST_KEPT = 10_000  # windows before those that have run out are forgotten


@dataclass(eq=False, slots=True)
class Turn:
    """A call that has its place; `over` is when it was answered, or when it was known not to be made."""

    call: Call
    taken: float
    over: float | None = None

    def end(self, now: float) -> None:
        """Nothing of it arrives from now on. Where it is said twice, the first counts."""
        if self.over is None:
            self.over = now


class Pace:
    """Counts the calls of one queue. Instants are seconds of any clock that only moves forward."""

    def __init__(self, limits: Iterable[Limit]) -> None:
        self._limits = tuple(limits)
        self._windows: dict[tuple[Limit, str], list[Turn]] = {}
        self._slots: dict[tuple[Limit, str], float] = {}  # of what goes evenly, when the last was due
        self._fastest: dict[Call, float] = {}  # seconds from a turn to its answer
        self._paused: dict[Call, float] = {}
        self._full: set[str] = set()  # the conversations that took no more messages when last looked at

    def wait(self, call: Call, place: str, now: float) -> float:
        """Seconds until this call may be made; 0 is at once. Without a place, the tenant alone is asked."""
        waits = [self._paused.get(call, now) - now]
        waits += [self._wait(limit, place, now) for limit in self._of(call, place)]
        return max(0.0, *waits)

    def take(self, call: Call, place: str, now: float) -> Turn:
        """Count a call that is made now. Whoever takes a turn ends it, whatever becomes of it."""
        turn = Turn(call, now)
        for limit in self._of(call, place):
            key = self._key(limit, place)
            self._windows.setdefault(key, []).append(turn)
            if limit.evenly:
                self._take_slot(key, now)
        if place and call == "post" and self._conversation_waits(place, now):
            self._full.add(place)
        if len(self._windows) > MOST_KEPT:
            self._forget(now)
        return turn

    def answered(self, turn: Turn, now: float) -> None:
        """The platform has done what it was asked: the turn is over."""
        turn.end(now)
        took = now - turn.taken
        self._fastest[turn.call] = min(took, self._fastest.get(turn.call, took))

    def pause(self, call: Call, seconds: float, now: float) -> None:
        """The platform has asked to wait with this call; every other call goes on."""
        self._paused[call] = max(self._paused.get(call, now), now + seconds)

    def full(self, now: float) -> set[str]:
        """The conversations in which nothing may be posted now."""
        self._full = {place for place in self._full if self._conversation_waits(place, now)}
        return set(self._full)

    def frees(self, now: float) -> float:
        """Seconds until one of the full conversations takes a message again."""
        return min((self._conversation_waits(place, now) for place in self.full(now)), default=0.0)

    def share(self, call: Call, other: Call) -> bool:
        """Whether two calls are counted together, so that one takes the other's place."""
        return any(call in limit.calls and other in limit.calls for limit in self._limits)

    def _of(self, call: Call, place: str) -> list[Limit]:
        return [limit for limit in self._limits if call in limit.calls and (place or limit.each == "tenant")]

    def _key(self, limit: Limit, place: str) -> tuple[Limit, str]:
        return (limit, place if limit.each == "conversation" else "")

    def _take_slot(self, key: tuple[Limit, str], now: float) -> None:
        """The next is due one step after this one was; what left late by less than a step is made up for."""
        step = _step(key[0])
        self._slots[key] = max(self._slots.get(key, now - step) + step, now - step)

    def _wait(self, limit: Limit, place: str, now: float) -> float:
        """Until its window has a place, and, where it goes evenly, until a step after the last one was due."""
        key = self._key(limit, place)
        due = self._slots[key] + _step(limit) - now if key in self._slots else 0.0
        return max(due, self._window_waits(key, now), 0.0)

    def _window_waits(self, key: tuple[Limit, str], now: float) -> float:
        """By when enough of those who are counted have left the window."""
        most = key[0].most
        if len(self._windows.get(key, ())) < most:
            return 0.0
        lefts = sorted(self._leaves(turn, key[0], now) for turn in self._counted(key, now))
        return lefts[-most] if len(lefts) >= most else 0.0

    def _counted(self, key: tuple[Limit, str], now: float) -> list[Turn]:
        """The turns that have a place in a window; the others are forgotten."""
        self._windows[key] = [turn for turn in self._windows[key] if self._leaves(turn, key[0], now) > 0]
        return self._windows[key]

    def _leaves(self, turn: Turn, limit: Limit, now: float) -> float:
        """Seconds until a turn leaves a window; a whole window where it isn't over."""
        if turn.over is None:
            return limit.seconds * HELD
        return turn.over - self._fastest.get(turn.call, 0.0) + limit.seconds * HELD - now

    def _conversation_waits(self, place: str, now: float) -> float:
        limits = [limit for limit in self._of("post", place) if limit.each == "conversation"]
        return max((self._wait(limit, place, now) for limit in limits), default=0.0)

    def _forget(self, now: float) -> None:
        self._windows = {key: turns for key in self._windows if (turns := self._counted(key, now))}
        self._slots = {key: slot for key, slot in self._slots.items() if key in self._windows}


def _step(limit: Limit) -> float:
    return limit.seconds * EVENLY / limit.most
