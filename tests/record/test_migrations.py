"""The schema: migrations lead to the tables that the code knows, and a killed one leaves the old schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from govbot.record import migrate
from govbot.record.database import writing_engine
from govbot.record.schema import metadata
from tests.places import Place, either, empty_on, sqlite_in
from tests.postgres import Server
from tests.record.given import Clock, record_in


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A database without a table."""
    yield from either(request, tmp_path, empty_on)


def test_migrations_and_tables_agree(nothing: Place) -> None:
    engine = writing_engine(nothing.url)
    migrate.upgrade(engine)
    with engine.begin() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_migrated_indexes_of_postgresql_are_those_that_the_code_names(postgres: Server) -> None:
    """Alembic does not compare the WHERE of an index."""
    migrated, created = empty_on(postgres), empty_on(postgres)
    for place, make in ((migrated, migrate.upgrade), (created, metadata.create_all)):
        engine = writing_engine(place.url)
        make(engine)
        engine.dispose()
    indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
    )
    for words in (indexes, columns):
        there = [row for row in migrated.look(words) if "alembic_version" not in str(row)]
        assert there == created.look(words)
    for place in (migrated, created):
        postgres.drop(place.name)


def test_migrations_lead_to_the_very_tables_and_indexes(tmp_path: Path) -> None:
    """Alembic does not compare defaults, nor the WHERE of an index: so their SQL is."""
    created, migrated = (
        writing_engine(f"sqlite:///{tmp_path / 'created.db'}"),
        writing_engine(sqlite_in(tmp_path, "record.db").url),
    )
    metadata.create_all(created)
    migrate.upgrade(migrated)
    created.dispose()
    migrated.dispose()
    assert _sql(tmp_path / "created.db") == _sql(tmp_path / "record.db")


def _sql(path: Path) -> dict[str, str]:
    raw = sqlite3.connect(path)
    rows = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"
    ).fetchall()
    raw.close()
    return {name: " ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def test_the_last_migration_is_the_one_that_the_code_names() -> None:
    assert migrate.head() == migrate.HEAD


@pytest.mark.check("R21")
async def test_a_migration_killed_midway_leaves_the_old_schema(
    nothing: Place, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = op.create_index

    def killed(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(op, "create_index", killed)
    record = record_in(nothing, clock)
    with pytest.raises(KeyboardInterrupt):
        await record.open()
    catalogue = "pg_tables WHERE schemaname = 'public'" if nothing.server else "sqlite_master"
    assert nothing.look(f"SELECT count(*) FROM {catalogue}") == [(0,)]
    monkeypatch.setattr(op, "create_index", whole)
    await record.open()
    assert await record.read(lambda tx: tx.people.everybody()) == []
    await record.close()


async def test_the_disk_is_asked_to_keep_what_is_committed(tmp_path: Path, clock: Clock) -> None:
    record = record_in(tmp_path, clock)
    await record.open()
    pragmas = await record.write(
        lambda tx: [
            tx.conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        ]
    )
    assert pragmas == ["wal", 2]
    await record.close()
