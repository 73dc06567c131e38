"""How a database is opened: engines for writing and for reading, with SQLite's settings."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

BUSY_MS = 1500
READERS = 4


def writing_engine(url: str) -> Engine:
    """The engine of the one writer: each transaction begins by taking the database."""
    engine = _engine(url, 1)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_writer)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(url: str) -> Engine:
    """The engine of the readers: each transaction sees one snapshot, and can't write."""
    engine = _engine(url, READERS)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_reader)
        event.listen(engine, "begin", _begin_deferred)
    return engine


def _engine(url: str, connections: int) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_size=connections, max_overflow=0)
    if parsed.database in (None, "", ":memory:"):
        raise ValueError("The record needs a file: SQLite in memory is lost at the end.")
    return create_engine(
        parsed, pool_size=connections, max_overflow=0, connect_args={"check_same_thread": False, "timeout": 0}
    )


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
    """How long the next transaction may wait for somebody else's."""
    if conn.dialect.name == "sqlite":
        raw: Any = conn.connection.dbapi_connection
        raw.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")
