"""Tables: rows that follow each other as one, and a line for each row where there is no room for columns."""

from __future__ import annotations

from collections.abc import Iterable

from govbot.core.cards.vocabulary import Facts, Part, Table


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts, with tables of the same columns that follow each other as one table."""
    given: list[Part] = []
    for part in parts:
        last = given[-1] if given else None
        if isinstance(part, Table) and isinstance(last, Table) and last.columns == part.columns:
            given[-1] = Table(part.columns, (*last.rows, *part.rows))
        else:
            given.append(part)
    return tuple(given)


def as_facts(table: Table) -> Facts:
    """Each row as a fact: its first cell, and the others after the names of their columns."""
    return Facts(tuple((row[0], "; ".join(_named(table, row))) for row in table.rows))


def _named(table: Table, row: tuple[str, ...]) -> list[str]:
    """The cells beside the first; two columns need no name."""
    if len(table.columns) == 2:
        return list(row[1:])
    pairs = zip(table.columns[1:], row[1:], strict=False)
    return [f"{column}: {cell}" for column, cell in pairs if cell]
