"""Nothing here is SQLite's alone: every table and statement can be written for PostgreSQL too."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from sqlalchemy import ClauseElement, Delete, Insert, Select, Update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import govbot.record
from govbot.record.schema import metadata

MODULES = [module.name for module in iter_modules(govbot.record.__path__) if module.name != "migrations"]


def statements() -> dict[str, ClauseElement]:
    return {
        f"{name}.{variable}": value
        for name in MODULES
        for variable, value in vars(import_module(f"govbot.record.{name}")).items()
        if isinstance(value, (Select, Insert, Update, Delete))
    }


@pytest.mark.parametrize("name", statements())
def test_a_statement_can_be_written_for_postgresql(name: str) -> None:
    assert str(statements()[name].compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("name", metadata.tables)
def test_a_table_can_be_created_on_postgresql(name: str) -> None:
    table = metadata.tables[name]
    made_by: list[CreateTable | CreateIndex] = [CreateTable(table), *map(CreateIndex, table.indexes)]
    for made in made_by:
        assert "CREATE" in str(made.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
