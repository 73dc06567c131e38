"""Entries/s and MB/s of `govbot verify`. Floor: reading the same rows through the same engine and hashing them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256

from sqlalchemy import select

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.stores import Store, open_app
from govbot.record import Tx, verify
from govbot.record.tables import documents, entries
from govbot.runtime.app import App

ROUNDS = 5
FLOOR = "floor: reading the same rows through the same engine and hashing them"
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'documents'"
DAMAGE = "UPDATE documents SET data = data || x'20' WHERE rowid = (SELECT max(rowid) FROM documents)"
SIZE = "SELECT sum(length(data)) FROM documents"


async def measure(fixtures: Fixtures) -> list[Measure]:
    """A store of 10,000 policies, then one with 200 documents."""
    return [
        await _entries(await fixtures.many()),
        await _documents(await fixtures.documents(), await fixtures.documents()),
    ]


async def _entries(store: Store) -> Measure:
    async with open_app(store.folder) as app:
        count = await app.record.read(lambda tx: verify(tx).entries, within=600)
        floor, value = await _rates(app, _read_entries, count)
    return Measure("govbot verify, 10,000 policies", value, "entries/s", FLOOR, floor, least=0.7)


async def _documents(store: Store, damaged: Store) -> Measure:
    """0 MB/s where a damaged document is not noticed: then `verify` does not read documents."""
    _damage(damaged)
    async with open_app(damaged.folder) as app:
        noticed = await app.record.read(lambda tx: not verify(tx).whole, within=600)
    with sqlite3.connect(store.database) as connection:
        size: int = connection.execute(SIZE).fetchone()[0]
    async with open_app(store.folder) as app:
        floor, value = await _rates(app, _read_all, size / 1e6)
    return Measure("govbot verify, 200 documents", value if noticed else 0.0, "MB/s", FLOOR, floor, least=0.6)


def _damage(store: Store) -> None:
    """Change a document; the triggers that forbid it are taken away before, and are there again afterwards."""
    with sqlite3.connect(store.database) as connection:
        triggers = connection.execute(TRIGGERS).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(DAMAGE)
        for _, sql in triggers:
            connection.execute(sql)


async def _rates(app: App, floor: Callable[[Tx], None], amount: float) -> tuple[float, float]:
    """How much of this amount the floor and `verify` do in a second."""
    kinds = {"floor": partial(_rate, app, floor, amount), "verify": partial(_rate, app, _verify, amount)}
    rates = await in_turn(kinds, ROUNDS)
    return p50(rates["floor"]), p50(rates["verify"])


async def _rate(app: App, work: Callable[[Tx], None], amount: float) -> list[float]:
    started = time.perf_counter()
    await app.record.read(work, within=600)
    return [amount / (time.perf_counter() - started)]


def _verify(tx: Tx) -> None:
    verified = verify(tx)
    assert verified.whole, verified.first


def _read_entries(tx: Tx) -> None:
    """Every column is read; a body is hashed with its salt, and the rest as one text."""
    query = select(entries).order_by(entries.c.stream, entries.c.seq)
    with tx.conn.execute(query, execution_options={"yield_per": 1000}) as rows:
        for row in rows:
            sha256(row.salt + row.body.encode()).hexdigest()
            sha256(f"{row[1:]}".encode()).hexdigest()


def _read_all(tx: Tx) -> None:
    """The entries, then the documents."""
    _read_entries(tx)
    with tx.conn.execute(select(documents), execution_options={"yield_per": 10}) as rows:
        for row in rows:
            assert sha256(row.data).hexdigest() == row.sha256
