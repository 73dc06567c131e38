"""Milliseconds of `/gov overview` with 1,000 policies. Floor: the same two lists read with sqlite3 alone."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.policies import short_policy
from bench.stores import append_policy, open_app
from govbot.bot.overview import overview_for
from govbot.record import Tx
from govbot.runtime.app import App

POLICIES, ROUNDS, TIMES = 1_000, 5, 4
LISTS = ("SELECT * FROM policies ORDER BY id", "SELECT * FROM obligations WHERE settled_at IS NULL")


async def measure(fixtures: Fixtures) -> list[Measure]:
    """The median of drawing the first card, as a member of the Steering Group sees it."""
    store = await fixtures.few()
    async with open_app(store.folder) as app:
        await app.record.write(partial(fill, app=app, most=POLICIES), within=300)
        person = await app.record.read(
            lambda tx: app.bot.context(tx).directory.seat_people("cio", app.bot.context(tx).today)[0]
        )

        async def drawn() -> list[float]:
            return [await _timed(app, person) for _ in range(TIMES)]

        async def floor() -> list[float]:
            return [_read(store.database) for _ in range(TIMES)]

        milliseconds = await in_turn({"overview": drawn, "floor": floor}, ROUNDS)
    name = "/gov overview with 1,000 policies"
    overview, lists = p50(milliseconds["overview"]), p50(milliseconds["floor"])
    return [Measure(name, overview, "ms", "floor: the lists read", lists, most=200, of="value")]


def fill(tx: Tx, app: App, most: int) -> None:
    """Append policies until there are so many."""
    lead = app.bot.context(tx).directory.seat_people("cio", app.bot.context(tx).today)[0]
    for number in range(len(tx.policies.everything()) + 1, most + 1):
        append_policy(tx, app, number, short_policy(lead, number, datetime.now(UTC)))


async def _timed(app: App, person: str) -> float:
    began = time.perf_counter()
    await app.record.read(lambda tx: overview_for(app.bot.context(tx, person)))
    return 1000 * (time.perf_counter() - began)


def _read(database: Path) -> float:
    began = time.perf_counter()
    with closing(sqlite3.connect(database)) as connection:
        for statement in LISTS:
            connection.execute(statement).fetchall()
    return 1000 * (time.perf_counter() - began)
