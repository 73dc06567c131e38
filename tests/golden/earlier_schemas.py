"""Databases of earlier schemas: the golden log's first entries, stored in SQL as each of those versions stored them.

An entry's form and the tables that hold it have been the same since the first schema.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import command

from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.obligations import obligations
from govbot.record import migrate
from govbot.record.columns import written
from govbot.record.database import writing_engine
from tests.golden.write_log import LOG, first_history, states_of
from tests.places import Place

EARLIER = ("0002", "0003", "0004")
POLICY = "policy:ITP-1"
FORM = "govbot-entry-1"
COVERED = (
    "stream", "seq", "type", "happened_on", "recorded_at", "actor", "capacity", "capacity_key", "authority",
    "entered_by", "evidence_digest", "body_digest", "prev",
)  # fmt: skip
COLUMNS = (*COVERED, "evidence", "evidence_salt", "body", "salt", "digest")


def first_lines() -> list[dict[str, Any]]:
    """The golden log as those versions could have written it: without the types of events that came later."""
    lines = [json.loads(line) for line in LOG.read_text("utf-8").splitlines()]
    return lines[: len(first_history().entries)]


def write(place: Place, revision: str) -> None:
    """Make an empty database of this schema, and fill it as that version did."""
    engine = writing_engine(place.url)
    with engine.begin() as conn:
        config = migrate.configuration()
        config.attributes["connection"] = conn
        command.upgrade(config, revision)
        heads: dict[str, tuple[int, str]] = {}
        for number, line in enumerate(first_lines(), start=1):
            seq, prev = heads.get(line["stream"], (0, ""))
            row = row_of({**line, "seq": seq + 1}, number, prev)
            heads[row["stream"]] = row["seq"], row["digest"]
            insert(conn, "entries", row)
        for stream, (seq, digest) in heads.items():
            insert(
                conn, "streams", {"id": stream, "kind": stream.split(":")[0], "seq": seq, "digest": digest}
            )
        beside_the_chain(conn, heads)
    engine.dispose()


def row_of(line: Mapping[str, Any], number: int, prev: str) -> dict[str, Any]:
    """A line of the log as a row of the table."""
    salt = number.to_bytes(16, "big")
    body = canonical(line["data"])
    evidence = canonical({"paper": None, "said": line["evidence"]}) if line["evidence"] else None
    row = {name: line[name] for name in COVERED if name in line} | {
        "recorded_at": line["recorded_at"].replace(" ", "T").replace("+00:00", ".000000Z"),
        "capacity_key": "",
        "body": body,
        "salt": salt,
        "body_digest": sha256(salt + body.encode()),
        "evidence": evidence,
        "evidence_salt": salt if evidence else None,
        "evidence_digest": sha256(salt + evidence.encode()) if evidence else "",
        "prev": prev,
    }
    return row | {"digest": sha256(canonical([FORM, *(row[name] for name in COVERED)]).encode())}


def beside_the_chain(conn: sa.Connection, heads: Mapping[str, object]) -> None:
    """People, accounts, documents and counters, each as the entries want them."""
    states = states_of(map(json.dumps, first_lines()))
    people = states.pop(DIRECTORY).people
    at = "2026-12-01T14:00:00.000000Z"
    for person in people:
        email = f"{person.replace(' ', '.')}@ct.example"
        who = {"id": person, "name": person.title(), "email": email, "email_folded": email}
        insert(conn, "people", who | {"agency": "", "active": True, "added_at": at})
    account = {"platform": "slack", "tenant": "T1", "user": "U1", "person": "budget", "refused": False}
    insert(conn, "accounts", account | {"linked_at": at})
    for digest, text in first_history().texts.items():
        insert(conn, "documents", {"sha256": digest, "data": text.encode(), "stored_at": at})
    for name, value in (("policy", len(heads) - 1), ("person", len(people))):
        insert(conn, "counters", {"name": name, "value": value})
    for stream, policy in states.items():
        for owed in obligations(policy):
            due = written(owed.due) if owed.due else None
            awaited = {"stream": stream, "party": owed.party, "action": owed.action, "about": owed.about}
            insert(
                conn, "obligations", awaited | {"what": owed.what, "due": due, "since": at, "dated_at": at}
            )


def insert(conn: sa.Connection, table: str, row: Mapping[str, Any]) -> None:
    """One row, by the columns that are given."""
    columns = sa.table(table, *map(sa.column, row))
    conn.execute(columns.insert(), dict(row))


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def rows(place: Place) -> Iterator[tuple[Any, ...]]:
    """The entries as they are stored, without those that an upgrade records."""
    yield from place.look(
        "SELECT stream, seq, type, body, digest FROM entries WHERE type <> 'IdentityRecorded' ORDER BY position"
    )
