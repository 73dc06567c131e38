"""The schema: migrations lead to the tables that the code knows, and a killed one leaves the old schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from govbot.record import Record, migrate
from govbot.record.database import writing_engine
from govbot.record.tables import metadata
from tests.record.given import Clock, record_in, url_of


def test_migrations_and_tables_agree(tmp_path: Path) -> None:
    engine = writing_engine(url_of(tmp_path))
    migrate.upgrade(engine)
    with engine.begin() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_migrations_lead_to_the_very_tables_and_indexes(tmp_path: Path) -> None:
    """Alembic does not compare defaults, nor the WHERE of an index: so their SQL is."""
    created, migrated = (
        writing_engine(f"sqlite:///{tmp_path / 'created.db'}"),
        writing_engine(url_of(tmp_path)),
    )
    metadata.create_all(created)
    migrate.upgrade(migrated)
    created.dispose()
    migrated.dispose()
    assert _sql(tmp_path / "created.db") == _sql(tmp_path / "record.db")


def _sql(path: Path) -> dict[str, str]:
    raw = sqlite3.connect(path)
    rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    raw.close()
    return {name: " ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def test_the_last_migration_is_the_one_that_the_code_names() -> None:
    assert migrate.head() == migrate.HEAD


async def test_r21_a_migration_killed_midway_leaves_the_old_schema(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = op.create_index

    def killed(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(op, "create_index", killed)
    record = record_in(tmp_path, clock)
    with pytest.raises(KeyboardInterrupt):
        await record.open()
    raw = sqlite3.connect(tmp_path / "record.db")
    assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    raw.close()
    monkeypatch.setattr(op, "create_index", whole)
    await record.open()
    assert await record.read(lambda tx: tx.people()) == []
    await record.close()


async def test_the_disk_is_asked_to_keep_what_is_committed(record: Record) -> None:
    pragmas = await record.write(
        lambda tx: [
            tx.conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        ]
    )
    assert pragmas == ["wal", 2]
