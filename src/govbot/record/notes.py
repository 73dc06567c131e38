"""Small things kept by name: counters, notes, and the answers that were given to requests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from govbot.record.tables import answers, counters, notes

_COUNT = update(counters).where(counters.c.name == bindparam("of")).values(value=counters.c.value + 1)
_COUNT = _COUNT.returning(counters.c.value)
_COUNTED = select(counters.c.value).where(counters.c.name == bindparam("of"))
_COUNT_FIRST = insert(counters)
_NOTE = select(notes.c.value).where(notes.c.name == bindparam("of"))
_CHANGE_NOTE = update(notes).where(notes.c.name == bindparam("of")).values(value=bindparam("now"))
_ADD_NOTE = insert(notes)
_ANSWER = select(answers.c.answer).where(answers.c.key == bindparam("of"))
_REMEMBER = insert(answers)


def next_number(conn: Connection, counter: str) -> int:
    """1, 2, 3 …: a number that is used up with the transaction."""
    number = conn.execute(_COUNT, {"of": counter}).scalar()
    if number is None:
        conn.execute(_COUNT_FIRST, {"name": counter, "value": 1})
    return number or 1


def last_number(conn: Connection, counter: str) -> int:
    return conn.execute(_COUNTED, {"of": counter}).scalar() or 0


def note(conn: Connection, name: str) -> str | None:
    return conn.execute(_NOTE, {"of": name}).scalar()


def set_note(conn: Connection, name: str, value: str) -> None:
    if not conn.execute(_CHANGE_NOTE, {"of": name, "now": value}).rowcount:
        conn.execute(_ADD_NOTE, {"name": name, "value": value})


def answer(conn: Connection, key: str) -> str | None:
    """What was answered to the request with this key, if its transaction was committed."""
    return conn.execute(_ANSWER, {"of": key}).scalar()


def remember(conn: Connection, key: str, given: str, at: datetime) -> None:
    conn.execute(_REMEMBER, {"key": key, "answer": given, "at": at})
