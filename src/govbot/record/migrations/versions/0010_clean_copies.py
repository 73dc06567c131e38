"""Clean copies of Word files are kept beside the originals; each is made when the Library first offers it."""

from __future__ import annotations

from alembic import op

from govbot.record.columns import count, instant, text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "clean_copies",
        text("original", key=True),
        text("text_sha256", key=True),
        count("made_by"),
        text("sha256"),
        text("why"),
        instant("made_at"),
    )
