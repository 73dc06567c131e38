"""What is drawn in a child process is kept in memory: drawn once, however many readers ask for it at once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Generic, TypeVar

from govbot.documents.worker_process import WorkerPool, shared_pool

T = TypeVar("T")

BYTES = 64 * 2**20  # of what is kept
OVERHEAD = 1024  # bytes that are counted for each kept value beside its own and its key's
DRAWN_WITHIN = 60.0  # seconds
AT_ONCE = 6  # jobs of one cache; the pool has other work as well


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page in UTF-8, and its tag (RFC 9110, 8.8.3)."""

    body: bytes
    etag: str


def drawn(draw: Callable[..., str], *arguments: Any) -> Page:
    """The page `draw(*arguments)`; a job for a child process."""
    body = draw(*arguments).encode()
    return Page(body, sha256(body).hexdigest()[:32])


class DrawnOnce(Generic[T]):
    """The values that were drawn last, by key; a key names everything that the value depends on.

    `size_of` gives a value's bytes; together with their keys the kept ones have at most `most`.
    """

    def __init__(
        self, size_of: Callable[[T], int], most: int = BYTES, pool: WorkerPool | None = None
    ) -> None:
        self._size_of, self._most, self._pool = size_of, most, pool
        self._kept: OrderedDict[object, tuple[T, int]] = OrderedDict()
        self._drawing: dict[object, asyncio.Task[T]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self.size = 0

    def kept(self, key: object) -> T | None:
        """The value of this key, where it was drawn already; for any thread."""
        kept = self._kept.get(key)
        return kept[0] if kept else None

    async def get(
        self, key: object, draw: Callable[..., T], arguments: Callable[[], Awaitable[tuple[Any, ...]]]
    ) -> T:
        """The value of this key, or else `draw` of `arguments()`, which are read only then.

        Raises JobFailed, and whatever `arguments` raises; nothing is kept then.
        """
        if kept := self._kept.get(key):
            self._kept.move_to_end(key)
            return kept[0]
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.create_task(self._draw(key, draw, arguments))
        return await asyncio.shield(task)

    async def _draw(
        self, key: object, draw: Callable[..., T], arguments: Callable[[], Awaitable[tuple[Any, ...]]]
    ) -> T:
        try:
            async with self._places:
                pool = self._pool or shared_pool()
                value = await pool.run(draw, *(await arguments()), within=DRAWN_WITHIN)
        finally:
            del self._drawing[key]
        self._keep(key, value)
        return value

    def _keep(self, key: object, value: T) -> None:
        size = self._size_of(value) + len(repr(key)) + OVERHEAD
        self._kept[key] = (value, size)
        self.size += size
        while self.size > self._most:
            _, (_, dropped) = self._kept.popitem(last=False)
            self.size -= dropped
