"""Pages kept in memory: each is drawn once, in a child process, however many readers ask for it at once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from govbot.documents.worker_process import WorkerPool, shared_pool

BYTES = 64 * 2**20  # of pages that are kept
DRAWN_WITHIN = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page in UTF-8, and its tag (RFC 9110, 8.8.3)."""

    body: bytes
    etag: str


class PageCache:
    """The pages drawn last, by the function and the arguments that they are drawn with."""

    def __init__(self, pool: WorkerPool | None = None, most: int = BYTES) -> None:
        self._pool = pool
        self._most = most
        self._pages: OrderedDict[object, Page] = OrderedDict()
        self._drawing: dict[object, asyncio.Task[Page]] = {}
        self._size = 0

    async def page(self, draw: Callable[..., str], *arguments: Any) -> Page:
        """The page `draw(*arguments)`; its arguments can be hashed and pickled. Raises JobFailed."""
        key = (draw, arguments)
        if page := self._pages.get(key):
            self._pages.move_to_end(key)
            return page
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.create_task(self._drawn(key, draw, arguments))
        return await asyncio.shield(task)

    async def _drawn(self, key: object, draw: Callable[..., str], arguments: tuple[Any, ...]) -> Page:
        try:
            text = await (self._pool or shared_pool()).run(draw, *arguments, within=DRAWN_WITHIN)
        finally:
            del self._drawing[key]
        body = text.encode()
        page = self._pages[key] = Page(body, sha256(body).hexdigest()[:32])
        self._size += len(body)
        while self._size > self._most:
            _, dropped = self._pages.popitem(last=False)
            self._size -= len(dropped.body)
        return page
