"""`kill -9` at each step of a migration: the old schema or the new one is there, and the next start goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, event

from govbot.record import migrate
from govbot.record.database import writing_engine
from tests.places import Place, empty_on, sqlite_in
from tests.record.given import Clock, record_in

pytestmark = pytest.mark.check("R21")

FORK = multiprocessing.get_context("fork")
KILLS = 50 if os.environ.get("GOVBOT_THOROUGH") else 5


def older(place: Place, folder: Path, schema: str) -> Place:
    """A database of the same kind with this schema ("": none), and somebody in it."""
    empty = empty_on(place.server) if place.server else sqlite_in(folder, "older.db")
    engine = writing_engine(empty.url)
    with engine.begin() as conn:
        config = migrate.configuration()
        config.attributes["connection"] = conn
        if schema:
            command.upgrade(config, schema)
            conn.exec_driver_sql("INSERT INTO notes (name, value) VALUES ('kept', 'from before')")
    engine.dispose()
    return empty


def killed(url: str, fatal: int) -> tuple[int, int | None]:
    """Migrate in a process that is killed at one step (0: at none): the steps that it took, its exit code."""
    taken = FORK.RawValue("i", 0)  # seen by the parent, also after the end

    def step(*_: object) -> None:
        taken.value += 1
        if taken.value == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(Engine, moment, step)
        engine = writing_engine(url)
        migrate.upgrade(engine)
        step()
        engine.dispose()

    process = FORK.Process(target=work, daemon=True)
    process.start()
    process.join(60)
    return int(taken.value), process.exitcode


def schema_of(place: Place) -> str:
    engine = writing_engine(place.url)
    try:
        with engine.connect() as conn:
            return migrate.current(conn) or ""
    finally:
        engine.dispose()


@pytest.mark.parametrize("schema", ["", "0001"], ids=["a first start", "an upgrade"])
async def test_wherever_a_migration_is_killed_the_next_start_goes_on(
    place: Place, tmp_path: Path, schema: str
) -> None:
    old = older(place, tmp_path, schema)
    kept = old.kept()
    steps, code = killed(place.like(kept).url, 0)
    assert code == 0
    for fatal in (1, *random.Random(21).sample(range(2, steps), min(KILLS, steps - 2)), steps):
        assert killed(place.like(kept).url, fatal) == (fatal, -signal.SIGKILL)
        there = schema_of(place)
        assert there == (migrate.HEAD if fatal == steps else schema), f"killed at step {fatal} of {steps}"
        record = record_in(place, Clock())
        await record.open()
        await record.write(lambda tx: tx.people.add("Ada", "ada@ct.example"))
        assert len(await record.read(lambda tx: tx.people.everybody())) == 1
        assert await record.read(lambda tx: tx.notes.get("kept")) == ("from before" if schema else None)
        await record.close()
    if old.server:
        old.server.drop(old.name)
