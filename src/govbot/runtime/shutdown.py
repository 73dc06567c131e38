"""How long govbot runs: until its operator stops it."""

from __future__ import annotations

import asyncio
import contextlib
import signal


async def until_stopped(*tasks: asyncio.Task[None]) -> None:
    """Until the operator stops it, or one of these ends."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stopped.set)
    waiting = asyncio.create_task(stopped.wait())
    done, _ = await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done - {waiting}:
        task.result()
