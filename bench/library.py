"""Milliseconds of a click while 30 people read the public Library, or 10 one redline of 900 KB. Beside: idle clicks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from bench.documents import POLICIES, WITH_REDLINE
from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50, p99
from bench.processes import bench_server, python
from bench.slack_client import BETWEEN, Server

ROUNDS, CLICKS = 4, 40  # clicks of each kind in a round
WARM_UP = 30
SECONDS = 8.0  # a round ends after that, however few clicks were answered
SETTLED, PATIENCE = 100.0, 15.0  # milliseconds of a click that finds nothing left of the readers; seconds
READERS, REDLINE_READERS = 30, 10
REDLINE = f"/library/ITP-{WITH_REDLINE}/v1.1/changes.html"
# The list of all policies, and the policies of ordinary length.
PAGES = ("/library/", *(f"/library/ITP-{WITH_REDLINE + number}/" for number in range(1, POLICIES, 10)))


async def measure(fixtures: Fixtures) -> list[Measure]:
    """The slowest in a hundred clicks, and the median."""
    store = await fixtures.documents()
    async with bench_server(fixtures.slack, "govbot", store.folder, store.buttons()) as server:
        await server.clicks(WARM_UP)
        milliseconds = await in_turn(
            {
                "idle": partial(_clicks, server),
                "library": partial(_clicks_beside, server, READERS, PAGES),
                "redline": partial(_clicks_beside, server, REDLINE_READERS, (REDLINE,)),
            },
            ROUNDS,
        )
    idle, library, redline = (milliseconds[kind] for kind in ("idle", "library", "redline"))
    readers = f"click while {READERS} read the Library"
    redline_readers = f"click while {REDLINE_READERS} read one redline of 900 KB"
    return [
        Measure(f"{readers}, p50", p50(library), "ms", "idle clicks", p50(idle), 2.0),
        Measure(f"{readers}, p99", p99(library), "ms", "idle clicks", p99(idle), 2.0),
        Measure(f"{redline_readers}, p50", p50(redline), "ms", "idle clicks", p50(idle), 2.0),
        Measure(f"{redline_readers}, p99", p99(redline), "ms", "idle clicks", p99(idle), 2.0),
    ]


async def _clicks_beside(server: Server, count: int, paths: tuple[str, ...]) -> list[float]:
    async with _reading(server, count, paths):
        milliseconds = await _clicks(server)
    await _settle(server)
    return milliseconds


async def _clicks(server: Server) -> list[float]:
    """Milliseconds of clicks one after the other; one that Slack gave up counts as 3 seconds."""
    milliseconds: list[float] = []
    end = time.monotonic() + SECONDS
    while len(milliseconds) < CLICKS and time.monotonic() < end:
        milliseconds.append(await server.try_click())
        await asyncio.sleep(BETWEEN)
    return milliseconds


@asynccontextmanager
async def _reading(server: Server, count: int, paths: tuple[str, ...]) -> AsyncIterator[None]:
    """So many readers in a process of their own, who have begun to read."""
    address = server.http.address.removesuffix("/slack/events")
    async with python("-m", "bench.readers", address, str(count), *paths) as process:
        assert process.stdout is not None
        assert await process.stdout.readline(), "the readers could not read"
        yield


async def _settle(server: Server) -> None:
    """Wait until the pages that nobody waits for any more are drawn."""
    end = time.monotonic() + PATIENCE
    while await server.try_click() > SETTLED and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(BETWEEN)
