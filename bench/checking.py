"""`govbot verify`, beside reading the same rows through the same engine and hashing what they say."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from hashlib import sha256

from sqlalchemy import select

from bench.measures import Measure, in_turn, p50
from bench.place import Place
from bench.stores import house_at
from govbot.record import Tx, verify
from govbot.record.tables import entries

ROUNDS = 5


async def measure(place: Place) -> list[Measure]:
    """Entries a second."""
    store = await place.many()
    app = house_at(store.folder)
    await app.open()

    async def a_second(work: Callable[[Tx], int]) -> list[float]:
        begun = time.perf_counter()
        count = await app.record.read(work, within=600)
        return [count / (time.perf_counter() - begun)]

    try:
        taken = await in_turn({"floor": lambda: a_second(_read), "verify": lambda: a_second(_verify)}, ROUNDS)
    finally:
        await app.close()
    await asyncio.sleep(0)
    name = "govbot verify; floor: reading the same rows through the same engine and hashing"
    return [Measure(name, p50(taken["verify"]), "entries/s", p50(taken["floor"]), least=0.5)]


def _verify(tx: Tx) -> int:
    found = verify(tx)
    assert found.bad is None
    return found.entries


def _read(tx: Tx) -> int:
    """Every column is read; what people wrote is hashed with its salt, and the rest as one text."""
    count = 0
    asked = select(entries).order_by(entries.c.stream, entries.c.seq)
    with tx.conn.execute(asked, execution_options={"yield_per": 1000}) as rows:
        for row in rows:
            sha256(row.salt + row.body.encode()).hexdigest()
            sha256(f"{row[1:]}".encode()).hexdigest()
            count += 1
    return count
