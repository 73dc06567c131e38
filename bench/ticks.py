"""A tick where 100 reminders are due, among a hundred, ten thousand and a million open obligations."""

from __future__ import annotations

import sqlite3
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.measures import Measure, in_turn, p50
from bench.place import Place
from bench.stores import house_at
from govbot.record.columns import written
from govbot.runtime.app import App

DUE = 100
OPEN = (100, 10_000, 1_000_000)
ROUNDS = 8
FILL = """
INSERT INTO obligations (stream, party, action, about, what, due, since, dated_at, next_reminder_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :open)
SELECT 'policy:ITP-' || (i % 10 + 1), 'person:' || p.id, 'bench ' || (i / 500), '', 'Something', :later, :now, :now,
       :later
FROM n JOIN (SELECT row_number() OVER (ORDER BY id) AS number, id FROM people) AS p ON p.number = i % 500 + 1
"""
BECOME_DUE = """
UPDATE obligations SET next_reminder_at = :now, due = :due, dated_at = :before
WHERE id IN (SELECT id FROM obligations ORDER BY id DESC LIMIT :due_now)
"""


async def measure(place: Place) -> list[Measure]:
    """Milliseconds of a tick."""
    houses: dict[int, tuple[App, Path]] = {}
    async with AsyncExitStack() as stack:
        for count in OPEN:
            store = await place.few()
            _fill(store.database, count)
            app = house_at(store.folder)
            await app.open()
            stack.push_async_callback(app.close)
            await app.scheduler.tick()
            houses[count] = app, store.database
        taken = await in_turn(
            {str(count): lambda one=one: _tick(*one) for count, one in houses.items()},  # type: ignore[misc]
            ROUNDS,
        )
    few, more, most = (p50(taken[str(count)]) for count in OPEN)
    return [
        Measure("tick with 100 due, of 10^4 open obligations; floor: of 10^2", more, "ms", few, 2.0),
        Measure("tick with 100 due, of 10^6 open obligations; floor: of 10^2", most, "ms", few, 2.0),
    ]


async def _tick(app: App, database: Path) -> list[float]:
    _make_due(database)
    begun = time.perf_counter()
    done = await app.scheduler.tick()
    taken = (time.perf_counter() - begun) * 1000
    assert done == DUE, f"{done} were due"
    return [taken]


def _fill(database: Path, count: int) -> None:
    """All that was open is settled; then so many are open, and none is due."""
    with sqlite3.connect(database) as conn:
        now = datetime.now(UTC)
        conn.execute("UPDATE obligations SET settled_at = since")
        bound = {"open": count, "now": written(now), "later": written(now + timedelta(days=30))}
        conn.execute(FILL, bound)


def _make_due(database: Path) -> None:
    """A hundred come due now, by a due date that they did not have before."""
    now = datetime.now(UTC)
    bound = {"now": written(now), "due": written(now + timedelta(hours=1)), "due_now": DUE}
    with sqlite3.connect(database) as conn:
        conn.execute(BECOME_DUE, {**bound, "before": written(now - timedelta(days=10))})
