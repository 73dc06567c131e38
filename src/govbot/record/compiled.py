"""A statement that is compiled once for each kind of database, for those that every click needs.

SQLAlchemy looks up the compiled form, its parameters and its result anew for each execution, which takes two to ten
times as long as SQLite does for the statement itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
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

    def run(self, conn: Connection, values: Mapping[str, Any]) -> int:
        """Execute it with these values, by the names of its parameters; how many rows it changed."""
        cursor = self._executed(conn, values)
        changed: int = cursor.rowcount
        cursor.close()
        return changed

    def first(self, conn: Connection, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Execute it, and its first row; None where there is none."""
        cursor = self._executed(conn, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return row

    def _executed(self, conn: Connection, values: Mapping[str, Any]) -> DBAPICursor:
        """The driver's cursor: SQLAlchemy's execution around it takes longer than SQLite takes for the statement.

        Raises what SQLAlchemy raises.
        """
        form = self._forms.get(conn.dialect.name)
        if form is None:
            form = self._forms[conn.dialect.name] = self._compiled(conn.dialect)
        if not conn.in_transaction():
            conn.begin()
        parameters = form.parameters(values)
        cursor = conn.connection.cursor()
        try:
            cursor.execute(form.text, parameters)
        except conn.dialect.loaded_dbapi.Error as error:
            raise _wrapped(error, conn, cursor, form.text, parameters) from error
        return cursor

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


def _wrapped(
    error: Exception, conn: Connection, cursor: DBAPICursor, text: str, parameters: Any
) -> BaseException:
    """The driver's error as SQLAlchemy raises it; a connection that was cut is given up."""
    dialect = conn.dialect
    is_cut = dialect.is_disconnect(error, conn.connection, cursor)  # type: ignore[arg-type]
    if is_cut:
        conn.invalidate(error)
    else:
        cursor.close()
    hidden = conn.engine.hide_parameters
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(
        text, parameters, error, base, hide_parameters=hidden, connection_invalidated=is_cut, dialect=dialect
    )


def _value(bind: BindParameter[Any], dialect: Dialect) -> _Value:
    """How a parameter's value is found among those that are given, and converted for the driver."""
    key, converted = bind.key, bind.type.dialect_impl(dialect).bind_processor(dialect)
    if not bind.required:
        constant = converted(bind.effective_value) if converted else bind.effective_value
        return lambda _: constant
    if converted is None:
        return lambda values: values[key]
    return lambda values: converted(values[key])
