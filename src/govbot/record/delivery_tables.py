"""The tables of what is told: the outbox, deliveries, live messages, rooms, counts by day, the queues' leases."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Table,
    UniqueConstraint,
    literal_column,
)

from govbot.record.columns import Number, count, instant, metadata, number, text

outbox = Table(
    "outbox",
    metadata,
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
    count("rank"),  # 0 is urgent, 2 goes to many and lets everything else go first
    text("state"),
    count("tries"),
    text("last_error", default=""),
    instant("lease_until", optional=True),
    count("fence"),
    Column("parent", Number),
    text("person", default=""),
    text("platform", default=""),
    text("tenant", default=""),
    text("user", default=""),
    text("conversation", default=""),
    UniqueConstraint("key", name="uq_outbox_key"),
)
# Literals, not parameters: SQLite uses a partial index only where it reads the index's own words.
waiting, sending = (outbox.c.state == literal_column(f"'{state}'") for state in ("waiting", "sending"))
Index(
    "ix_outbox_lane",
    outbox.c.platform,
    outbox.c.rank,
    outbox.c.id,
    sqlite_where=waiting,
    postgresql_where=waiting,
)
Index("ix_outbox_due", outbox.c.platform, outbox.c.not_before, sqlite_where=waiting, postgresql_where=waiting)
Index("ix_outbox_lease", outbox.c.lease_until, sqlite_where=sending, postgresql_where=sending)
# What did not go out, for whoever has to look into it.
troubled = outbox.c.state.in_([literal_column(f"'{state}'") for state in ("parked", "unknown", "failed")])
Index(
    "ix_outbox_troubled",
    outbox.c.platform,
    outbox.c.state,
    sqlite_where=troubled,
    postgresql_where=troubled,
)
Index("ix_outbox_stream", outbox.c.stream, outbox.c.created_at)
Index("ix_outbox_parent", outbox.c.parent)

deliveries = Table(
    "deliveries",
    metadata,
    number(),
    count("posting", default=None),
    count("fence"),
    instant("started_at"),
    instant("ended_at", optional=True),
    text("outcome", default=""),
    text("error", default=""),
    UniqueConstraint("posting", "fence", name="uq_deliveries_posting_fence"),
)

messages = Table(
    "messages",
    metadata,
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
    Column("live", Boolean, nullable=False),
    instant("sent_at"),
    UniqueConstraint("platform", "conversation", "message", name="uq_messages_place"),
)
_live = messages.c.live.is_(True)
Index("ix_messages_live", messages.c.stream, messages.c.id, sqlite_where=_live, postgresql_where=_live)

stale = Table("stale", metadata, text("stream", key=True), instant("not_before"), count("marks"))

rooms = Table(
    "rooms",
    metadata,
    number(),
    text("stream"),
    text("platform"),
    text("conversation", default=""),
    text("name"),
    text("members", default="[]"),
    text("state"),
    instant("opened_at"),
    UniqueConstraint("stream", "platform", name="uq_rooms_stream_platform"),
)
Index("ix_rooms_place", rooms.c.platform, rooms.c.conversation)

# How many deliveries and refused attempts there were on each day that is over; chained, so that wiping them shows.
daily_counts = Table(
    "daily_counts",
    metadata,
    text("day", key=True),
    count("deliveries", default=None),
    count("attempts", default=None),
    count("last_delivery", default=None),
    count("last_attempt", default=None),
    text("prev"),
    text("digest"),
)

# Who of several replicas paces which lane. The beat, not a clock, says that its holder is alive.
lanes = Table("lanes", metadata, text("lane", key=True), text("holder"), count("fence"), count("beat"))
