"""Entries carry salted digests of people and accounts; one "taken over" entry for each person who is there already."""

from __future__ import annotations

import secrets
from collections import defaultdict
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import context, op

from govbot.record.chain import canonical, digest_of, salted
from govbot.record.columns import written
from govbot.record.identities import SALT, account_digest, person_digest

revision = "0007"
down_revision = "0006"

ENTRIES = sa.table(
    "entries",
    *map(
        sa.column,
        (
            "stream", "seq", "type", "happened_on", "recorded_at", "actor", "capacity", "capacity_key",
            "authority", "evidence_digest", "body", "salt", "body_digest", "prev", "digest",
        ),
    ),
)  # fmt: skip
DIRECTORY = "directory"


def upgrade() -> None:
    op.add_column("people", sa.Column("salt", sa.LargeBinary()))
    op.add_column("accounts", sa.Column("salt", sa.LargeBinary()))
    conn = op.get_bind()
    now = context.config.attributes.get("now") or datetime.now(UTC)
    take_over(conn, now, salted_accounts(conn))


def salted_accounts(conn: sa.Connection) -> dict[str, list[str]]:
    """Give each linked account a salt; the digests by person."""
    digests: dict[str, list[str]] = defaultdict(list)
    linked = sa.text(
        'SELECT platform, tenant, "user", person FROM accounts WHERE person IS NOT NULL ORDER BY 1, 2, 3'
    )
    keep = sa.text(
        'UPDATE accounts SET salt = :salt WHERE platform = :platform AND tenant = :tenant AND "user" = :user'
    )
    for platform, tenant, user, person in conn.execute(linked).all():
        salt = secrets.token_bytes(SALT)
        conn.execute(keep, {"salt": salt, "platform": platform, "tenant": tenant, "user": user})
        digests[person].append(account_digest(salt, platform, tenant, user))
    return digests


def take_over(conn: sa.Connection, now: datetime, accounts: dict[str, list[str]]) -> None:
    """Give each person a salt, and record the digests at the end of the directory's stream."""
    head = conn.execute(sa.text("SELECT seq, digest FROM streams WHERE id = 'directory'")).first()
    seq, prev = (head.seq, head.digest) if head else (0, "")
    keep = sa.text("UPDATE people SET salt = :salt WHERE id = :id")
    people = conn.execute(sa.text("SELECT id, name, email FROM people ORDER BY added_at, id")).all()
    for person, name, email in people:
        salt = secrets.token_bytes(SALT)
        conn.execute(keep, {"salt": salt, "id": person})
        body = {
            "person": person,
            "digest": person_digest(salt, person, name, email),
            "accounts": accounts.get(person, []),
            "taken_over": True,
        }
        seq += 1
        prev = append(conn, seq, prev, canonical(body), now)
    if people:
        advance(conn, seq, prev, begins=head is None)


def append(conn: sa.Connection, seq: int, prev: str, body: str, now: datetime) -> str:
    """Append one entry, in the form that docs/format.md describes; its digest."""
    salt = secrets.token_bytes(SALT)
    row = {
        "stream": DIRECTORY,
        "seq": seq,
        "type": "IdentityRecorded",
        "happened_on": now.astimezone(UTC).date().isoformat(),
        "recorded_at": written(now),
        "actor": "operator",
        "capacity": "operator",
        "capacity_key": "",
        "authority": "",
        "entered_by": None,
        "evidence_digest": "",
        "body": body,
        "salt": salt,
        "body_digest": salted(salt, body),
        "prev": prev,
    }
    row["digest"] = digest_of(row)
    conn.execute(ENTRIES.insert(), {name: value for name, value in row.items() if name != "entered_by"})
    return str(row["digest"])


def advance(conn: sa.Connection, seq: int, digest: str, *, begins: bool) -> None:
    """Say where the directory's stream now ends."""
    statement = (
        "INSERT INTO streams (id, kind, seq, digest) VALUES ('directory', 'directory', :seq, :digest)"
        if begins
        else "UPDATE streams SET seq = :seq, digest = :digest WHERE id = 'directory'"
    )
    conn.execute(sa.text(statement), {"seq": seq, "digest": digest})
