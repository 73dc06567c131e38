"""A click that records a decision, beside an empty handler and beside one raw durable insert."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bench.measures import Measure, p50, p99
from bench.rehearsed import SECRET, prepare
from govbot_slack.standin import Message, Workspace
from govbot_slack.standin.delivery import OverHttp
from govbot_slack.standin.users_api import BOT

USERS = 600
ROUNDS, CLICKS = 10, 50  # of each kind, in turn, so that a noisy moment meets all of them alike
WARM_UP = 30
BETWEEN = 0.05  # seconds: what follows an answer (the card in its place) is done before the next click

KINDS = ("empty", "insert", "govbot")


async def measure() -> list[Measure]:
    """The medians and the slowest in a hundred, in milliseconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        people = [(f"Representative {number}", f"r{number}@agencies.example") for number in range(USERS)]
        async with Workspace(*people) as slack:
            users = [(user.id, user.email) for user in slack.world.users.values() if user.id != BOT]
            values = await prepare(folder, users)
            api = f"{slack.server.address}/api/"
            async with _servers(api, folder, slack) as servers:
                taken = await _rounds(slack, servers, values)
    return _measures(taken)


async def _rounds(
    slack: Workspace, servers: dict[str, OverHttp], values: dict[str, str]
) -> dict[str, list[float]]:
    waiting = iter(values.items())
    taken: dict[str, list[float]] = {kind: [] for kind in servers}
    for kind, server in servers.items():
        for _ in range(WARM_UP):
            user, value = next(waiting) if kind == "govbot" else ("", "x")
            await _click(slack, server, user, value)
    for _ in range(ROUNDS):
        for kind, server in servers.items():
            for _ in range(CLICKS):
                user, value = next(waiting) if kind == "govbot" else ("", "x")
                taken[kind].append(await _click(slack, server, user, value))
                await asyncio.sleep(BETWEEN)
    return taken


async def _click(slack: Workspace, server: OverHttp, user: str, value: str) -> float:
    """Milliseconds from sending a signed click to its whole answer."""
    person = slack.world.users[user] if user else next(iter(slack.world.users.values()))
    place = slack.world.direct(BOT, person.id)
    button = {
        "type": "button",
        "action_id": "gov:1",
        "text": {"type": "plain_text", "text": "No comment"},
        "value": value,
    }
    message = Message(
        place.id,
        slack.world.ts(),
        BOT,
        "A card",
        [{"type": "actions", "block_id": "b0", "elements": [button]}],
    )
    place.messages.append(message)
    payload = slack.payloads.press(person, message, {**button, "block_id": "b0"})
    begun = time.perf_counter()
    await server.send("interactive", payload)
    return (time.perf_counter() - begun) * 1000


@asynccontextmanager
async def _servers(api: str, folder: Path, slack: Workspace) -> AsyncIterator[dict[str, OverHttp]]:
    started = {kind: await _start(kind, api, folder) for kind in KINDS}
    try:
        yield {
            kind: OverHttp(f"http://127.0.0.1:{port}/slack/events", SECRET, slack.session)
            for kind, (_, port) in started.items()
        }
    finally:
        for process, _ in started.values():
            process.terminate()
            await process.wait()


async def _start(kind: str, api: str, folder: Path) -> tuple[asyncio.subprocess.Process, int]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.servers", kind, api, str(folder), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    said: dict[str, Any] = json.loads(await process.stdout.readline())
    return process, int(said["port"])


def _measures(taken: dict[str, list[float]]) -> list[Measure]:
    empty, insert, govbot = (taken[kind] for kind in KINDS)
    return [
        Measure(
            "click p50, beside an empty Bolt handler in the default mode", p50(govbot), "ms", p50(empty), 0.4
        ),
        Measure("click p50, beside Bolt and one raw durable insert", p50(govbot), "ms", p50(insert), 3.0),
        Measure("click p99, beside Bolt and one raw durable insert", p99(govbot), "ms", p99(insert), 5.0),
    ]
