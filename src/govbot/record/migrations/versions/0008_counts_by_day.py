"""Deliveries and refused attempts are counted by day, so that wiping them shows; the scheduler fills the table."""

from __future__ import annotations

from alembic import op

from govbot.record.columns import count, text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "daily_counts",
        text("day", key=True),
        count("deliveries", default=None),
        count("attempts", default=None),
        count("last_delivery", default=None),
        count("last_attempt", default=None),
        text("prev"),
        text("digest"),
    )
