"""What a click, a tick and the courier read is found through indexes: it costs what is new, not what is there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, event

from govbot.core.cards.operations import operations_card
from govbot.record import Tx
from govbot.record.database import is_sqlite, writing_engine
from tests.bot.town import town_at
from tests.government import PROCESS
from tests.places import Place

# Tables that grow for as long as govbot is used; `stale` and what waits are as large as what is to be done.
GROWING = (
    "answers", "attempts", "deliveries", "documents", "entries", "messages", "obligations", "outbox",
    "reminders", "streams",
)  # fmt: skip
# Indexes of nothing but what is open, waits, is being sent or did not go out: these may be read through.
OF_WHAT_IS_OPEN = r"ix_outbox_(lane|lease|troubled)|ix_obligations_(due|party|reminder)|uq_obligations_open"
# A need that is raised is compared with the list of all policies, to show those that are like it.
LIST = re.compile(r"SELECT policies\..*\sFROM policies ORDER BY policies\.id", re.DOTALL)
Statements = dict[str, Any]


@contextmanager
def heard() -> Iterator[Statements]:
    """Every statement, once, with some parameters that it was given."""
    statements: Statements = {}

    def hear(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if re.match(r"(SELECT|UPDATE|DELETE)\b", statement):
            statements.setdefault(statement, parameters[0] if many else parameters)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def through_all(conn: Connection, statement: str, parameters: Any) -> list[str]:
    """The steps of a statement's plan that go through a whole table that grows."""
    if is_sqlite(conn):
        rows = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
        scans = [row[3] for row in rows if row[3].startswith("SCAN")]
        return [scan for scan in scans if scan.split()[1] in GROWING and not re.search(OF_WHAT_IS_OPEN, scan)]
    conn.exec_driver_sql("SET LOCAL enable_seqscan = off")  # the tables are small yet
    plan = [row[0] for row in conn.exec_driver_sql(f"EXPLAIN {statement}", parameters)]
    scans = [line for line in plan if re.search(rf"Seq Scan on ({'|'.join(GROWING)})\b", line)]
    return scans + [
        line for line in plan if re.search(r"Index (Only )?Scan using \w+_pkey", line) and not _asks(plan)
    ]


def plan_of(conn: Connection, statements: Statements, pattern: str) -> str:
    """How SQLite carries out those statements that begin like this."""
    matching = {
        statement: given for statement, given in statements.items() if re.match(pattern, statement, re.DOTALL)
    }
    assert matching, "It was not heard."
    plans = (
        conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
        for statement, given in matching.items()
    )
    return "\n".join(row[3] for plan in plans for row in plan)


def _asks(plan: list[str]) -> bool:
    """Whether an index is asked for something, and not read from end to end."""
    return any("Index Cond" in line or "Limit" in line for line in plan)


async def test_a_click_a_tick_and_the_courier_read_through_indexes_alone(place: Place) -> None:
    async with town_at("circulate", place) as town:
        await town.dss.command("")
        await town.dcp.command("")
        with heard() as statements:
            form = (await town.dss.press("Comment")).form
            await town.dss.submits(form.token, {"kind": "comment", "text": "A year is too short."})
            await town.dss.submits(form.token, {"kind": "comment", "text": "A year is too short."})
            await town.dcp.press("No comment")
            await town.cio.presses(town.dcp.value("No comment"))
            await town.dcp.command("")
            await town.dcp.command("status ITP-1")
            await town.dcp.command("comments ITP-1")
            await town.settle()
            await town.app.record.read(lambda tx: operations_card(tx.service_status.condition(), PROCESS))
            town.clock.at += timedelta(days=60)
            await town.settle()
            await town.raise_need()
            await town.app.start()
            await asyncio.sleep(0.3)
    engine = writing_engine(place.url)
    with engine.begin() as conn:
        through = {
            statement: scans
            for statement, parameters in statements.items()
            if not LIST.fullmatch(statement) and (scans := through_all(conn, statement, parameters))
        }
        if is_sqlite(conn):
            look = plan_of(conn, statements, r"SELECT min\(outbox.not_before\)")
            claim = plan_of(conn, statements, r"UPDATE outbox.*ORDER BY")
            assert "ix_outbox_due" in look, "only the soonest of a lane is looked at"
            assert "TEMP B-TREE" not in claim, "what is due is not sorted"
    engine.dispose()
    assert len(statements) > 35
    assert through == {}


async def test_a_missing_index_would_be_noticed(place: Place) -> None:
    async with town_at("circulate", place) as town:

        def plan(tx: Tx) -> list[str]:
            return through_all(
                tx.conn, "SELECT * FROM entries WHERE actor = 'p1'", {} if place.server else ()
            )

        assert await town.app.record.write(plan)
