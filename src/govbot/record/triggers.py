"""Triggers that forbid the database itself to change or delete an entry or a document, whoever asks for it.

They are made after each migration anew, because SQLite drops a table's triggers where it alters the table. Whoever
may alter tables can drop them; `govbot verify` then says that they are missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from govbot.record.database import is_sqlite

FOREVER = ("entries", "documents")  # tables whose rows are only ever added
MISSING = "The database does not forbid to change or delete {table}: its triggers were dropped or changed."
_BODY = "BEGIN RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME; END"
_FUNCTION = f"CREATE OR REPLACE FUNCTION govbot_forever() RETURNS trigger LANGUAGE plpgsql AS $$ {_BODY} $$"
_KEYS = {
    "entries": "position = NEW.position OR (stream = NEW.stream AND seq = NEW.seq)",
    "documents": "sha256 = NEW.sha256",
}
_ON_SQLITE = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
_ON_POSTGRESQL = text(
    "SELECT tgrelid::regclass::text AS name, concat_ws(' ', tgenabled, tgtype, tgqual, btrim(prosrc)) AS sql "
    "FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid WHERE tgname = tgrelid::regclass::text || '_forever'"
)
# Always enabled; of type 58: before each statement that updates, deletes or truncates; without a condition.
_AS_MADE = f"A 58 {_BODY}"


def forbid_changes(conn: Connection) -> None:
    """Make the triggers, in place of those that are there."""
    for statement in _statements(is_sqlite(conn)):
        conn.execute(text(statement))


def unforbidden(conn: Connection) -> Iterator[str]:
    """A sentence for each table whose rows the database lets one change or delete."""
    listed = _ON_SQLITE if is_sqlite(conn) else _ON_POSTGRESQL
    there = {row.name: row.sql for row in conn.execute(listed)}
    for table in FOREVER:
        wanted = _sqlite(table) if is_sqlite(conn) else {table: _AS_MADE}
        if any(there.get(name) != sql for name, sql in wanted.items()):
            yield MISSING.format(table=table)


def _statements(sqlite: bool) -> Iterator[str]:
    if not sqlite:
        yield _FUNCTION
    for table in FOREVER:
        if sqlite:
            for name, sql in _sqlite(table).items():
                yield f"DROP TRIGGER IF EXISTS {name}"
                yield sql
        else:
            yield f"DROP TRIGGER IF EXISTS {table}_forever ON {table}"
            yield (
                f"CREATE TRIGGER {table}_forever BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION govbot_forever()"
            )
            # Else a session that says it is a replica's would not be stopped.
            yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_forever"


def _sqlite(table: str) -> dict[str, str]:
    """SQLite's triggers of a table by name; INSERT OR REPLACE would delete without asking the second."""
    stop = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END"
    replaced = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {_KEYS[table]})"  # noqa: S608
    return {
        f"{table}_never_updated": f"CREATE TRIGGER {table}_never_updated BEFORE UPDATE ON {table} {stop}",
        f"{table}_never_deleted": f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} {stop}",
        f"{table}_never_replaced": (
            f"CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table} {replaced} {stop}"
        ),
    }
