"""Moves a record to another database, of the same kind or another: every row as it is, and the chain checked."""

from __future__ import annotations

from time import monotonic, sleep

from sqlalchemy import Connection, Engine, Integer, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from govbot.core.errors import GovbotError
from govbot.record import migrate
from govbot.record.copies import file_of, in_use
from govbot.record.database import is_sqlite, migrate_alone, writing_engine
from govbot.record.errors import at_opening, fault_in
from govbot.record.queue_leases import QueueLeases, QueueState
from govbot.record.schema import metadata
from govbot.record.tables import entries
from govbot.record.verify import Verified, verify_on

AT_A_TIME = 500
LONGEST = 3600.0  # seconds
WATCHED = 5.0  # seconds; whoever holds the queues renews them within three
RUNS = "govbot runs on this record: stop it first."
NOT_EMPTY = "The other database holds a record already. Name an empty one."


class TransferRefused(GovbotError):
    """The record was not copied; a whole sentence."""


def move(url: str, to: str, watched: float = WATCHED) -> Verified:
    """Copy all rows to an empty database, in one transaction there; nothing is recorded here meanwhile.

    Raises TransferRefused or StorageFault. On PostgreSQL, queues that somebody holds are watched for `watched` seconds.
    """
    here, there = writing_engine(url), writing_engine(to)
    try:
        _reach(here, "GOVBOT_DATABASE")
        _reach(there, "--to")
        if in_use(file_of(url)) if is_sqlite(here) else _beats(here, watched):
            raise TransferRefused(RUNS)
        return _move(here, there)
    except DBAPIError as error:
        raise fault_in(error) or error from error
    finally:
        here.dispose()
        there.dispose()


def _move(here: Engine, there: Engine) -> Verified:
    with here.begin() as source, there.begin() as target:
        for conn in (source, target):
            migrate_alone(conn, LONGEST)
        migrate.refuse_other(source)
        if migrate.current(target) is not None:
            raise TransferRefused(NOT_EMPTY)
        migrate.upgrade_on(target)
        _still(source)
        for table in metadata.sorted_tables:
            _copy(source, target, table)
            _count_on(target, table)
        verified = verify_on(target)
        same = source.execute(select(func.count()).select_from(entries)).scalar()
        if not verified.whole or verified.entries != same:
            raise TransferRefused(
                f"The copy is not whole, and was taken back. {verified.first or 'Something is missing.'}"
            )
        return verified


def _reach(engine: Engine, named: str) -> None:
    try:
        engine.connect().close()
    except DBAPIError as error:
        raise at_opening(error, engine.url, named) from error
    finally:
        engine.dispose()


def _beats(here: Engine, watched: float) -> bool:
    """Whether somebody who holds the queues is alive; one that was killed holds them still, and beats no more."""
    with here.connect() as conn:
        migrate.refuse_other(conn)
    until, before = monotonic() + watched, _held(here)
    while before and monotonic() < until:
        sleep(0.1)
        if _held(here) != before:
            return True
    return False


def _held(here: Engine) -> tuple[QueueState, ...]:
    with here.connect() as conn:
        return QueueLeases(conn).held()


def _still(source: Connection) -> None:
    """Nobody records meanwhile: SQLite's BEGIN IMMEDIATE has seen to it."""
    if not is_sqlite(source):
        names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
        source.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))


def _copy(source: Connection, target: Connection, table: Table) -> None:
    with source.execute(select(table), execution_options={"yield_per": AT_A_TIME}) as rows:
        for some in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in some])


def _count_on(target: Connection, table: Table) -> None:
    """Let the numbers of new rows begin behind those that were copied."""
    key = next(iter(table.primary_key))
    if is_sqlite(target) or not isinstance(key.type, Integer) or key.autoincrement is not True:
        return
    sequence = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")
    last = target.execute(select(func.max(key))).scalar()
    if last:
        target.execute(sequence, {"table": table.name, "column": key.name, "last": last})
