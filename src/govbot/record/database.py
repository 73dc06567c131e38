"""How a database is opened: engines for writing and for reading, on SQLite and on PostgreSQL, and their patience."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from govbot.record.errors import StorageFault

BUSY_MS = 1500
USUAL = 2.5  # seconds for a whole write or read, unless more are asked for
READERS = 4
DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")
NO_ADDRESS = "This does not say where a database is. Write sqlite:////path/to/file or postgresql://…"
WRITERS = 4  # on PostgreSQL; SQLite has one
_MIGRATING = 0x676F76626F74  # the advisory lock under which one process at a time migrates
# libpq waits for ever by default, and a machine that is gone does not answer.
_PATIENCE = {"connect_timeout": "2", "tcp_user_timeout": "5000", "application_name": "govbot"}
_ALL_AT_MOST = text(
    "SELECT set_config('lock_timeout', :lock, true), set_config('statement_timeout', :all, true)"
)
_ONE_MIGRATES = text("SELECT pg_advisory_xact_lock(:key)")


def is_sqlite(conn: Connection | Engine) -> bool:
    return conn.dialect.name == "sqlite"


def url_of(given: str) -> URL:
    """The URL, with the driver that is installed where only "postgresql://" is said.

    Raises StorageFault where it is none, or one of another kind of database.
    """
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise StorageFault(NO_ADDRESS) from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in DRIVERS:
        raise StorageFault(NO_ADDRESS)
    return url


def writing_engine(url: str) -> Engine:
    """The engine of the writers: on SQLite there is one, and each transaction begins by taking the database."""
    engine = _engine(url, WRITERS)
    if is_sqlite(engine):
        event.listen(engine, "connect", _set_up_writer)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(url: str) -> Engine:
    """The engine of the readers: each transaction sees one snapshot, and can't write."""
    engine = _engine(url, READERS)
    if is_sqlite(engine):
        event.listen(engine, "connect", _set_up_reader)
        event.listen(engine, "begin", _begin_deferred)
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writers_of(engine: Engine) -> int:
    """How many transactions may be written at a time."""
    return 1 if is_sqlite(engine) else WRITERS


def _engine(given: str, connections: int) -> Engine:
    url = url_of(given)
    if url.get_backend_name() != "sqlite":
        patient = {name: value for name, value in _PATIENCE.items() if name not in url.query}
        engine = create_engine(url, pool_size=connections, max_overflow=0, connect_args=patient)
        event.listen(engine, "connect", _set_up_session)
        return engine
    if url.database in (None, "", ":memory:"):
        raise StorageFault("The record needs a file: SQLite in memory is lost at the end.")
    with suppress(OSError):  # there already; or SQLite says itself why it can't be made
        Path(str(url.database)).touch(mode=0o600, exist_ok=False)
    return create_engine(
        url, pool_size=connections, max_overflow=0, connect_args={"check_same_thread": False, "timeout": 0}
    )


def _set_up_session(raw: Any, _record: Any) -> None:
    """PostgreSQL: what a statement may take at most, unless a transaction is given longer."""
    with raw.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {BUSY_MS}")
        cursor.execute(f"SET statement_timeout = {BUSY_MS}")
        cursor.execute("SET timezone = 'UTC'")
    raw.commit()


def _set_up_writer(raw: sqlite3.Connection, _record: Any) -> None:
    _set_up(raw)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")


def _set_up_reader(raw: sqlite3.Connection, _record: Any) -> None:
    _set_up(raw)
    raw.execute("PRAGMA query_only=ON")


def _set_up(raw: sqlite3.Connection) -> None:
    raw.isolation_level = None  # transactions begin where we say so
    raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _begin_immediate(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN")


def wait_at_most(conn: Connection, seconds: float) -> None:
    """SQLite: how long the next transaction may wait to begin."""
    patience = min(int(seconds * 1000), BUSY_MS)
    if is_sqlite(conn) and conn.info.get("patience", BUSY_MS) != patience:
        raw: Any = conn.connection.dbapi_connection
        raw.execute(f"PRAGMA busy_timeout={patience}")
        conn.info["patience"] = patience


def take_at_most(conn: Connection, seconds: float) -> None:
    """PostgreSQL: how long each statement of this transaction may take; 1.5 s where nothing else is asked for."""
    if is_sqlite(conn) or BUSY_MS / 1000 <= seconds <= USUAL:
        return
    longest = int(seconds * 1000)
    conn.execute(_ALL_AT_MOST, {"lock": str(min(longest, BUSY_MS)), "all": str(longest)})


def migrate_alone(conn: Connection, seconds: float) -> None:
    """Only one process migrates at a time: SQLite's BEGIN IMMEDIATE has seen to it, PostgreSQL waits here."""
    if not is_sqlite(conn):
        longest = str(int(seconds * 1000))
        conn.execute(_ALL_AT_MOST, {"lock": longest, "all": longest})
        conn.execute(_ONE_MIGRATES, {"key": _MIGRATING})
