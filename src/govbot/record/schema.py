"""The whole schema: every table of the record, equal to what the last Alembic migration leaves."""

from __future__ import annotations

from govbot.record import columns, delivery_tables, tables

# Each adds its tables to the one schema when it is imported.
PARTS = (tables, delivery_tables)
metadata = columns.metadata
