"""Entries and documents can't be changed or deleted: the triggers are made after every migration, so this is empty."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """`migrate.upgrade_on` makes the triggers."""
