"""Milliseconds of `/gov overview` with 1,000 policies, on SQLite and on PostgreSQL.

Floor: the same two lists read with sqlite3 and psycopg alone. Each policy awaits six staff reviews, and has targets of
which one has passed.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import psycopg

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.policies import policy_in_review
from bench.stores import append_policy, open_app
from govbot.bot.overview import overview_for
from govbot.documents import read_text
from govbot.record import Tx
from govbot.record.transfer import move
from govbot.runtime.app import App
from tests.postgres import EMPTY, Server, running

POLICIES, ROUNDS, TIMES = 1_000, 5, 4
LISTS = ("SELECT * FROM policies ORDER BY id", "SELECT * FROM obligations WHERE settled_at IS NULL")
NAME = "/gov overview with 1,000 policies"


async def measure(fixtures: Fixtures) -> list[Measure]:
    """The median of drawing the first card, as a member of the Steering Group sees it."""
    store = await fixtures.few()
    async with open_app(store.folder) as app:
        await app.record.write(partial(fill, app=app, most=POLICIES), within=300)
        on_file = await _measured(app, NAME, lambda: _read_file(store.database))
    with running() as server:
        name = server.new(EMPTY)
        url = server.url(name)
        move(f"sqlite:///{store.database}", url, watched=0)
        async with open_app(store.folder, url=url) as app:
            on_server = await _measured(app, f"{NAME}, on PostgreSQL", lambda: _read_server(server, name))
    return [on_file, on_server]


async def _measured(app: App, name: str, read: Callable[[], float]) -> Measure:
    """The overview beside its lists, in turns."""
    person = await app.record.read(
        lambda tx: app.bot.context(tx).directory.seat_people("cio", app.bot.context(tx).today)[0]
    )

    async def drawn() -> list[float]:
        return [await _timed(app, person) for _ in range(TIMES)]

    async def floor() -> list[float]:
        return [read() for _ in range(TIMES)]

    milliseconds = await in_turn({"overview": drawn, "floor": floor}, ROUNDS)
    overview, lists = p50(milliseconds["overview"]), p50(milliseconds["floor"])
    return Measure(name, overview, "ms", "floor: the lists read", lists, most=200, of="value")


def fill(tx: Tx, app: App, most: int) -> None:
    """Append policies until there are so many."""
    lead = app.bot.context(tx).directory.seat_people("cio", app.bot.context(tx).today)[0]
    paper = read_text("# I. Purpose\n\nEvery agency.\n")
    tx.documents.store(paper)
    began = datetime.now(UTC) - timedelta(days=40)
    for number in range(len(tx.policies.everything()) + 1, most + 1):
        append_policy(tx, app, number, policy_in_review(lead, number, paper.paper, began, app.process))


async def _timed(app: App, person: str) -> float:
    began = time.perf_counter()
    await app.record.read(lambda tx: overview_for(app.bot.context(tx, person)))
    return 1000 * (time.perf_counter() - began)


def _read_file(database: Path) -> float:
    began = time.perf_counter()
    with closing(sqlite3.connect(database)) as connection:
        for statement in LISTS:
            connection.execute(statement).fetchall()
    return 1000 * (time.perf_counter() - began)


def _read_server(server: Server, name: str) -> float:
    with psycopg.connect(host=server.host, user="postgres", dbname=name) as connection:
        began = time.perf_counter()
        for statement in LISTS:
            connection.execute(statement.encode()).fetchall()
        return 1000 * (time.perf_counter() - began)
