"""Brings a database to the schema that this govbot knows; one killed midway leaves the old or the new."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from govbot.record.database import migrate_alone

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0005"  # the last migration; a test holds it to be


def upgrade(engine: Engine, within: float = 60.0) -> None:
    """Run the migrations that are missing, in one transaction; replicas that start together take turns."""
    with engine.begin() as conn:
        migrate_alone(conn, within)
        if MigrationContext.configure(conn).get_current_revision() == HEAD:
            return
        config = configuration()
        config.attributes["connection"] = conn
        command.upgrade(config, "head")


def current(engine: Engine) -> str | None:
    """The last migration that this database has seen."""
    with engine.connect() as conn:
        return MigrationContext.configure(conn).get_current_revision()


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    return config


def head() -> str | None:
    """The last migration there is."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def known() -> set[str]:
    """The migrations that this govbot knows."""
    return {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
