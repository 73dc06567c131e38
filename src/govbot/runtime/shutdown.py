"""Waits until the operator stops govbot (SIGTERM, SIGINT)."""

from __future__ import annotations

import asyncio
import contextlib
import signal


async def until_stopped(*tasks: asyncio.Task[None]) -> None:
    """Wait until the operator stops govbot; raises the exception of a task that fails before."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    stopped: asyncio.Task[object] = asyncio.create_task(stop.wait())
    pending: set[asyncio.Task[object]] = {stopped, *tasks}
    try:
        while stopped in pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    finally:
        stopped.cancel()
