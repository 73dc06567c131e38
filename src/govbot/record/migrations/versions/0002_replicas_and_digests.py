"""Several replicas pace the lanes in turn; one reminder a person and day; snoozing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=key, nullable=False)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=False, server_default="0")


def instant(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(27), nullable=False)


def upgrade() -> None:
    op.create_table("lanes", text("lane", key=True), text("holder"), count("fence"), count("beat"))
    op.create_table(
        "digests",
        text("person", key=True),
        text("day", key=True),
        text("stream", key=True),
        text("action", key=True),
        text("about", key=True),
        text("which"),
        instant("noted_at"),
    )
    op.create_index("ix_digests_stream", "digests", ["stream"])
    op.create_table(
        "snoozes",
        text("person", key=True),
        text("stream", key=True),
        text("action", key=True),
        text("about", key=True),
        instant("until"),
        sa.Column("over", sa.Boolean(), nullable=False),
    )
    op.create_index(
        "ix_snoozes_until",
        "snoozes",
        ["until"],
        sqlite_where=sa.text("over IS 0"),
        postgresql_where=sa.text("over IS false"),
    )
