"""A policy of 5,000 events that nobody has looked at since the start: folding it, and others meanwhile."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bench.measures import Measure, in_turn, p50
from bench.place import Place
from bench.stores import ASKING, LONG, Store, house_at
from govbot.adapter_api.chat import Account
from govbot.runtime.app import App

ROUNDS = 5
MEANWHILE = 20
COLD = "policy:ITP-1"


async def measure(place: Place) -> list[Measure]:
    """Seconds of a cold fold; milliseconds of the clicks of others beside it."""
    store = await place.long()

    async def cold() -> list[float]:
        async with _house(store.folder) as app:
            return [await _seconds(lambda: app.record.read(lambda tx: tx.state(COLD), within=60))]

    async def parsed() -> list[float]:
        return [await _seconds(lambda: asyncio.to_thread(_parse, store.database))]

    taken = await in_turn({"parsed": parsed, "cold": cold}, ROUNDS)
    waited, folded = await _beside(store)
    return [
        Measure(
            f"cold fold of {LONG:,} events; floor: reading and parsing them",
            p50(taken["cold"]),
            "s",
            p50(taken["parsed"]),
            0.3,
            of="value",
        ),
        Measure(
            "slowest click elsewhere, while somebody clicks on such a policy; floor: that cold click",
            p50(waited),
            "ms",
            p50(folded),
            0.5,
        ),
    ]


async def _beside(store: Store) -> tuple[list[float], list[float]]:
    """In each round the first click on a cold policy, and the slowest of those that others make meanwhile."""
    buttons = list(store.buttons())
    each = len(buttons) // ASKING
    warm, waited, folded = iter(buttons[:each]), [], []
    for number in range(1, ASKING):
        async with _house(store.folder) as app:
            await _press(app, *next(warm))
            first = asyncio.create_task(_press(app, *buttons[number * each]))
            await asyncio.sleep(0)
            slowest = 0.0
            while not first.done():
                slowest = max(slowest, await _press(app, *next(warm)))
            waited.append(slowest)
            folded.append(await first)
    return waited, folded


async def _press(app: App, user: str, value: str) -> float:
    account = Account("slack", "T0GOV", user)
    return 1000 * await _seconds(lambda: app.bot.press(account, value))


async def _seconds(work: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


@asynccontextmanager
async def _house(folder: Path) -> AsyncIterator[App]:
    app = house_at(folder)
    await app.open()
    try:
        yield app
    finally:
        await app.close()


def _parse(database: Path) -> None:
    conn = sqlite3.connect(database)
    asked = "SELECT * FROM entries WHERE stream = ? ORDER BY seq"
    names = [one[0] for one in conn.execute(asked, (COLD,)).description]
    body = names.index("body")
    assert len([json.loads(row[body]) for row in conn.execute(asked, (COLD,))]) >= LONG
    conn.close()
