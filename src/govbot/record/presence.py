"""Whether the database is still the one that was opened: not deleted, and not replaced by an older copy."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from govbot.record import migrate
from govbot.record.database import reading_engine, url_of
from govbot.record.errors import StorageFault, at_opening
from govbot.record.transaction import Tx

GONE = (
    "The record's file was deleted or replaced while govbot was running. Nothing is recorded any more: please tell "
    "the operator, who stops govbot, puts the right file at {path}, and starts govbot again."
)
REPLACED = (
    "An older copy has taken the record's place while govbot was running. Nothing is recorded any more: please "
    "tell the operator, who stops govbot, puts the right record there, and starts govbot again."
)
_GENERATION = "generation"
_ID = "record id"


class Presence:
    """Remembers which file was opened, and how far the record had come; what was found missing stays missing."""

    def __init__(self, url: str) -> None:
        address = url_of(url)
        self._path = str(address.database) if address.get_backend_name() == "sqlite" else ""
        self._file: tuple[int, int] | None = None
        self._id = ""
        self._generation = 0
        self.missing = ""  # why nothing is recorded any more
        self._commits = 0
        self._advanced_at = -1  # how many commits there were when the generation was last raised

    def remember_file(self) -> None:
        """Take the file that is there now for the right one."""
        self._file = _file_at(self._path) if self._path else None

    def guard(self, *engines: Engine) -> None:
        """Open no connection to a missing file: SQLite would make an empty one."""
        for engine in engines:
            event.listen(engine, "do_connect", self._before_connecting)

    def require(self) -> None:
        """Raises StorageFault where the record is not the one that was opened."""
        if not self.missing and self._file is not None and _file_at(self._path) != self._file:
            self.missing = GONE.format(path=self._path)
        if self.missing:
            raise StorageFault(self.missing)

    def compare(self, tx: Tx) -> None:
        """Raises StorageFault where the record is behind what this process has seen of it."""
        if not self._id:
            return
        there = tx.counters.last(_GENERATION)
        if tx.notes.get(_ID) != self._id or there < self._generation:
            self.missing = REPLACED
            raise StorageFault(REPLACED)
        self._generation = there

    def committed(self) -> None:
        """Note a commit. Raises StorageFault where it went to a file that is gone: then it is not recorded."""
        self.require()
        self._commits += 1

    def is_behind(self) -> bool:
        """Whether anything was committed since the generation was last raised."""
        return self._commits != self._advanced_at

    def advance(self, tx: Tx) -> tuple[str, int, int]:
        """Raise the generation, so that a copy made before can be told from the record; what to remember then."""
        self.compare(tx)
        record_id = tx.notes.get(_ID)
        if record_id is None:
            record_id = secrets.token_hex(16)
            tx.notes.set(_ID, record_id)
        return record_id, tx.counters.next(_GENERATION), self._commits + 1

    def remember(self, record_id: str, generation: int, commits: int) -> None:
        """Remember what `advance` gave, once it is committed."""
        self._id, self._generation, self._advanced_at = record_id, generation, commits

    def _before_connecting(self, *_: Any) -> None:
        self.require()


def has_record(url: str) -> bool:
    """Whether a record is in this database; makes no file. Raises StorageFault where it is somebody else's."""
    address = url_of(url)
    if address.get_backend_name() == "sqlite":
        file = Path(str(address.database))
        if not file.is_file() or not file.stat().st_size:
            return False
    engine = reading_engine(url)
    try:
        with engine.connect() as conn:
            return migrate.current(conn) is not None
    except DBAPIError as error:
        raise at_opening(error, engine.url) from error
    finally:
        engine.dispose()


def _file_at(path: str) -> tuple[int, int] | None:
    """Device and inode; None where no file can be seen."""
    try:
        seen = os.stat(path)  # noqa: PTH116 — four times a click, and a Path takes twice as long
    except OSError:
        return None
    return seen.st_dev, seen.st_ino
