"""How the record says that it could not: surely nothing was recorded, or it isn't known yet."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

BUSY = "The record is busy. Nothing was recorded: please try again in a moment."
FULL = "The disk that holds the record is full. Nothing was recorded: please tell the operator."
BROKEN = "The record can't be reached ({reason}). Nothing was recorded: please tell the operator."
UNKNOWN = "It is not known yet whether this was recorded. Send the same form again: it shows the result."


class StorageFault(Exception):
    """The record could not be reached; surely nothing was recorded. A whole sentence."""


class Busy(StorageFault):
    """Somebody else holds the record; surely nothing was recorded. A whole sentence."""


class NotKnownYet(Exception):
    """The transaction goes on, or its end was not heard of: look for the request's key. A whole sentence."""

    def __init__(self, sentence: str = UNKNOWN) -> None:
        super().__init__(sentence)


_OF_THE_DISK = tuple(
    f"SQLITE_{name}" for name in ("IOERR", "READONLY", "CANTOPEN", "CORRUPT", "NOTADB", "NOMEM")
)


def fault_in(error: DBAPIError, *, committing: bool = False) -> Exception | None:
    """The fault that a database's error means; None where it is a bug of ours."""
    name = getattr(error.orig, "sqlite_errorname", "") if isinstance(error.orig, sqlite3.Error) else ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(BUSY)
    if name == "SQLITE_FULL":
        return StorageFault(FULL)
    if name.startswith("SQLITE_IOERR") and committing:
        return NotKnownYet()
    if name.startswith(_OF_THE_DISK):
        return StorageFault(BROKEN.format(reason=str(error.orig)))
    if error.connection_invalidated:
        return NotKnownYet() if committing else StorageFault(BROKEN.format(reason="the connection was lost"))
    return None
