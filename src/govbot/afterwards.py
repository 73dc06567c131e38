"""What an adapter does once a request has been answered, and finishes before the program ends."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Afterwards:
    """Work that nobody waits for; its failures are logged, and undo nothing."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def soon(self, work: Coroutine[Any, Any, object]) -> None:
        """Begin it at once, beside the answer."""
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self, seconds: float = 5.0) -> None:
        """Wait for what is under way, at most so long."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)


class Once:
    """Lets each event happen once, though a chat may deliver it again, in any order and at the same time.

    A failed one is forgotten, so that its next delivery is taken up.
    """

    def __init__(self, most: int = 2000) -> None:
        self._known: OrderedDict[str, asyncio.Future[None]] = OrderedDict()
        self._most = most

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
