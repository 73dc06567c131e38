"""What changed between two texts, compared once in a child process and kept in memory: never within a transaction.

Whoever draws a card that needs a comparison which is not there yet reads `TextsNotCompared`, lets it be made, and draws
again. A transaction that writes draws without it: the courier draws the card again afterwards.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from govbot.core.grammar import DocumentRef
from govbot.core.redline import TextChanges, text_changes
from govbot.core.workflow.comparisons import TextsNotCompared
from govbot.documents.worker_process import JobFailed
from govbot.library.page_cache import DrawnOnce
from govbot.record import DamagedDocument, Tx

T = TypeVar("T")
COMPARED_BYTES = 16 * 2**20  # of comparisons that are kept
NOT_AGAIN_FOR = 60.0  # seconds in which a comparison that failed is not tried again
MOST_AT_ONCE = 50  # comparisons that one reading may need

Key = tuple[str, str]


class Reads(Protocol):
    """The record, as far as it is read here."""

    async def read(self, work: Callable[[Tx], T]) -> T: ...


class TextComparisons:
    """The comparisons made last, by the SHA-256 of both texts; `get` is for any thread."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._drawn = DrawnOnce[TextChanges](_size, COMPARED_BYTES)
        self._failed: dict[Key, float] = {}
        self._monotonic = monotonic

    def get(self, before: DocumentRef, after: DocumentRef) -> TextChanges | None:
        """What changed; None where it could not be compared just now. Raises TextsNotCompared."""
        key = _key(before, after)
        if kept := self._drawn.kept(key):
            return kept
        if self._monotonic() - self._failed.get(key, -NOT_AGAIN_FOR) < NOT_AGAIN_FOR:
            return None
        raise TextsNotCompared(before, after)

    def get_if_there(self, before: DocumentRef, after: DocumentRef) -> TextChanges | None:
        """What changed, where that was compared already."""
        return self._drawn.kept(_key(before, after))

    async def make(self, record: Reads, missing: TextsNotCompared) -> None:
        """Compare the two texts; afterwards `get` knows them. Raises StorageFault."""
        key = _key(missing.before, missing.after)

        async def arguments() -> tuple[str, str]:
            return await record.read(lambda tx: (tx.documents.text(key[0]), tx.documents.text(key[1])))

        try:
            await self._drawn.get(key, text_changes, arguments)
        except (JobFailed, DamagedDocument):
            if len(self._failed) > 1_000:
                self._failed.clear()
            self._failed[key] = self._monotonic()

    async def reading(self, record: Reads, read: Callable[[], Awaitable[T]]) -> T:
        """What `read` reads, again after each comparison that it lacked."""
        for _ in range(MOST_AT_ONCE):
            try:
                return await read()
            except TextsNotCompared as missing:
                await self.make(record, missing)
        return await read()


def _key(before: DocumentRef, after: DocumentRef) -> Key:
    return before.text_sha256, after.text_sha256


def _size(told: TextChanges) -> int:
    changes = (*told.changes, *told.key)
    return sum(len(repr(change)) for change in changes)
