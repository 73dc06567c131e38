"""Brings a database to the schema that this govbot knows; one killed midway leaves the old or the new.

Alembic is imported only where something has to be migrated: it is a tenth of the time of a start.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from govbot.record.database import migrate_alone
from govbot.record.errors import StorageFault
from govbot.record.triggers import forbid_changes

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0010"  # the last migration; a test holds it to be
FOREIGN = "This is not govbot's database: name another one."
NEWER = "This database was made by a newer govbot ({there}): use that one, or restore the copy that was made before."
OLDER = (
    "This database has the schema {there}, and this govbot needs {here}. “govbot serve” brings it there; "
    "make a copy first."
)
_SEEN = text("SELECT version_num FROM alembic_version")
NOTHING = "There is no record in this database yet: “govbot serve” makes it."


def upgrade(engine: Engine, within: float = 60.0, now: datetime | None = None) -> None:
    """Run the migrations that are missing, in one transaction; replicas that start together take turns.

    Entries that a migration records are dated `now`, by the record's clock; without it, by the machine's.
    Raises StorageFault where the database is not govbot's, or a newer one's.
    """
    with engine.begin() as conn:
        migrate_alone(conn, within)
        if current(conn) != HEAD:
            upgrade_on(conn, now)


def upgrade_on(conn: Connection, now: datetime | None = None) -> None:
    """Run the migrations that are missing, in the transaction at hand, and make the triggers anew."""
    from alembic import command

    config = configuration()
    config.attributes["connection"] = conn
    config.attributes["now"] = now or datetime.now(UTC)
    command.upgrade(config, "head")
    forbid_changes(conn)


def current(conn: Connection) -> str | None:
    """The last migration that this database has seen; None where it has no tables.

    Raises StorageFault where the database is not govbot's, or a newer one's.
    """
    tables = inspect(conn)
    there: str | None = conn.execute(_SEEN).scalar() if tables.has_table("alembic_version") else None
    if there is None and tables.get_table_names():
        raise StorageFault(FOREIGN)
    if there not in (None, HEAD) and there not in known():
        raise StorageFault(NEWER.format(there=there))
    return there


def refuse_other(conn: Connection) -> None:
    """Raises StorageFault unless the database has the schema that this govbot needs."""
    there = current(conn)
    if there is None:
        raise StorageFault(NOTHING)
    if there != HEAD:
        raise StorageFault(OLDER.format(there=there, here=HEAD))


def configuration() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    return config


def head() -> str | None:
    """The last migration there is."""
    return _scripts().get_current_head()


def known() -> set[str]:
    """The migrations that this govbot knows."""
    return {script.revision for script in _scripts().walk_revisions()}


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(configuration())
