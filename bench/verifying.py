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
DAMAGE = "UPDATE documents SET data = data || x'20' WHERE rowid = (SELECT max(rowid) FROM documents)"


async def measure(fixtures: Fixtures) -> list[Measure]:
    """A store of 10,000 policies, then one with 200 documents."""
    return [
        await _entries(await fixtures.many()),
        await _documents(await fixtures.documents(), await fixtures.documents()),
    ]


async def _entries(store: Store) -> Measure:
    async with open_app(store.folder) as app:
        kinds = {"floor": partial(_rate, app, _read_entries), "verify": partial(_rate, app, _verify)}
        rates = await in_turn(kinds, ROUNDS)
    return Measure(
        "govbot verify, 10,000 policies",
        p50(rates["verify"]),
        "entries/s",
        FLOOR,
        p50(rates["floor"]),
        least=0.7,
    )


async def _documents(store: Store, damaged: Store) -> Measure:
    """0 MB/s where a damaged document is not noticed: then `verify` does not read documents."""
    with sqlite3.connect(damaged.database) as connection:
        connection.execute(DAMAGE)
    async with open_app(damaged.folder) as app:
        noticed = await app.record.read(lambda tx: verify(tx).bad is not None, within=600)
    async with open_app(store.folder) as app:
        kinds = {"floor": partial(_rate, app, _read_all), "verify": partial(_rate, app, _verify_all)}
        rates = await in_turn(kinds, ROUNDS)
    value = p50(rates["verify"]) if noticed else 0.0
    return Measure("govbot verify, 200 documents", value, "MB/s", FLOOR, p50(rates["floor"]), least=0.6)


async def _rate(app: App, work: Callable[[Tx], float]) -> list[float]:
    """How much of what `work` counts is done in a second."""
    started = time.perf_counter()
    amount = await app.record.read(work, within=600)
    return [amount / (time.perf_counter() - started)]


def _verify(tx: Tx) -> float:
    """The number of entries."""
    verified = verify(tx)
    assert verified.bad is None
    return verified.entries


def _verify_all(tx: Tx) -> float:
    """The megabytes of documents."""
    _verify(tx)
    return sum(len(row.data) for row in tx.conn.execute(select(documents.c.data))) / 1e6


def _read_entries(tx: Tx) -> float:
    """The number of entries. Every column is read; a body is hashed with its salt, and the rest as one text."""
    count = 0
    query = select(entries).order_by(entries.c.stream, entries.c.seq)
    with tx.conn.execute(query, execution_options={"yield_per": 1000}) as rows:
        for row in rows:
            sha256(row.salt + row.body.encode()).hexdigest()
            sha256(f"{row[1:]}".encode()).hexdigest()
            count += 1
    return count


def _read_all(tx: Tx) -> float:
    """The megabytes of documents; the entries are read besides."""
    _read_entries(tx)
    size = 0
    with tx.conn.execute(select(documents), execution_options={"yield_per": 10}) as rows:
        for row in rows:
            assert sha256(row.data).hexdigest() == row.sha256
            size += len(row.data)
    return size / 1e6
