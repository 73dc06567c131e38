"""A Slack client that clicks: it sends a signed click on a card's button and times the answer."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govbot_slack.standin import Message, Workspace
from govbot_slack.standin.delivery import NotAnswered, OverHttp
from govbot_slack.standin.users_api import BOT

BETWEEN = 0.02  # seconds: the work that follows an answer (the new card) is done before the next click
TIMEOUT = 3000.0  # milliseconds: a click that Slack gave up
TICKS = os.sysconf("SC_CLK_TCK")

Buttons = Iterator[tuple[str, str]]  # Slack's id of a user, and the value of a button on their card


@dataclass
class Server:
    """A server in a process of its own, and the buttons that its users may click."""

    slack: Workspace
    process: asyncio.subprocess.Process
    http: OverHttp
    buttons: Buttons

    async def clicks(self, count: int) -> list[float]:
        """Milliseconds of each click, one after the other."""
        milliseconds = []
        for _ in range(count):
            milliseconds.append(await self.click())
            await asyncio.sleep(BETWEEN)
        return milliseconds

    async def click(self) -> float:
        """Milliseconds from sending a signed click to its whole answer. Raises NotAnswered after 3 seconds."""
        user, value = next(self.buttons)
        payload = _payload(self.slack, user, value)
        started = time.perf_counter()
        await self.http.send("interactive", payload)
        return (time.perf_counter() - started) * 1000

    async def try_click(self) -> float:
        """The same, but a click that is not answered counts as 3 seconds."""
        try:
            return await self.click()
        except NotAnswered:
            return TIMEOUT

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def processor(self) -> float:
        """Milliseconds of processor time that the process has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS

    def resident(self) -> float:
        """Megabytes of memory that the process holds."""
        return resident(self.process.pid)


def resident(pid: int) -> float:
    """Megabytes of resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def _payload(slack: Workspace, user_id: str, value: str) -> dict[str, Any]:
    """A click as Slack sends it, on a new message with one button."""
    user = slack.world.users[user_id]
    conversation = slack.world.direct(BOT, user.id)
    button = {
        "type": "button",
        "action_id": "gov:1",
        "text": {"type": "plain_text", "text": "No comment"},
        "value": value,
    }
    blocks = [{"type": "actions", "block_id": "b0", "elements": [button]}]
    message = Message(conversation.id, slack.world.ts(), BOT, "A card", blocks)
    conversation.messages.append(message)
    return slack.payloads.press(user, message, {**button, "block_id": "b0"})
