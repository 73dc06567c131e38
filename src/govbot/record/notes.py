"""Values kept by name: counters, notes, and the answers that were given to requests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from govbot.record.compiled import Compiled
from govbot.record.tables import answers, counters, notes

_COUNT = update(counters).where(counters.c.name == bindparam("of")).values(value=counters.c.value + 1)
_COUNT = _COUNT.returning(counters.c.value)
_RAISE = update(counters).where(counters.c.name == bindparam("of"))
_RAISE = _RAISE.values(value=counters.c.value + bindparam("by"))
_COUNTED = Compiled(select(counters.c.value).where(counters.c.name == bindparam("of")))
_COUNT_FIRST = insert(counters)
_NOTE = select(notes.c.value).where(notes.c.name == bindparam("of"))
_CHANGE_NOTE = update(notes).where(notes.c.name == bindparam("of")).values(value=bindparam("now"))
_ADD_NOTE = insert(notes)
_FORGET = delete(notes).where(notes.c.name >= bindparam("first"), notes.c.name < bindparam("end"))
_FORGET_OLDER = delete(notes).where(
    notes.c.name.like(bindparam("first"), escape="\\"), notes.c.value < bindparam("before")
)
_ANSWER = Compiled(select(answers.c.answer).where(answers.c.key == bindparam("of")))
_REMEMBER = Compiled(insert(answers), answers.c.keys())


class Counters:
    """Numbers that are given out once, within one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def next(self, counter: str) -> int:
        """1, 2, 3 …: a number that is used up with the transaction."""
        number = self._conn.execute(_COUNT, {"of": counter}).scalar()
        if number is None:
            self._conn.execute(_COUNT_FIRST, {"name": counter, "value": 1})
        return number or 1

    def raise_by(self, counter: str, count: int) -> None:
        """Use up several numbers at once."""
        if not self._conn.execute(_RAISE, {"of": counter, "by": count}).rowcount:
            self._conn.execute(_COUNT_FIRST, {"name": counter, "value": count})

    def last(self, counter: str) -> int:
        """The number that was given out last; 0 where none was."""
        counted = _COUNTED.first(self._conn, {"of": counter})
        return counted[0] if counted else 0


class Notes:
    """Short texts by name, within one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def get(self, name: str) -> str | None:
        return self._conn.execute(_NOTE, {"of": name}).scalar()

    def set(self, name: str, value: str) -> None:
        if not self._conn.execute(_CHANGE_NOTE, {"of": name, "now": value}).rowcount:
            self._conn.execute(_ADD_NOTE, {"name": name, "value": value})

    def forget_between(self, first: str, end: str) -> None:
        """Forget every note whose name is from `first` to before `end`, in the order of the alphabet."""
        self._conn.execute(_FORGET, {"first": first, "end": end})

    def forget_older(self, prefix: str, before: str) -> None:
        """Forget every note whose name begins with this, and whose value stands before that in the alphabet."""
        self._conn.execute(_FORGET_OLDER, {"first": f"{prefix}%", "before": before})


class Answers:
    """The answers that were given to requests, by the request's key, within one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def get(self, key: str) -> str | None:
        """The answer to the request with this key, if its transaction was committed."""
        known = _ANSWER.first(self._conn, {"of": key})
        return known[0] if known else None

    def remember(self, key: str, answer: str, at: datetime) -> None:
        _REMEMBER.run(self._conn, {"key": key, "answer": answer, "at": at})
