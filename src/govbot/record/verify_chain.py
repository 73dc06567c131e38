"""Checks the hash chain of all entries, and names the first entry that is not as it was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from govbot.record.chain import COVERED, digest_of_covered, salted
from govbot.record.tables import entries, streams

Bad = tuple[str, int, str]

_AT_A_TIME = 1000


class StoredEntry(NamedTuple):
    """An entry's columns as they are stored, those of COVERED first, and what its stream's row says of the end."""

    stream: str
    seq: int
    type: str
    happened_on: str
    recorded_at: str
    actor: str
    capacity: str
    capacity_key: str
    authority: str
    entered_by: str | None
    evidence_digest: str
    body_digest: str
    prev: str
    body: str | None
    salt: bytes | None
    evidence: str | None
    evidence_salt: bytes | None
    digest: str
    head_seq: int | None
    head_digest: str | None


_ALL = (
    select(*(entries.c[name] for name in StoredEntry._fields[:-2]), streams.c.seq, streams.c.digest)
    .outerjoin(streams, streams.c.id == entries.c.stream)
    .order_by(entries.c.stream, entries.c.seq)
)
_EMPTY = select(streams.c.id).where(~exists().where(entries.c.stream == streams.c.id)).order_by(streams.c.id)


@dataclass(frozen=True, slots=True)
class ChainChecked:
    """How many entries and streams were checked, and the first bad entry: stream, seq, what is wrong."""

    entries: int
    streams: int
    bad: Bad | None


def check_chain(conn: Connection, note: Callable[[StoredEntry], None]) -> ChainChecked:
    """Check every entry against its digest, the one before it, and its stream's head; in bounded memory.

    `note` is given every entry's row, also those behind the first bad one.
    """
    checked = seen = 0
    bad: Bad | None = None
    before: StoredEntry | None = None
    with conn.execute(_ALL, execution_options={"yield_per": _AT_A_TIME}) as result:
        for row in map(StoredEntry._make, result):
            begins = before is None or before.stream != row.stream
            bad = bad or (begins and _cut(before)) or _checked(row, None if begins else before) or None
            note(row)
            checked, seen, before = checked + 1, seen + begins, row
    return ChainChecked(checked, seen, bad or _cut(before) or next(_without_entries(conn), None))


def _checked(row: StoredEntry, before: StoredEntry | None) -> Bad | None:
    """What is wrong with an entry, if anything; SQLite lets one put bytes where a text was, or a text for a number."""
    try:
        return _wrong(row, before)
    except (AttributeError, TypeError):
        return (row.stream, row.seq, f"Entry {row.seq} of {row.stream} was changed.")


def _wrong(row: StoredEntry, before: StoredEntry | None) -> Bad | None:
    """What is wrong with an entry, if anything."""
    due = before.seq + 1 if before else 1
    stream, seq = row.stream, row.seq
    if seq != due:
        return (stream, due, f"Entry {due} of {stream} is missing.")
    if row.head_seq is None or row.head_seq < seq:
        return (stream, seq, f"Entry {seq} of {stream} was added by hand, beyond the end of its stream.")
    if row.body is None or row.salt is None or salted(row.salt, row.body) != row.body_digest:
        return (stream, seq, f"What entry {seq} of {stream} says was changed.")
    if not _evidence_holds(row):
        return (stream, seq, f"The evidence of entry {seq} of {stream} was changed.")
    if row.prev != (before.digest if before else ""):
        return (stream, seq, f"Entry {seq} of {stream} does not follow the entry before it.")
    if digest_of_covered(row[: len(COVERED)]) != row.digest:
        return (stream, seq, f"Entry {seq} of {stream} was changed.")
    return None


def _evidence_holds(row: StoredEntry) -> bool:
    if row.evidence is None:
        return bool(row.evidence_digest == "")
    salt = row.evidence_salt
    return salt is not None and salted(salt, row.evidence) == row.evidence_digest


def _cut(last: StoredEntry | None) -> Bad | None:
    """Whether the tail behind a stream's last entry is missing."""
    if last is None or (last.head_seq, last.head_digest) == (last.seq, last.digest):
        return None
    stream, seq = last.stream, last.seq
    if (last.head_seq or 0) > seq:
        return (stream, seq + 1, f"Entry {seq + 1} of {stream}, and all after it, were cut off.")
    return (stream, seq, f"Entry {seq} of {stream} is not the one that its stream ended with.")


def _without_entries(conn: Connection) -> Iterator[Bad]:
    for stream in conn.execute(_EMPTY).scalars():
        yield (stream, 1, f"Entry 1 of {stream}, and all after it, were cut off.")
