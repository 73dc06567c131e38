"""The hash chain: entries as they are stored, read, appended and digested.

An entry's digest covers every column, and the digest before it in its stream. What people wrote (body,
evidence) it covers through salted digests, so that a redacted text can't be guessed and the chain holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, bindparam, func, insert, select, update

from govbot.core.grammar import Acting, DocumentRef, Entry, Event
from govbot.record.columns import written
from govbot.record.compiled import Compiled
from govbot.record.database import is_sqlite
from govbot.record.folds import Fold, fold_of, kind_of
from govbot.record.tables import entries, streams

FORM = "govbot-entry-1"
COVERED = (
    "stream", "seq", "type", "happened_on", "recorded_at", "actor", "capacity", "capacity_key", "authority",
    "entered_by", "evidence_digest", "body_digest", "prev",
)  # fmt: skip
Head = tuple[int, str]
Columns = Mapping[str, Any] | RowMapping
START: Head = (0, "")
ALL = 2**62
_SALT = 16
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_COVERED = itemgetter(*COVERED)

_HEAD = Compiled(select(streams.c.seq, streams.c.digest).where(streams.c.id == bindparam("stream")))
_BEGIN = insert(streams)
_ADVANCE = Compiled(
    update(streams)
    .where(streams.c.id == bindparam("stream"))
    .values(seq=bindparam("to_seq"), digest=bindparam("to_digest"))
)
_HEADS = select(streams.c.id, streams.c.seq, streams.c.digest)
_HEADS = _HEADS.where(streams.c.id.in_(bindparam("streams", expanding=True))).order_by(streams.c.id)
_TAKE = _HEADS.with_for_update()
_HOLD_STILL = _HEADS.with_for_update(read=True)
_APPEND = Compiled(insert(entries), [column.name for column in entries.c if column.name != "position"])
_SHOWN = (
    "stream", "seq", "type", "happened_on", "recorded_at", "actor", "capacity", "authority", "entered_by",
    "evidence",
)  # fmt: skip
_ENTRIES = select(*(entries.c[name] for name in (*_SHOWN, "body", "position", "digest")))
_ENTRIES = _ENTRIES.limit(bindparam("most"))
_OF_STREAM = _ENTRIES.where(entries.c.stream == bindparam("stream"), entries.c.seq > bindparam("after"))
_OF_STREAM = _OF_STREAM.order_by(entries.c.seq)
_OF_ALL = _ENTRIES.where(entries.c.position > bindparam("after")).order_by(entries.c.position)
_LAST = _ENTRIES.order_by(entries.c.position.desc())
_EVIDENCE = select(entries.c.evidence)
_EVIDENCE = _EVIDENCE.where(entries.c.stream == bindparam("stream"), entries.c.seq == bindparam("seq"))
_IDS = select(streams.c.id).order_by(streams.c.id)
_IDS_OF_KIND = _IDS.where(streams.c.kind == bindparam("kind"))
_HEADS_OF_KIND = select(streams.c.id, streams.c.seq).where(streams.c.kind == bindparam("kind"))
_RECORDED_AT = select(entries.c.recorded_at)
_RECORDED_LAST = _RECORDED_AT.order_by(entries.c.position.desc()).limit(1)
_LAST_RECORDED = select(entries.c.position, entries.c.recorded_at)
_LAST_RECORDED = _LAST_RECORDED.order_by(entries.c.position.desc()).limit(1)
_RECORDED_IN = (
    _RECORDED_AT.where(entries.c.stream == bindparam("stream")).order_by(entries.c.seq.desc()).limit(1)
)
_EXTENT = select(func.count(), func.coalesce(func.sum(streams.c.seq), 0))
_EXTENT = _EXTENT.where(streams.c.kind == bindparam("kind"))


def canonical(value: Any) -> str:
    """The one way in which a value is written as JSON: these very bytes are stored and hashed."""
    return _ENCODER.encode(value)


def salted(salt: bytes, text: str) -> str:
    return sha256(salt + text.encode()).hexdigest()


def digest_of(row: Columns) -> str:
    """The digest of an entry, from its columns as they are stored."""
    return digest_of_covered(_COVERED(row))


def digest_of_covered(values: Iterable[Any]) -> str:
    """The same, from the values of the columns that it covers, in the order of COVERED."""
    return sha256(canonical([FORM, *values]).encode()).hexdigest()


def head(conn: Connection, stream: str) -> Head:
    """The seq and digest of a stream's last entry, as its row says."""
    row = _HEAD.first(conn, {"stream": stream})
    return START if row is None else (row[0], row[1])


