"""How often the clock has failed at something that was due, and when it tries again."""

from __future__ import annotations

from alembic import op

from govbot.record.columns import count, instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("obligations", count("failed_tries"))
    op.add_column("obligations", instant("try_at", optional=True))
