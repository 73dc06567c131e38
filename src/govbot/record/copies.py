"""Copies of a SQLite record, made while it is written to, checked whole, and put in place only then."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from govbot.core.errors import GovbotError
from govbot.record import migrate
from govbot.record.database import reading_engine, url_of, writing_engine
from govbot.record.delivery_tables import outbox, sending, waiting
from govbot.record.errors import StorageFault
from govbot.record.verify import Verified, verify_on

ONLY_SQLITE = "govbot copies SQLite only. PostgreSQL has pg_dump and pg_restore: docs/operating.md says how."
IN_USE = "{path} is in use: stop govbot first, and whatever else has it open."
HOLDS_ONE = "{path} holds a record already. With --force it is kept aside, and this one takes its place."
THERE = "{path} is there already. Choose another name, or overwrite it with --force."
NO_RECORD = "{path} is not a record of govbot: nothing was put in its place."
NOT_WHOLE = "{path} is not whole, and was not kept as a copy: {why}"
HELD = "Held at the restore: it may have been delivered after the copy was made."


class CopyRefused(GovbotError):
    """A copy was not made, or not put in place; a whole sentence."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds, and how many messages were waiting to be sent when it was made."""

    verified: Verified
    waiting: int
    aside: Path | None = None  # where what it took the place of was kept


def file_of(url: str) -> Path:
    """The file of a SQLite record. Raises CopyRefused for another database."""
    parsed = url_of(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise CopyRefused(ONLY_SQLITE)
    return Path(parsed.database)


def back_up(url: str, to: Path, *, force: bool = False) -> Copied:
    """Copy the record to a file, whoever writes to it meanwhile: one moment of it, checked before it gets its name."""
    source = file_of(url)
    if to.exists() and not force:
        raise CopyRefused(THERE.format(path=to))
    begun = _beside(to)
    try:
        _copy(source, begun)
        copied = check(begun, to)
        _settle(begun, to)
    finally:
        begun.unlink(missing_ok=True)
    return copied


def restore(url: str, copy: Path, *, force: bool = False, hold: bool = False) -> Copied:
    """Put a copy in the record's place, once it was checked. With `hold` what was waiting is parked, not sent."""
    target = file_of(url)
    there = _holds_something(target)
    if there and not force:
        raise CopyRefused(HOLDS_ONE.format(path=target))
    begun = _beside(target)
    try:
        _copy(copy, begun)
        copied = check(begun, copy)
        if hold:
            _hold(begun)
        aside = _aside(target) if there else None
        _settle(begun, target)
    finally:
        begun.unlink(missing_ok=True)
    return Copied(copied.verified, copied.waiting, aside)


def check(file: Path, named: Path) -> Copied:
    """Check a copy: its pages, its schema, its chain, its documents. Raises CopyRefused with what is wrong.

    One of an earlier schema stays so; its check is made on another copy, which is brought to this schema.
    """
    engine = reading_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as conn:
            pages = conn.exec_driver_sql("PRAGMA integrity_check").scalar()
            if pages != "ok":
                raise CopyRefused(NOT_WHOLE.format(path=named, why=pages))
            if migrate.current(conn) is None:
                raise CopyRefused(NO_RECORD.format(path=named))
            if migrate.current(conn) != migrate.HEAD:
                return _check_upgraded(file, named)
            verified = verify_on(conn)
            if not verified.whole:
                raise CopyRefused(NOT_WHOLE.format(path=named, why=verified.first))
            unsent = select(func.count()).select_from(outbox).where(waiting | sending)
            return Copied(verified, conn.execute(unsent).scalar_one())
    except StorageFault as fault:
        raise CopyRefused(f"{named}: {fault}") from fault
    except DBAPIError as error:
        raise CopyRefused(NO_RECORD.format(path=named)) from error
    finally:
        engine.dispose()


def _check_upgraded(file: Path, named: Path) -> Copied:
    upgraded = _beside(file)
    try:
        _copy(file, upgraded)
        engine = writing_engine(f"sqlite:///{upgraded}")
        try:
            migrate.upgrade(engine)
        finally:
            engine.dispose()
        return check(upgraded, named)
    finally:
        for part in (upgraded, *upgraded.parent.glob(f"{upgraded.name}-*")):
            part.unlink(missing_ok=True)


def in_use(file: Path) -> bool:
    """Whether somebody has this SQLite database open."""
    try:
        with closing(sqlite3.connect(file, timeout=0.5)) as raw:
            raw.execute("PRAGMA journal_mode=DELETE")  # only who is alone may change it
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False  # nor is it a database
    return False


def _copy(source: Path, to: Path) -> None:
    """SQLite's online backup, in one step: a snapshot, for which no writer has to wait."""
    if not source.is_file():
        raise CopyRefused(f"There is no file {source}.")
    to.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(source)) as begin, closing(sqlite3.connect(to)) as end:
            begin.execute("PRAGMA busy_timeout=5000")
            begin.backup(end)
            end.execute("PRAGMA journal_mode=DELETE")  # one file, that can be carried elsewhere
    except sqlite3.DatabaseError as error:
        raise CopyRefused(f"{source} could not be copied: {error}.") from error


def _holds_something(target: Path) -> bool:
    """Whether there is a record already; refused where somebody has it open."""
    if not target.exists() or not target.stat().st_size:
        return False
    if in_use(target):
        raise CopyRefused(IN_USE.format(path=target))
    try:
        with closing(sqlite3.connect(target)) as raw:
            tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError:
        return True
    if tables and "alembic_version" not in tables:
        raise CopyRefused(migrate.FOREIGN)
    return bool(tables)


def _hold(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute(
            "UPDATE outbox SET state = 'parked', lease_until = NULL, last_error = ? "
            "WHERE state IN ('waiting', 'sending')",
            [HELD],
        )


def _aside(target: Path) -> Path:
    """Keep what was there under a second name, until the new one has taken the first."""
    aside = target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    os.link(target, aside)
    return aside


def _beside(to: Path) -> Path:
    if not to.parent.is_dir():
        raise CopyRefused(f"There is no folder {to.parent}.")
    return to.with_name(f".{to.name}.{os.getpid()}.part")


def _settle(begun: Path, to: Path) -> None:
    """On disk first, then its name: whoever looks sees the old file or the whole new one."""
    _sync(begun)
    begun.replace(to)
    _sync(to.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
