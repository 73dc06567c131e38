"""Brings a database to the schema that this govbot knows; one killed midway leaves the old or the new."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0002"  # the last migration; a test holds it to be


def upgrade(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction."""
    with engine.begin() as conn:
        if MigrationContext.configure(conn).get_current_revision() == HEAD:
            return
        config = configuration()
        config.attributes["connection"] = conn
        command.upgrade(config, "head")


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    return config


def head() -> str | None:
    """The last migration there is."""
    return ScriptDirectory.from_config(configuration()).get_current_head()
