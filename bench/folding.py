"""Seconds to fold a policy of 5,000 events for the first time, and milliseconds of other people's clicks meanwhile.

Floor of the fold: reading and parsing the events. The clicks stand beside the click that waits for the fold.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.stores import ASKING, LONG, Store, open_app
from govbot.adapter_api.chat import Account
from govbot.runtime.app import App

ROUNDS = 5
COLD = "policy:ITP-1"


async def measure(fixtures: Fixtures) -> list[Measure]:
    """The median of the folds, then of the slowest click of each round."""
    store = await fixtures.long()
    seconds = await in_turn({"parse": partial(_parsed, store), "fold": partial(_folded, store)}, ROUNDS)
    slowest, waiting = await _clicks_meanwhile(store)
    return [
        Measure(
            f"first fold of {LONG:,} events",
            p50(seconds["fold"]),
            "s",
            "floor: reading and parsing them",
            p50(seconds["parse"]),
            0.3,
            of="value",
        ),
        Measure(
            "slowest click elsewhere, while a click waits for such a fold",
            p50(slowest),
            "ms",
            "that click",
            p50(waiting),
            0.5,
        ),
    ]


async def _folded(store: Store) -> list[float]:
    async with open_app(store.folder) as app:
        return [await _seconds(lambda: app.record.read(lambda tx: tx.state(COLD), within=60))]


async def _parsed(store: Store) -> list[float]:
    return [await _seconds(lambda: asyncio.to_thread(_parse, store.database))]


async def _clicks_meanwhile(store: Store) -> tuple[list[float], list[float]]:
    """For each round the slowest click on a folded policy, and the first click on one that is not folded yet."""
    buttons = list(store.buttons())
    each = len(buttons) // ASKING
    folded, slowest, waiting = iter(buttons[:each]), [], []
    for number in range(1, ASKING):
        async with open_app(store.folder) as app:
            await _click(app, *next(folded))
            first = asyncio.create_task(_click(app, *buttons[number * each]))
            await asyncio.sleep(0)
            milliseconds = 0.0
            while not first.done():
                milliseconds = max(milliseconds, await _click(app, *next(folded)))
            slowest.append(milliseconds)
            waiting.append(await first)
    return slowest, waiting


async def _click(app: App, user: str, value: str) -> float:
    """Milliseconds of a click, without the chat."""
    account = Account("slack", "T0GOV", user)
    return 1000 * await _seconds(lambda: app.bot.press(account, value))


async def _seconds(work: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await work()
    return time.perf_counter() - started


def _parse(database: Path) -> None:
    connection = sqlite3.connect(database)
    query = "SELECT body FROM entries WHERE stream = ? ORDER BY seq"
    assert len([json.loads(body) for (body,) in connection.execute(query, (COLD,))]) >= LONG
    connection.close()