def lock(conn: Connection, wanted: Iterable[str], *, reading: bool = False) -> dict[str, Head]:
    """Take the rows of these streams, in the order of their ids, and say where each now ends.

    With `reading` others may hold them too, but none may append. SQLite's BEGIN IMMEDIATE has taken all.
    """
    names = sorted(set(wanted))
    if is_sqlite(conn) or not names:
        return {}
    rows = conn.execute(_HOLD_STILL if reading else _TAKE, {"streams": names})
    heads = {row.id: (row.seq, row.digest) for row in rows}
    return {name: heads.get(name, START) for name in names}


def ids(conn: Connection, kind: str = "") -> list[str]:
    rows = conn.execute(_IDS_OF_KIND, {"kind": kind}) if kind else conn.execute(_IDS)
    return list(rows.scalars())


def heads(conn: Connection, kind: str) -> dict[str, int]:
    """The seq of the last entry of each stream of a kind, by stream."""
    return {row.id: row.seq for row in conn.execute(_HEADS_OF_KIND, {"kind": kind})}


def extent(conn: Connection, kind: str) -> tuple[int, int]:
    """How many streams of a kind there are, and how many entries they have: it grows with each entry."""
    streams_of_kind, their_entries = conn.execute(_EXTENT, {"kind": kind}).one()
    return int(streams_of_kind), int(their_entries)


def recorded_at(conn: Connection, stream: str = "") -> datetime | None:
    """When the last entry of a stream, or else of the whole record, was recorded (UTC); None without one."""
    statement = _RECORDED_IN if stream else _RECORDED_LAST
    instant = conn.execute(statement, {"stream": stream} if stream else {}).scalar()
    return datetime.fromisoformat(instant) if instant else None


def last_recorded(conn: Connection) -> tuple[int, datetime | None]:
    """The position of the record's last entry and when it was recorded (UTC); 0 and None without one."""
    row = conn.execute(_LAST_RECORDED).first()
    return (row.position, datetime.fromisoformat(row.recorded_at)) if row else (0, None)


def append(
    conn: Connection,
    stream: str,
    after: Head,
    acting: Acting,
    events: Sequence[Event],
    now: datetime,
    randomness: Callable[[int], bytes],
) -> tuple[Head, list[Entry]]:
    """Write events behind a stream's head. UNIQUE(stream, seq) is the guard behind the caller's lock."""
    seq, prev = after
    rows = []
    for event in events:
        seq += 1
        rows.append(_row(stream, seq, prev, acting, event, now, randomness))
        prev = rows[-1]["digest"]
    if after == START:
        conn.execute(_BEGIN, {"id": stream, "kind": kind_of(stream), "seq": seq, "digest": prev})
    else:
        _ADVANCE.run(conn, {"stream": stream, "to_seq": seq, "to_digest": prev})
    _APPEND.run_all(conn, rows)
    return (seq, prev), [
        _entry(event, *(row[name] for name in _SHOWN)) for row, event in zip(rows, events, strict=True)
    ]


