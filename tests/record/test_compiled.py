"""Statements that are compiled once write what SQLAlchemy itself would write."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import bindparam, case, insert, select, update

from govbot.record.compiled import Compiled
from govbot.record.database import writing_engine
from govbot.record.delivery_tables import stale

EARLIER, LATER = datetime(2026, 10, 1, 14, tzinfo=UTC), datetime(2026, 10, 2, 14, tzinfo=UTC)
ADD = Compiled(insert(stale), stale.c.keys())
PUT_OFF = Compiled(
    update(stale)
    .where(stale.c.stream == bindparam("of"))
    .values(
        marks=stale.c.marks + 1,
        not_before=case((stale.c.not_before > bindparam("at"), stale.c.not_before), else_=bindparam("at")),
    )
)


def test_an_instant_is_written_alike_wherever_its_parameter_stands_and_constants_stay(tmp_path: Path) -> None:
    engine = writing_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as conn:
        stale.create(conn)
        ADD.run_all(conn, [{"stream": name, "not_before": EARLIER, "marks": 1} for name in ("a", "b")])
        ADD.run_all(conn, [{"stream": "c", "not_before": EARLIER, "marks": 1}])
        assert PUT_OFF.run(conn, {"of": "a", "at": LATER}) == 1
        assert PUT_OFF.run(conn, {"of": "d", "at": LATER}) == 0
        rows = [tuple(row) for row in conn.execute(select(stale).order_by(stale.c.stream))]
    engine.dispose()
    assert rows == [("a", LATER, 2), ("b", EARLIER, 1), ("c", EARLIER, 1)]
