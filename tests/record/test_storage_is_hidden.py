"""Only the record's own folder touches the database: no SQL and no connection elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "src" / "govbot" / "record"
OUTSIDE = [
    path
    for folder in ("src", "adapters")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if not path.is_relative_to(RECORD)
]


def storage_in(source: str) -> Iterator[str]:
    """The lines of a module that use a connection or import SQLAlchemy."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr="conn" | "_conn"):
                yield f"line {node.lineno}: .{node.attr}"
            case ast.Import(names=names) if any(name.name.startswith("sqlalchemy") for name in names):
                yield f"line {node.lineno}: import sqlalchemy"
            case ast.ImportFrom(module=str(module)) if module.startswith("sqlalchemy"):
                yield f"line {node.lineno}: from {module}"
            case _:
                pass


def test_nothing_outside_the_record_uses_its_connection_or_sqlalchemy() -> None:
    uses = {
        str(path.relative_to(ROOT)): lines
        for path in OUTSIDE
        if (lines := list(storage_in(path.read_text())))
    }
    assert uses == {}


@pytest.mark.parametrize(
    "source",
    [
        "tx.conn.execute(statement)",
        "self._conn",
        "import sqlalchemy as sa",
        "from sqlalchemy.exc import DBAPIError",
    ],
)
def test_a_use_of_the_connection_or_of_sqlalchemy_is_noticed(source: str) -> None:
    assert len(list(storage_in(source))) == 1