def _row(
    stream: str,
    seq: int,
    prev: str,
    acting: Acting,
    event: Event,
    now: datetime,
    randomness: Callable[[int], bytes],
) -> dict[str, Any]:
    body, salt = canonical(event.model_dump(mode="json")), randomness(_SALT)
    evidence = _evidence(acting)
    evidence_salt = randomness(_SALT) if evidence else None
    row = {
        "stream": stream,
        "seq": seq,
        "type": type(event).__name__,
        "happened_on": acting.happened_on.isoformat(),
        "recorded_at": written(now),
        "actor": acting.person,
        "capacity": acting.capacity.label,
        "capacity_key": acting.capacity.key,
        "authority": acting.capacity.authority,
        "entered_by": acting.entered_by,
        "evidence": evidence,
        "evidence_salt": evidence_salt,
        "evidence_digest": salted(evidence_salt, evidence) if evidence and evidence_salt else "",
        "body": body,
        "salt": salt,
        "body_digest": salted(salt, body),
        "prev": prev,
    }
    return {**row, "digest": digest_of(row)}


def _evidence(acting: Acting) -> str | None:
    """The evidence as it is stored: what was said of it, and the paper, as canonical JSON."""
    if not acting.evidence and acting.evidence_paper is None:
        return None
    paper = acting.evidence_paper.model_dump(mode="json") if acting.evidence_paper else None
    return canonical({"paper": paper, "said": acting.evidence})


def _entry(
    event: Event,
    stream: str,
    seq: int,
    type: str,
    happened_on: str,
    recorded_at: str,
    actor: str,
    capacity: str,
    authority: str,
    entered_by: str | None,
    evidence: str | None,
) -> Entry:
    """An entry from its columns, as they are stored."""
    given: dict[str, Any] = json.loads(evidence) if evidence else {"said": "", "paper": None}
    paper = DocumentRef.model_validate(given["paper"]) if given["paper"] else None
    day, instant = date.fromisoformat(happened_on), datetime.fromisoformat(recorded_at)
    return Entry(
        stream, seq, type, day, instant, actor, capacity, authority, entered_by, given["said"], event, paper
    )


def evidence_paper(conn: Connection, stream: str, seq: int) -> DocumentRef | None:
    """The document that was given as evidence of this entry, if any."""
    evidence = conn.execute(_EVIDENCE, {"stream": stream, "seq": seq}).scalar()
    paper = json.loads(evidence)["paper"] if evidence else None
    return DocumentRef.model_validate(paper) if paper else None


def of_stream(
    conn: Connection, folds: Mapping[str, Fold], stream: str, after: int = 0, most: int = ALL
) -> Iterator[Entry]:
    """The entries of a stream after a seq, in order."""
    rows = conn.execute(_OF_STREAM, {"stream": stream, "after": after, "most": most}).all()
    return (_loaded(row, folds) for row in rows)


def of_all(
    conn: Connection, folds: Mapping[str, Fold], after: int = 0, most: int = 1000
) -> Iterator[tuple[int, Entry]]:
    """The entries of all streams in the order of recording, each with its position, after a position."""
    rows = conn.execute(_OF_ALL, {"after": after, "most": most})
    return ((row.position, _loaded(row, folds)) for row in rows)


def last(conn: Connection, folds: Mapping[str, Fold], most: int) -> list[tuple[Entry, str]]:
    """The entries recorded last, newest first, each with its digest."""
    return [(_loaded(row, folds), row.digest) for row in conn.execute(_LAST, {"most": most})]


def digested(
    conn: Connection, folds: Mapping[str, Fold], stream: str, after: int, most: int
) -> list[tuple[Entry, str]]:
    """The entries of a stream after a seq, in order, each with its digest."""
    rows = conn.execute(_OF_STREAM, {"stream": stream, "after": after, "most": most})
    return [(_loaded(row, folds), row.digest) for row in rows]


def _loaded(row: Row[Any], folds: Mapping[str, Fold]) -> Entry:
    return _entry(fold_of(folds, row.stream).load(row.type, row.body), *row[: len(_SHOWN)])
