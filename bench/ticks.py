"""Milliseconds of a scheduler's tick with 100 reminders due, of 10^4 and 10^6 open obligations. Floor: of 10^2."""

from __future__ import annotations

import sqlite3
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.stores import open_app
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


async def measure(fixtures: Fixtures) -> list[Measure]:
    """Medians on three stores."""
    apps: dict[int, tuple[App, Path]] = {}
    async with AsyncExitStack() as stack:
        for count in OPEN:
            store = await fixtures.few()
            _fill(store.database, count)
            app = await stack.enter_async_context(open_app(store.folder))
            await app.scheduler.tick()
            apps[count] = app, store.database
        milliseconds = await in_turn(
            {str(count): partial(_tick, app, database) for count, (app, database) in apps.items()}, ROUNDS
        )
    few, more, most = (p50(milliseconds[str(count)]) for count in OPEN)
    return [
        Measure("tick with 100 due, of 10^4 open obligations", more, "ms", "floor: of 10^2", few, 2.0),
        Measure("tick with 100 due, of 10^6 open obligations", most, "ms", "floor: of 10^2", few, 2.0),
    ]


async def _tick(app: App, database: Path) -> list[float]:
    _make_due(database)
    started = time.perf_counter()
    done = await app.scheduler.tick()
    milliseconds = (time.perf_counter() - started) * 1000
    assert done == DUE, f"{done} were due"
    return [milliseconds]


def _fill(database: Path, count: int) -> None:
    """Settle all that is open, then open so many obligations, none of them due."""
    with sqlite3.connect(database) as connection:
        now = datetime.now(UTC)
        connection.execute("UPDATE obligations SET settled_at = since")
        values = {"open": count, "now": written(now), "later": written(now + timedelta(days=30))}
        connection.execute(FILL, values)


def _make_due(database: Path) -> None:
    """Make a hundred due now, with a due date that they did not have before."""
    now = datetime.now(UTC)
    values = {"now": written(now), "due": written(now + timedelta(hours=1)), "due_now": DUE}
    with sqlite3.connect(database) as connection:
        connection.execute(BECOME_DUE, {**values, "before": written(now - timedelta(days=10))})
