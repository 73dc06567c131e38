"""The record: the chain, what is awaited, what is told, people, views."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Text = sa.Column[str]
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, NUMBER, primary_key=True, autoincrement=True)


def text(name: str, *, key: bool = False, default: str | None = None, optional: bool = False) -> Text:
    return sa.Column(name, sa.Text(), primary_key=key, nullable=optional, server_default=default)


def count(name: str, *, default: str | None = "0") -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=False, server_default=default)


def instant(name: str, *, key: bool = False, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(27), primary_key=key, nullable=optional)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def data(name: str, *, optional: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=optional)


def unique(name: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=name)


def index(
    name: str, table: str, *columns: str, where: str = "", on_postgresql: str = "", once: bool = False
) -> None:
    partly: dict[str, Any] = {}
    if where:
        partly = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(on_postgresql or where)}
    op.create_index(name, table, list(columns), unique=once, **partly)


def upgrade() -> None:
    the_chain()
    what_is_awaited()
    what_is_told()
    people()
    views_and_settings()


def the_chain() -> None:
    op.create_table("streams", text("id", key=True), text("kind"), count("seq"), text("digest"))
    op.create_table(
        "entries",
        number("position"),
        text("stream"),
        count("seq", default=None),
        text("type"),
        text("happened_on"),
        text("recorded_at"),
        text("actor"),
        text("capacity"),
        text("capacity_key"),
        text("authority"),
        text("entered_by", optional=True),
        text("evidence", optional=True),
        data("evidence_salt", optional=True),
        text("evidence_digest"),
        text("body", optional=True),
        data("salt", optional=True),
        text("body_digest"),
        text("prev"),
        text("digest"),
        unique("uq_entries_stream_seq", "stream", "seq"),
    )
    op.create_table("seals", number(), instant("made_at"), text("heads"), text("prev"), text("digest"))
    op.create_table("documents", text("sha256", key=True), data("data"), instant("stored_at"))
    op.create_table("answers", text("key", key=True), text("answer"), instant("at"))
    op.create_table("counters", text("name", key=True), count("value"))


def what_is_awaited() -> None:
    op.create_table(
        "obligations",
        number(),
        text("stream"),
        text("party"),
        text("action"),
        text("about"),
        text("what"),
        instant("due", optional=True),
        instant("since"),
        instant("settled_at", optional=True),
        instant("dated_at"),
        instant("next_reminder_at", optional=True),
    )
    still = "settled_at IS NULL"
    index("uq_obligations_open", "obligations", "stream", "party", "action", "about", where=still, once=True)
    index("ix_obligations_party", "obligations", "party", where=still)
    index("ix_obligations_due", "obligations", "party", "due", where=still)
    index("ix_obligations_reminder", "obligations", "next_reminder_at", where=still)
    op.create_table(
        "reminders",
        sa.Column("obligation", NUMBER, primary_key=True, autoincrement=False),
        instant("due", key=True),
        text("which", key=True),
        instant("sent_at"),
    )


def what_is_told() -> None:
    op.create_table(
        "outbox",
        number(),
        text("key"),
        instant("created_at"),
        instant("not_before"),
        text("stream"),
        count("seq"),
        text("addressee"),
        text("card"),
        text("about"),
        text("facts"),
        count("rank"),
        text("state"),
        count("tries"),
        text("last_error", default=""),
        instant("lease_until", optional=True),
        count("fence"),
        sa.Column("parent", NUMBER),
        text("person", default=""),
        text("platform", default=""),
        text("tenant", default=""),
        text("user", default=""),
        text("conversation", default=""),
        unique("uq_outbox_key", "key"),
    )
    index("ix_outbox_lane", "outbox", "platform", "rank", "id", where="state = 'waiting'")
    index("ix_outbox_due", "outbox", "not_before", where="state = 'waiting'")
    index("ix_outbox_lease", "outbox", "lease_until", where="state = 'sending'")
    index("ix_outbox_stream", "outbox", "stream", "created_at")
    index("ix_outbox_parent", "outbox", "parent")
    op.create_table(
        "deliveries",
        number(),
        count("posting", default=None),
        count("fence"),
        instant("started_at"),
        instant("ended_at", optional=True),
        text("outcome", default=""),
        text("error", default=""),
        unique("uq_deliveries_posting_fence", "posting", "fence"),
    )
    op.create_table(
        "messages",
        number(),
        count("posting", default=None),
        text("person"),
        text("platform"),
        text("conversation"),
        text("message"),
        text("card"),
        text("stream"),
        text("about"),
        text("facts"),
        text("facts_digest"),
        flag("live"),
        instant("sent_at"),
        unique("uq_messages_place", "platform", "conversation", "message"),
    )
    index("ix_messages_live", "messages", "stream", "id", where="live IS 1", on_postgresql="live IS true")
    op.create_table("stale", text("stream", key=True), instant("not_before"), count("marks"))
    op.create_table(
        "rooms",
        number(),
        text("stream"),
        text("platform"),
        text("conversation", default=""),
        text("name"),
        text("members", default="[]"),
        text("state"),
        instant("opened_at"),
        unique("uq_rooms_stream_platform", "stream", "platform"),
    )
    index("ix_rooms_place", "rooms", "platform", "conversation")


def people() -> None:
    op.create_table(
        "people",
        text("id", key=True),
        text("name"),
        text("email"),
        text("email_folded"),
        text("agency"),
        flag("active"),
        instant("added_at"),
        unique("uq_people_email", "email_folded"),
    )
    op.create_table(
        "accounts",
        text("platform", key=True),
        text("tenant", key=True),
        text("user", key=True),
        text("person", optional=True),
        text("found_for", default=""),
        text("conversation", default=""),
        flag("refused"),
        instant("linked_at", optional=True),
    )
    index("ix_accounts_person", "accounts", "person")
    index("ix_accounts_found_for", "accounts", "found_for")


def views_and_settings() -> None:
    op.create_table(
        "policies",
        text("id", key=True),
        text("title"),
        text("stage"),
        text("lead"),
        text("version"),
        instant("updated"),
        text("search"),
    )
    index("ix_policies_updated", "policies", "updated")
    op.create_table("views", text("name", key=True), count("version"), instant("rebuilt_at"))
    op.create_table("notes", text("name", key=True), text("value"))
    op.create_table(
        "attempts",
        number(),
        instant("at"),
        text("account"),
        text("person"),
        text("action"),
        text("subject"),
        text("sentence"),
        count("more"),
    )
    index("ix_attempts_account", "attempts", "account", "at")
