"""A statement that is compiled once for each kind of database, for those that every click needs.

SQLAlchemy looks up the compiled form, its parameters and its result anew for each execution, which takes two to ten
times as long as SQLite does for the statement itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BindParameter, ClauseElement
from sqlalchemy.types import NullType

_Value = Callable[[Mapping[str, Any]], Any]


class Compiled:
    """Text and parameters as the driver takes them. Rows come back as the driver gives them, without conversion.

    Not for a statement with defaults of SQLAlchemy's, nor with lists in place of a parameter.
    """

    def __init__(self, statement: Executable, columns: Sequence[str] | None = None) -> None:
        """`columns` are those that an insert is given."""
        self._statement = statement
        self._columns = columns
        self._forms: dict[str, _Form] = {}

    def run(self, conn: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Execute it with these values, by the names of its parameters."""
        form = self._forms.get(conn.dialect.name)
        if form is None:
            form = self._forms[conn.dialect.name] = self._compiled(conn.dialect)
        return conn.exec_driver_sql(form.text, form.parameters(values))

    def run_all(self, conn: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute it once for each of these; several go to the database together."""
        if len(rows) == 1:
            self.run(conn, rows[0])
        elif rows:
            conn.execute(self._statement, rows)

    def _compiled(self, dialect: Dialect) -> _Form:
        assert isinstance(self._statement, ClauseElement)
        compiled = self._statement.compile(dialect=dialect, column_keys=self._columns)
        assert isinstance(compiled, SQLCompiler)
        # A parameter that stands at two places is converted as the place says whose type is known.
        untyped_first = sorted(compiled.bind_names, key=lambda bind: not isinstance(bind.type, NullType))
        values = {compiled.bind_names[bind]: _value(bind, dialect) for bind in untyped_first}
        order = compiled.positiontup
        return _Form(str(compiled), [(name, values[name]) for name in order or values], order is not None)


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    values: list[tuple[str, _Value]]
    is_positional: bool

    def parameters(self, values: Mapping[str, Any]) -> Any:
        if self.is_positional:
            return tuple([value(values) for _, value in self.values])
        return {name: value(values) for name, value in self.values}


def _value(bind: BindParameter[Any], dialect: Dialect) -> _Value:
    """How a parameter's value is found among those that are given, and converted for the driver."""
    key, converted = bind.key, bind.type.dialect_impl(dialect).bind_processor(dialect)
    if not bind.required:
        constant = converted(bind.effective_value) if converted else bind.effective_value
        return lambda _: constant
    if converted is None:
        return lambda values: values[key]
    return lambda values: converted(values[key])
