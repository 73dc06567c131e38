"""The tables of the record: the chain, what is awaited, people and accounts, views and settings."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from govbot.record.columns import Instant, Number, count, instant, metadata, number, text

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
