"""The floor of a click: one raw durable insert by `sqlite3` itself, with WAL and synchronous=FULL."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


class Inserts:
    """A table of texts, written by a thread of its own, one transaction a text."""

    def __init__(self, path: Path) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._path = path
        self._connection: sqlite3.Connection | None = None

    async def insert(self, text: str) -> None:
        """Insert one row; it is on disk when this returns."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._insert, text)

    def _insert(self, text: str) -> None:
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, body TEXT)")
        self._connection.execute("INSERT INTO floor (body) VALUES (?)", (text,))
