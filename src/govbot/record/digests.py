"""Reminders: what each person is reminded of on a day, in one message; and what they have snoozed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from govbot.record.tables import digests, obligations, snoozes

_d, _s, _o = digests.c, snoozes.c, obligations.c
_KEY = ("person", "stream", "action", "about")
_NOTED = select(_d.stream, _d.action, _d.about).where(
    _d.person == bindparam("who"), _d.day == bindparam("on")
)
_NOTE = insert(digests)
_ON = select(digests).where(_d.stream == bindparam("of")).order_by(_d.noted_at, _d.person)
_IS = tuple(snoozes.c[name] == bindparam(f"is_{name}") for name in _KEY)
_FORGET = snoozes.delete().where(*_IS)
_SNOOZE = insert(snoozes)
_SNOOZED = select(_s.person).where(*_IS[1:], _s.over.is_(False), _s.until > bindparam("now"))
_DUE = select(snoozes).where(_s.over.is_(False), _s.until <= bindparam("now")).order_by(_s.until)
_OVER = update(snoozes).where(*_IS).values(over=True)
_OPEN = select(_o.id).where(
    _o.stream == bindparam("of"),
    _o.action == bindparam("to_do"),
    _o.about == bindparam("on_what"),
    _o.settled_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """That a person was reminded of something on a day, in that day's message."""

    person: str
    day: date
    stream: str
    action: str
    about: str
    which: str
    noted_at: datetime


class Digests:
    """The daily messages of reminders, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def note(self, reminder: Reminder) -> bool:
        """Note it; whether it is the first of that person and day, so that they are to be told."""
        noted = self._conn.execute(_NOTED, {"who": reminder.person, "on": reminder.day.isoformat()}).all()
        if (reminder.stream, reminder.action, reminder.about) not in {tuple(row) for row in noted}:
            row = {name: getattr(reminder, name) for name in (*_KEY, "which", "noted_at")}
            self._conn.execute(_NOTE, {**row, "day": reminder.day.isoformat()})
        return not noted

    def has(self, person: str, day: date) -> bool:
        """Whether this person has a message of reminders on this day."""
        return self._conn.execute(_NOTED, {"who": person, "on": day.isoformat()}).first() is not None

    def noted(self, person: str, day: date) -> list[tuple[str, str, str]]:
        """Of what this person was reminded on this day: stream, action, subject."""
        rows = self._conn.execute(_NOTED, {"who": person, "on": day.isoformat()})
        return [(row.stream, row.action, row.about) for row in rows]

    def on(self, stream: str) -> list[Reminder]:
        """Who was reminded of something on this stream, in order."""
        rows = (dict(row._mapping) for row in self._conn.execute(_ON, {"of": stream}))
        return [Reminder(**{**row, "day": date.fromisoformat(row["day"])}) for row in rows]

    def snooze(self, person: str, stream: str, action: str, about: str, until: datetime) -> None:
        """Leave this person with it until then; a later wish replaces an earlier one."""
        key = {"person": person, "stream": stream, "action": action, "about": about}
        self._conn.execute(_FORGET, {f"is_{name}": value for name, value in key.items()})
        self._conn.execute(_SNOOZE, {**key, "until": until, "over": False})

    def snoozing(self, stream: str, action: str, about: str) -> set[str]:
        """Who is not to be reminded of this now."""
        bound = {"is_stream": stream, "is_action": action, "is_about": about, "now": self._now}
        return set(self._conn.execute(_SNOOZED, bound).scalars())

    def woken(self) -> Iterable[tuple[str, str, str, str]]:
        """Whose snooze is over now, each once: person, stream, action, about; only what is still awaited."""
        for row in self._conn.execute(_DUE, {"now": self._now}).all():
            self._conn.execute(_OVER, {f"is_{name}": getattr(row, name) for name in _KEY})
            bound = {"of": row.stream, "to_do": row.action, "on_what": row.about}
            if self._conn.execute(_OPEN, bound).first():
                yield row.person, row.stream, row.action, row.about
