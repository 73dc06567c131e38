"""States folded from entries, the ones used last kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from govbot.core.grammar import Entry, Event


@dataclass(frozen=True, slots=True)
class Fold:
    """How the streams of a kind become states.

    `blank` takes a stream's id; `evolve` is pure and returns a new state; `load` takes an event's type and its JSON.
    """

    blank: Callable[[str], Any]
    evolve: Callable[[Any, Entry], Any]
    load: Callable[[str, str], Event]


def kind_of(stream: str) -> str:
    """The kind of a stream: "policy:ITP-1" is a "policy", "directory" a "directory"."""
    return stream.split(":", 1)[0]


def fold_of(folds: Mapping[str, Fold], stream: str) -> Fold:
    fold = folds.get(kind_of(stream))
    if fold is None:
        raise LookupError(f"No fold is known for {stream!r}: a newer govbot has written this record.")
    return fold


class Folded:
    """The states of the streams used last, each at the newest committed entry seen; for any thread."""

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._states: OrderedDict[str, tuple[int, Any]] = OrderedDict()
        self._derived: OrderedDict[str, tuple[Hashable, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, stream: str, at_most: int) -> tuple[int, Any] | None:
        """The kept state and its seq, unless it is newer than `at_most` (a reader may be behind)."""
        with self._lock:
            kept = self._states.get(stream)
            if kept is None or kept[0] > at_most:
                return None
            self._states.move_to_end(stream)
            return kept

    def has(self, stream: str) -> bool:
        """Whether a state of this stream is kept, however old."""
        return stream in self._states

    def derived(self, name: str) -> tuple[Hashable, Any] | None:
        """What was last derived under this name, and from which version."""
        return self._derived.get(name)

    def keep(
        self, states: Mapping[str, tuple[int, Any]], derived: Mapping[str, tuple[Hashable, Any]]
    ) -> None:
        """Keep what a transaction has folded and derived; only after its commit."""
        with self._lock:
            for name, made in derived.items():
                self._derived[name] = made
                self._derived.move_to_end(name)
            while len(self._derived) > self._most:
                self._derived.popitem(last=False)
            for stream, (seq, state) in states.items():
                kept = self._states.get(stream)
                if kept is None or kept[0] < seq:
                    self._states[stream] = (seq, state)
                self._states.move_to_end(stream)
            while len(self._states) > self._most:
                self._states.popitem(last=False)
