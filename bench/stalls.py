"""How long the event loop is held up while Microsoft's keys and tokens are slow, beside a loop that only waits."""

from __future__ import annotations

import asyncio

from bench.measures import Measure
from bench.place import Place
from bench.stores import house_at
from govbot_teams.standin.apart import stalls, watched

SLOW = 1.0  # seconds for each key document and token
ROUNDS = 3
AIM = 50.0  # milliseconds


async def measure(place: Place) -> list[Measure]:
    """The longest stall in milliseconds, of the best of some rounds, since a busy machine holds up any one."""
    longest = []
    for _ in range(ROUNDS):
        app = house_at((await place.few()).folder)
        await app.open()
        try:
            longest.append(max(await stalls(app.bot, SLOW)) * 1000)
        finally:
            await app.close()
    with watched(asyncio.get_running_loop()) as idle:
        await asyncio.sleep(SLOW)
    floor = max(idle) * 1000
    name = f"longest stall while keys and tokens take {SLOW:.0f} s (aim: {AIM:.0f} ms), beside an idle loop"
    return [Measure(name, min(longest), "ms", floor, round(AIM / floor, 1))]
