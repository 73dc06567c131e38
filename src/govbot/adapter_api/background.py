"""Background tasks: work after a request has been answered, finished before the process ends."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

log = logging.getLogger(__name__)
Asked = TypeVar("Asked")
Answered = TypeVar("Answered")
GIVES_WAY = 0.3  # seconds at most: what is shown after a click may have to be there within three


class BackgroundTasks:
    """Work that nobody waits for; failures are logged and undo nothing. Requests go first."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._answering = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    def first(
        self, answer: Callable[[Asked], Awaitable[Answered]]
    ) -> Callable[[Asked], Coroutine[Any, Any, Answered]]:
        """The same handler; background work waits while it runs."""

        async def before_all_else(asked: Asked) -> Answered:
            self._answering += 1
            self._quiet.clear()
            try:
                return await answer(asked)
            finally:
                self._answering -= 1
                if not self._answering:
                    self._quiet.set()

        return before_all_else

    def soon(self, work: Coroutine[Any, Any, object]) -> None:
        """Start the work as soon as no request is being answered, at the latest after GIVES_WAY seconds."""
        task = asyncio.create_task(self._in_turn(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _in_turn(self, work: Coroutine[Any, Any, object]) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GIVES_WAY):
                await self._quiet.wait()
        await _logged(work)

    async def finish(self, seconds: float = 5.0) -> None:
        """Wait for running tasks, at most so many seconds."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)


class Deduplicator:
    """Handles each event once, although a chat may deliver it again, in any order and at the same time.

    A failed event is forgotten, so that its next delivery is handled.
    """

    def __init__(self, most: int = 2000) -> None:
        self._known: OrderedDict[str, asyncio.Future[None]] = OrderedDict()
        self._most = most

    def forget(self, key: str) -> None:
        """The event may happen again: its next delivery is handled."""
        self._known.pop(key, None)

    async def do(self, key: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work for the first delivery; the others share its outcome."""
        running = self._known.get(key)
        if running is None:
            running = self._known[key] = asyncio.ensure_future(work())
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        try:
            await asyncio.shield(running)
        except Exception:
            self._known.pop(key, None)
            raise


async def _logged(work: Coroutine[Any, Any, object]) -> None:
    try:
        await work
    except Exception as error:  # the request was answered already: there is nobody left to tell
        # Only the kind: the words of a network error may hold a secret address.
        log.warning("What follows an answer failed: %s", type(error).__name__, exc_info=log.isEnabledFor(10))
