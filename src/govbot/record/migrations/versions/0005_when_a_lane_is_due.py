"""An index of when each lane next has something to deliver, so that asking costs nothing of what waits there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.drop_index("ix_outbox_due", "outbox")
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["platform", "not_before"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
