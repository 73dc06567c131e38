"""The database tables as SQLAlchemy Core tables, equal to the schema after the last Alembic migration."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from govbot.record.columns import Instant, Number, count, instant, number, text

metadata = MetaData()

# The chain ---------------------------------------------------------------------------------------------

streams = Table("streams", metadata, text("id", key=True), text("kind"), count("seq"), text("digest"))

entries = Table(
    "entries",
    metadata,
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
    Column("entered_by", Text),
    Column("evidence", Text),
    Column("evidence_salt", LargeBinary),
    text("evidence_digest"),
    Column("body", Text),
    Column("salt", LargeBinary),
    text("body_digest"),
    text("prev"),
    text("digest"),
    UniqueConstraint("stream", "seq", name="uq_entries_stream_seq"),
)

seals = Table("seals", metadata, number(), instant("made_at"), text("heads"), text("prev"), text("digest"))

documents = Table(
    "documents",
    metadata,
    text("sha256", key=True),
    Column("data", LargeBinary, nullable=False),
    instant("stored_at"),
)

# The clean copies of Word files, by the file and the text that they give; `why` says why there is none.
clean_copies = Table(
    "clean_copies",
    metadata,
    text("original", key=True),
    text("text_sha256", key=True),
    count("made_by"),
    text("sha256"),
    text("why"),
    instant("made_at"),
)

answers = Table("answers", metadata, text("key", key=True), text("answer"), instant("at"))

counters = Table("counters", metadata, text("name", key=True), count("value"))

# What is awaited ---------------------------------------------------------------------------------------

obligations = Table(
    "obligations",
    metadata,
    number(),
    text("stream"),
    text("party"),
    text("action"),
    text("about"),
    text("what"),
    instant("due", optional=True),
    instant("since"),
    instant("settled_at", optional=True),
    instant("dated_at"),  # when this due date was set: earlier reminders for it make no sense
    instant("next_reminder_at", optional=True),
    count("failed_tries"),  # what time should have brought about, and could not
    instant("try_at", optional=True),
)
_open = obligations.c.settled_at.is_(None)
Index(
    "uq_obligations_open",
    obligations.c.stream,
    obligations.c.party,
    obligations.c.action,
    obligations.c.about,
    unique=True,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index("ix_obligations_party", obligations.c.party, sqlite_where=_open, postgresql_where=_open)
Index(
    "ix_obligations_due", obligations.c.party, obligations.c.due, sqlite_where=_open, postgresql_where=_open
)
Index("ix_obligations_reminder", obligations.c.next_reminder_at, sqlite_where=_open, postgresql_where=_open)

reminders = Table(
    "reminders",
    metadata,
    Column("obligation", Number, primary_key=True, autoincrement=False),
    Column("due", Instant, primary_key=True),
    text("which", key=True),
    instant("sent_at"),
)

# One message a person and day: what it reminds of. A person is told with the first row of the day.
digests = Table(
    "digests",
    metadata,
    text("person", key=True),
    text("day", key=True),
    text("stream", key=True),
    text("action", key=True),
    text("about", key=True),
    text("which"),
    instant("noted_at"),
)
Index("ix_digests_stream", digests.c.stream)

snoozes = Table(
    "snoozes",
    metadata,
    text("person", key=True),
    text("stream", key=True),
    text("action", key=True),
    text("about", key=True),
    instant("until"),
    Column("over", Boolean, nullable=False),
)
_snoozing = snoozes.c.over.is_(False)
Index("ix_snoozes_until", snoozes.c.until, sqlite_where=_snoozing, postgresql_where=_snoozing)

# What is told ------------------------------------------------------------------------------------------

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

# People, kept outside the chain ------------------------------------------------------------------------

people = Table(
    "people",
    metadata,
    text("id", key=True),
    text("name"),
    text("email"),
    text("email_folded"),
    text("agency"),
    Column("active", Boolean, nullable=False),
    instant("added_at"),
    Column("salt", LargeBinary),  # of the digest by which an entry knows name and address
    UniqueConstraint("email_folded", name="uq_people_email"),
)

accounts = Table(
    "accounts",
    metadata,
    text("platform", key=True),
    text("tenant", key=True),
    text("user", key=True),
    Column("person", Text),
    text("found_for", default=""),  # found by its address, to send to: it gives no authority
    text("conversation", default=""),
    Column("refused", Boolean, nullable=False),
    instant("linked_at", optional=True),
    Column("salt", LargeBinary),  # of the digest by which an entry knows the account
)
Index("ix_accounts_person", accounts.c.person)
Index("ix_accounts_found_for", accounts.c.found_for)

# Views, settings and what was refused ------------------------------------------------------------------

policies = Table(
    "policies",
    metadata,
    text("id", key=True),
    text("title"),
    text("stage"),
    text("lead"),
    text("version"),
    instant("updated"),
    text("search"),
    text("course", default=""),
)
Index("ix_policies_updated", policies.c.updated)

views = Table("views", metadata, text("name", key=True), count("version"), instant("rebuilt_at"))

notes = Table("notes", metadata, text("name", key=True), text("value"))

attempts = Table(
    "attempts",
    metadata,
    number(),
    instant("at"),
    text("account"),
    text("person"),
    text("action"),
    text("subject"),
    text("sentence"),
    count("more"),
)
Index("ix_attempts_account", attempts.c.account, attempts.c.at)
