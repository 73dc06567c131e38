"""An index of what did not go out, so that looking into it costs what there is of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TROUBLED = sa.text("state IN ('parked', 'unknown', 'failed')")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_troubled",
        "outbox",
        ["platform", "state"],
        sqlite_where=TROUBLED,
        postgresql_where=TROUBLED,
    )
