"""The list of policies holds each one's course in short, so that an overview of all reads no histories."""

from __future__ import annotations

from alembic import op

from govbot.record.columns import text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("policies", text("course", default=""))
