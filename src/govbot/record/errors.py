"""The record's exceptions, and which of them an error of the database means. The whole tree: core/errors.py."""

from __future__ import annotations

import sqlite3

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, IntegrityError

from govbot.core.errors import GovbotError, OutcomeUnknown
from govbot.core.grammar import Refusal

BUSY = "The record is busy. Nothing was recorded: please try again in a moment."
FULL = "The disk that holds the record is full. Nothing was recorded: please tell the operator."
BROKEN = "The record can't be reached ({reason}). Nothing was recorded: please tell the operator."
UNREACHABLE = "The database at {where} can't be reached: {why}. Check {named}."
UNKNOWN = "It is not known yet whether this was recorded. Send the same form again: it shows the result."
DAMAGED = (
    "The document with the hash {digest} is missing, or is not as it was recorded. So it is not shown, and nothing "
    "is decided by it: please tell the operator, who restores it from a copy."
)
LOST = "the connection was lost"


class StorageFault(GovbotError):
    """The record could not be reached; surely nothing was recorded. A whole sentence."""


class Busy(StorageFault):
    """Somebody else holds the record; surely nothing was recorded. A whole sentence."""


class CommitOutcomeUnknown(OutcomeUnknown):
    """The transaction goes on, or its end was not heard of: look for the request's key. A whole sentence."""

    def __init__(self, sentence: str = UNKNOWN) -> None:
        super().__init__(sentence)


class DamagedDocument(Refusal):
    """A kept document is gone, or is not the one that its hash names: nothing is shown or decided by it."""

    def __init__(self, digest: str) -> None:
        super().__init__(DAMAGED.format(digest=digest))


class WriteConflict(GovbotError):
    """A stream has grown since it was looked at in this transaction: decide again."""


_OF_THE_DISK = tuple(
    f"SQLITE_{name}" for name in ("IOERR", "READONLY", "CANTOPEN", "CORRUPT", "NOTADB", "NOMEM")
)
# PostgreSQL's error codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
_WAITED = ("55P03", "57014")  # lock_timeout; statement_timeout
_FULL = ("53100",)
_CROSSED = ("40001", "40P01")  # serialization failure; deadlock
_ENDED = ("57P01", "57P02", "57P03", "08")  # shut down, crashed, starting; connection exceptions
_UNUSABLE = ("25006", "28", "3D000", "42501", "53", "58", "F0", "XX")


def fault_in(error: DBAPIError, *, committing: bool = False) -> Exception | None:
    """The fault that a database's error means; None where it is a bug of ours."""
    if isinstance(error.orig, sqlite3.Error):
        fault = _of_sqlite(error.orig, committing)
    else:
        fault = _of_postgresql(getattr(error.orig, "sqlstate", None) or "", str(error.orig), committing)
    if fault is None and (error.connection_invalidated or _never_connected(error)):
        return CommitOutcomeUnknown() if committing else StorageFault(BROKEN.format(reason=LOST))
    return fault


def at_opening(error: DBAPIError, url: URL, named: str = "GOVBOT_DATABASE") -> Exception:
    """The fault as an operator reads it who starts a command: where the database should be, and what hinders."""
    fault = fault_in(error)
    if fault is None or isinstance(fault, Busy):
        return fault or error
    why = _first_line(str(error.orig)).rpartition(" failed: ")[2].removeprefix("FATAL:").strip()
    return StorageFault(UNREACHABLE.format(where=_place(url), why=why, named=named))


def decide_again(error: DBAPIError, *, committing: bool = False) -> bool:
    """Whether the same transaction, begun anew, may well go through: another was first, or the line was cut."""
    if isinstance(error, IntegrityError):
        return True
    state = getattr(error.orig, "sqlstate", None) or ""
    return state in _CROSSED or (error.connection_invalidated and not committing)


def _of_sqlite(error: sqlite3.Error, committing: bool) -> Exception | None:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(BUSY)
    if name == "SQLITE_FULL":
        return StorageFault(FULL)
    if name.startswith("SQLITE_IOERR") and committing:
        return CommitOutcomeUnknown()
    if name.startswith(_OF_THE_DISK):
        return StorageFault(BROKEN.format(reason=str(error)))
    return None


def _of_postgresql(state: str, said: str, committing: bool) -> Exception | None:
    if state in (*_WAITED, *_CROSSED):
        return Busy(BUSY)
    if state in _FULL:
        return StorageFault(FULL)
    if state.startswith(_ENDED) and committing:
        return CommitOutcomeUnknown()
    if state.startswith((*_ENDED, *_UNUSABLE)):
        return StorageFault(BROKEN.format(reason=_first_line(said)))
    return None


def _never_connected(error: DBAPIError) -> bool:
    """psycopg gives no code where a connection was never made, or where it broke."""
    return type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout") and not getattr(
        error.orig, "sqlstate", None
    )


def _place(url: URL) -> str:
    """A file, or a server and its port; never a password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return f"{url.host or url.query.get('host') or 'localhost'}:{url.port or 5432}"


def _first_line(said: str) -> str:
    return next(iter(said.splitlines()), "").rstrip(". ")
