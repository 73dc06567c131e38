"""Checks the database itself: SQLite's pages, PostgreSQL's data checksums, and that entries can't be changed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from govbot.record.database import is_sqlite
from govbot.record.triggers import unforbidden

DAMAGED_PAGES = "The database file is damaged: {why}."
CANNOT_BE_READ = "The database can't be read through, so it is damaged: {why}."
CHECKSUMS = "PostgreSQL's data checksums are {state}: {so}."
_SO = {
    "on": "a damaged page is found when it is read",
    "off": "a page that the disk damages is found only where it holds an entry or a document",
}


def storage_problems(conn: Connection) -> Iterator[str]:
    """A sentence for each thing that is wrong with the database itself."""
    if is_sqlite(conn):
        pages = [str(row[0]) for row in conn.exec_driver_sql("PRAGMA quick_check(3)")]
        if pages != ["ok"]:
            yield DAMAGED_PAGES.format(why="; ".join(" ".join(why.split()) for why in pages).rstrip("."))
    yield from unforbidden(conn)


def storage_remarks(conn: Connection) -> Iterator[str]:
    """What the operator should know of the database, though nothing is wrong."""
    if not is_sqlite(conn):
        state = str(conn.exec_driver_sql("SHOW data_checksums").scalar())
        yield CHECKSUMS.format(state=state, so=_SO.get(state, _SO["off"]))
