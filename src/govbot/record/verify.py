"""Checks all that the record says: its entries, its documents, the tables beside them, and the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from govbot.record.clean_copies import copy_problems
from govbot.record.daily_counts import count_problems
from govbot.record.transaction import Tx
from govbot.record.verify_chain import Bad, check_chain
from govbot.record.verify_documents import NamedDocuments, changed_or_missing
from govbot.record.verify_identities import identity_problems
from govbot.record.verify_storage import CANNOT_BE_READ, storage_problems, storage_remarks
from govbot.record.verify_tables import table_problems

MOST = 20  # problems that are told one by one
MORE = "… and {count} more of this kind."


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what is wrong.

    `bad` is the first bad entry (stream, seq, what is wrong), `problems` are sentences on everything else that is
    wrong, and `remarks` on what is right and worth knowing.
    """

    entries: int
    streams: int
    bad: Bad | None
    documents: int = 0
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.bad is None and not self.problems

    @property
    def first(self) -> str:
        """The first thing that is wrong, as a sentence; "" where the record is whole."""
        return self.bad[2] if self.bad else next(iter(self.problems), "")


def verify(tx: Tx) -> Verified:
    """Check the whole record on one snapshot, in bounded memory; a check goes on after what it has found."""
    return verify_on(tx.conn)


def verify_on(conn: Connection) -> Verified:
    """The same, for a database that is not opened as a record. Raises StorageFault where it can't be reached."""
    try:
        return _checked(conn)
    except DBAPIError as error:
        if error.connection_invalidated or not _damaged(error):
            raise
        return Verified(0, 0, None, problems=(CANNOT_BE_READ.format(why=str(error.orig).splitlines()[0]),))


def _checked(conn: Connection) -> Verified:
    problems = list(storage_problems(conn))
    named = NamedDocuments()
    chain = check_chain(conn, named.note)
    checked = list(changed_or_missing(conn, named))
    problems += _at_most(sentence for _, sentence in checked if sentence)
    problems += _at_most(copy_problems(conn, frozenset(named.by)))
    problems += _at_most(identity_problems(conn))
    problems += _at_most(table_problems(conn))
    problems += _at_most(count_problems(conn))
    remarks = tuple(storage_remarks(conn))
    return Verified(chain.entries, chain.streams, chain.bad, len(checked), tuple(problems), remarks)


def _at_most(sentences: Iterator[str]) -> list[str]:
    """The first so many sentences, and how many there are beyond them."""
    told = list(sentences)
    return told if len(told) <= MOST else [*told[:MOST], MORE.format(count=len(told) - MOST)]


def _damaged(error: DBAPIError) -> bool:
    """Whether a database's error says that what it holds is damaged: SQLite's CORRUPT, PostgreSQL's class XX."""
    name = getattr(error.orig, "sqlite_errorname", "")
    state = getattr(error.orig, "sqlstate", None) or ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or state.startswith("XX")
