"""A govbot that serves Slack in a process of its own, and is killed at a chosen step of a request."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aiohttp import web
from sqlalchemy import Engine, event

from govbot.record.writer import WriterConnection
from govbot.runtime.app import App
from govbot_slack import SlackAdapter, SlackSettings
from govbot_slack.endpoint import Endpoint
from tests.bot.chat_in_memory import StoppedClock
from tests.government import PROCESS, SECRET

FORK = multiprocessing.get_context("fork")
READY_WITHIN = 30.0  # seconds


class Steps:
    """Counts what happens between receipt and acknowledgement, and kills the process at one step (0: at none)."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.taken = FORK.RawValue("i", 0)  # seen by the parent, also after the end
        self.ready = FORK.RawValue("b", 0)
        self._one = threading.Lock()

    def step(self, *_: Any) -> None:
        """One more; the last of all, maybe."""
        with self._one:
            if not self.ready.value:
                return
            self.taken.value += 1
            if self.taken.value == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    def count(self) -> None:
        """Count in this process from now on: each statement, each commit, each request in and each answer out."""
        for moment in ("before_cursor_execute", "after_cursor_execute", "commit", "rollback"):
            event.listen(Engine, moment, self.step)
        for kind, name in ((Endpoint, "enter"), (web.Response, "write_eof")):
            setattr(kind, name, self._around(getattr(kind, name)))
        once = WriterConnection._once

        def committed(pen: WriterConnection, begin: Any, deadline: float) -> Any:
            result = once(pen, begin, deadline)
            self.step()
            return result

        setattr(WriterConnection, "_once", committed)  # noqa: B010

    def _around(self, method: Callable[..., Any]) -> Callable[..., Any]:
        async def around(*given: Any, **named: Any) -> Any:
            self.step()
            answer = await method(*given, **named)
            self.step()
            return answer

        return around


class Served:
    """The process, and the address at which it takes Slack's requests."""

    def __init__(self, url: str, slack: SlackSettings, clock: StoppedClock, fatal: int) -> None:
        self.steps = Steps(fatal)
        listening = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.address = f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events"
        self._process = FORK.Process(
            target=lambda: asyncio.run(_serve(url, slack, clock, listening, self.steps)), daemon=True
        )
        self._process.start()
        listening.close()  # so that nobody takes a request after its end

    async def ready(self) -> None:
        """Wait until it takes requests."""
        waits = READY_WITHIN
        while not self.steps.ready.value:
            assert waits > 0, "It did not start in time."
            assert self._process.is_alive(), "It ended at its start."
            await asyncio.sleep(0.01)
            waits -= 0.01

    def end(self) -> int:
        """It is killed now, if it was not; how many steps it had taken."""
        self._process.kill()
        self._process.join()
        return int(self.steps.taken.value)


async def _serve(
    url: str, slack: SlackSettings, clock: StoppedClock, listening: socket.socket, steps: Steps
) -> None:
    app = App(url, PROCESS, SECRET, clock, timedelta())
    adapter = SlackAdapter(app.bot, slack)
    await app.open()
    await adapter.start()
    steps.count()
    runner = web.AppRunner(adapter.app, access_log=None)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    steps.ready.value = 1
    await asyncio.Event().wait()
