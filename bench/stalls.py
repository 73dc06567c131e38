"""Milliseconds for which the event loop stalls while Microsoft's keys and tokens are slow. Beside: an idle loop."""

from __future__ import annotations

import asyncio

from bench.fixtures import Fixtures
from bench.measures import Measure
from bench.stores import open_app
from govbot_teams.standin.apart import stalls, watched

SLOW = 1.0  # seconds for each key document and token
ROUNDS = 3
MOST = 50.0  # milliseconds


async def measure(fixtures: Fixtures) -> list[Measure]:
    """The longest stall of the best round: a busy machine stalls any single one."""
    longest = []
    for _ in range(ROUNDS):
        store = await fixtures.few()
        async with open_app(store.folder) as app:
            longest.append(max(await stalls(app.bot, SLOW)) * 1000)
    with watched(asyncio.get_running_loop()) as idle:
        await asyncio.sleep(SLOW)
    name = f"longest stall while keys and tokens take {SLOW:.0f} s"
    return [Measure(name, min(longest), "ms", "an idle loop", max(idle) * 1000, MOST, of="value")]
