"""Slack's side of a click: a card with one button, pressed by its reader, signed as Slack signs."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.stores import SECRET
from govbot_slack.standin import Message, Workspace
from govbot_slack.standin.delivery import OverHttp
from govbot_slack.standin.users_api import BOT

BETWEEN = 0.03  # seconds: what follows an answer (the card in its place) is done before the next click


@dataclass
class Server:
    """A server in a process of its own, and the buttons that may be pressed at it."""

    slack: Workspace
    process: asyncio.subprocess.Process
    way: OverHttp
    buttons: Iterator[tuple[str, str]]

    async def clicks(self, count: int) -> list[float]:
        """Milliseconds of each click, one after the other."""
        taken = []
        for _ in range(count):
            taken.append(await self.click())
            await asyncio.sleep(BETWEEN)
        return taken

    async def click(self) -> float:
        """Milliseconds from sending a signed click to its whole answer."""
        user, value = next(self.buttons)
        payload = _payload(self.slack, user, value)
        begun = time.perf_counter()
        await self.way.send("interactive", payload)
        return (time.perf_counter() - begun) * 1000

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)


def _payload(slack: Workspace, user: str, value: str) -> dict[str, Any]:
    person = slack.world.users[user]
    place = slack.world.direct(BOT, person.id)
    button = {
        "type": "button",
        "action_id": "gov:1",
        "text": {"type": "plain_text", "text": "No comment"},
        "value": value,
    }
    blocks = [{"type": "actions", "block_id": "b0", "elements": [button]}]
    message = Message(place.id, slack.world.ts(), BOT, "A card", blocks)
    place.messages.append(message)
    return slack.payloads.press(person, message, {**button, "block_id": "b0"})


@asynccontextmanager
async def serving(
    slack: Workspace, kind: str, folder: Path, buttons: Iterator[tuple[str, str]]
) -> AsyncIterator[Server]:
    """One of the servers of `bench.servers`."""
    api = f"{slack.server.address}/api/"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.servers", kind, api, str(folder), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        said: dict[str, Any] = json.loads(await process.stdout.readline())
        way = OverHttp(f"http://127.0.0.1:{said['port']}/slack/events", SECRET, slack.session)
        yield Server(slack, process, way, buttons)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
