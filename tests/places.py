"""Where a test keeps its database: a SQLite file or a database of PostgreSQL, looked into behind the record's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import EMPTY, MIGRATED, Server

_FOREVER = r"SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\_forever'"


def tamper_with(file: Path, words: str) -> None:
    """The same as `Place.tamper`, with a SQLite file."""
    raw = sqlite3.connect(file)
    triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    raw.executescript(words)
    for _, sql in triggers:
        raw.execute(sql)
    raw.commit()
    raw.close()


@dataclass(frozen=True)
class Place:
    """A database of a test's own. `file` is SQLite's, `server` and `name` are PostgreSQL's."""

    url: str
    file: Path = Path()
    server: Server | None = None
    name: str = ""

    def look(self, words: str) -> list[tuple[Any, ...]]:
        """The rows of a SELECT."""
        if self.server is None:
            raw = sqlite3.connect(self.file)
            rows = raw.execute(words).fetchall()
            raw.close()
            return rows
        with self.server.connect(self.name) as conn:
            return conn.execute(words.encode()).fetchall()

    def tamper(self, words: str) -> None:
        """Run statements, parted by semicolons, as somebody who may do anything with the database.

        The triggers that would forbid it are dropped first, and put back: whoever tampers would do the same.
        """
        if self.server is None:
            tamper_with(self.file, words)
            return
        with self.server.connect(self.name) as conn, conn.transaction():
            triggers = conn.execute(_FOREVER).fetchall()
            for (table,) in triggers:
                conn.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
            conn.execute(words.encode())
            for (table,) in triggers:
                conn.execute(f"ALTER TABLE IF EXISTS {table} ENABLE ALWAYS TRIGGER {table}_forever".encode())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Somebody else holds what a click needs, until the end."""
        if self.server is None:
            other = sqlite3.connect(self.file, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                other.execute("ROLLBACK")
                other.close()
            return
        with self.server.connect(self.name) as conn, conn.transaction(force_rollback=True):
            conn.execute("LOCK TABLE streams, entries, answers, notes IN EXCLUSIVE MODE")
            yield

    def beside(self, folder: Path) -> Place:
        """Another empty database of the same kind."""
        return sqlite_in(folder) if self.server is None else postgresql_on(self.server)

    def kept(self) -> bytes | str:
        """What `like` begins with: a file's bytes, or a database's name; nobody may be at work in it."""
        return self.file.read_bytes() if self.server is None else self.name

    def like(self, kept: bytes | str) -> Place:
        """This database, as that other one was left."""
        if self.server is None:
            assert isinstance(kept, bytes)
            self.file.write_bytes(kept)
        else:
            assert isinstance(kept, str)
            self.server.drop(self.name)
            self.server.copy(self.name, kept)
        return self


def sqlite_in(folder: Path, name: str = "govbot.db") -> Place:
    return Place(f"sqlite:///{folder / name}", folder / name)


def postgresql_on(server: Server, template: str = MIGRATED) -> Place:
    name = server.new(template)
    return Place(server.url(name), server=server, name=name)


def empty_on(server: Server) -> Place:
    """Without a table."""
    return postgresql_on(server, EMPTY)


def either(
    request: pytest.FixtureRequest, folder: Path, on_server: Callable[[Server], Place]
) -> Iterator[Place]:
    """For a fixture with the parameters "sqlite" and "postgresql": a database of that kind, until the test's end."""
    if request.param == "sqlite":
        yield sqlite_in(folder)
        return
    server: Server = request.getfixturevalue("postgres")
    made = on_server(server)
    yield made
    server.drop(made.name)


def place_of(where: Path | Place) -> Place:
    return where if isinstance(where, Place) else sqlite_in(where)
