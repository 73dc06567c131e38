"""Checks that the tables beside the chain agree with it and with each other: policies, deliveries.

What is compared is what other rows say too. Whoever changes all of them alike is not found out here.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, func, select

from govbot.record.delivery_tables import deliveries, messages, outbox
from govbot.record.tables import counters, obligations, policies, streams

FEWER = "{begun} policies were begun, and the record holds {held}: some were removed."
NAMED = "{stream} was removed: the table {table} still names it."
UNTRIED = (
    "{count} messages were tried or delivered of which no delivery is kept: the deliveries were removed."
)

_BEGUN = select(counters.c.value).where(counters.c.name == "policy")
_HELD = select(func.count()).select_from(streams).where(streams.c.kind == "policy")
_NAMING: tuple[tuple[str, ColumnElement[str]], ...] = (
    ("policies", "policy:" + policies.c.id),
    ("obligations", obligations.c.stream),
    ("outbox", outbox.c.stream),
    ("messages", messages.c.stream),
)
_TRIED = select(outbox.c.id).where(outbox.c.tries > 0).union(select(messages.c.posting)).subquery()
_UNTRIED = (
    select(func.count())
    .select_from(_TRIED)
    .where(~select(deliveries.c.id).where(deliveries.c.posting == _TRIED.c.id).exists())
)


def table_problems(conn: Connection) -> Iterator[str]:
    """A sentence for each row beside the chain that does not agree with it."""
    yield from _removed_policies(conn)
    if count := conn.execute(_UNTRIED).scalar():
        yield UNTRIED.format(count=count)


def _removed_policies(conn: Connection) -> Iterator[str]:
    """A policy whose whole stream was removed is still counted, or named by other tables."""
    begun, held = conn.execute(_BEGUN).scalar() or 0, conn.execute(_HELD).scalar() or 0
    if begun > held:
        yield FEWER.format(begun=begun, held=held)
    for table, stream in _NAMING:
        known = select(streams.c.id).where(streams.c.id == stream).exists()
        removed = select(stream).where(stream.like("policy:%"), ~known).distinct().order_by(stream)
        for name in conn.execute(removed).scalars():
            yield NAMED.format(stream=name, table=table)
