"""Open obligations: who has to do what by when; written as differences, read by inboxes and reminders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, bindparam, func, insert, or_, select, update

from govbot.core.grammar import Obligation
from govbot.record.compiled import Compiled
from govbot.record.tables import obligations, reminders

_o = obligations.c
_OPEN = select(obligations).where(_o.settled_at.is_(None)).order_by(_o.due.is_(None), _o.due, _o.id)
_ON = _OPEN.where(_o.stream == bindparam("on"))
_TO = _OPEN.where(_o.party.in_(bindparam("parties", expanding=True)))
MOST_TRIES = 8  # of the clock at one thing, in about two hours; then it is parked
FIRST_WAIT = timedelta(seconds=50)  # until its second try, then twice as long each time
_OVERDUE = _OPEN.where(_o.party == bindparam("of"), _o.due <= bindparam("now"))
_DUE = _OVERDUE.where(
    or_(_o.failed_tries == 0, and_(_o.failed_tries < MOST_TRIES, _o.try_at <= bindparam("now")))
)
_PARKED = _OVERDUE.where(_o.failed_tries >= MOST_TRIES)
_TO_REMIND = (
    select(obligations)
    .where(_o.settled_at.is_(None), _o.next_reminder_at <= bindparam("now"))
    .order_by(_o.next_reminder_at, _o.id)
    .limit(bindparam("most"))
)
_CLOSING = select(_o.stream, _o.party, _o.due).where(
    _o.settled_at.is_(None),
    _o.action == bindparam("to_do"),
    _o.due > bindparam("now"),
    _o.stream != bindparam("but"),
)
_SUMMED = (
    select(_o.stream, _o.party, _o.action, func.min(_o.what), func.min(_o.due), func.count())
    .where(_o.settled_at.is_(None))
    .group_by(_o.stream, _o.party, _o.action)
)
_ADD = insert(obligations)
_CHANGE = (
    update(obligations)
    .where(_o.id == bindparam("row"))
    .values(
        what=bindparam("to_what"),
        due=bindparam("to_due"),
        since=bindparam("to_since"),
        dated_at=bindparam("to_dated_at"),
        next_reminder_at=bindparam("to_reminder"),
        failed_tries=0,
        try_at=None,
    )
)
_SETTLE = update(obligations).where(_o.id == bindparam("row")).values(settled_at=bindparam("now"))
_SETTLE_ONE = Compiled(
    update(obligations)
    .where(
        _o.stream == bindparam("on"),
        _o.party == bindparam("of"),
        _o.action == bindparam("to_do"),
        _o.about == bindparam("on_what"),
        _o.settled_at.is_(None),
    )
    .values(settled_at=bindparam("now"))
)
_TRIED = (
    select(_o.id, _o.failed_tries)
    .where(
        _o.stream == bindparam("on"),
        _o.party == bindparam("of"),
        _o.action == bindparam("to_do"),
        _o.about == bindparam("on_what"),
        _o.settled_at.is_(None),
        or_(_o.try_at.is_(None), _o.try_at <= bindparam("now")),  # of several replicas one counts
    )
    .with_for_update()
)
_FAILED = (
    update(obligations)
    .where(_o.id == bindparam("row"))
    .values(failed_tries=bindparam("tries"), try_at=bindparam("again"))
)
_UNPARK = (
    update(obligations)
    .where(_o.settled_at.is_(None), _o.party == bindparam("of"), _o.failed_tries > 0)
    .values(failed_tries=0, try_at=None)
)
_PLAN = update(obligations).where(_o.id == bindparam("row")).values(next_reminder_at=bindparam("at"))
_REMINDED = select(reminders.c.which).where(
    reminders.c.obligation == bindparam("row"),
    reminders.c.due == bindparam("by"),
    reminders.c.which == bindparam("one"),
)
_REMIND = insert(reminders)
_LAST = select(func.max(_o.id))


@dataclass(frozen=True, slots=True)
class OpenObligation:
    """An open row: what is owed on which stream, and since when this due date stands."""

    id: int
    stream: str
    obligation: Obligation
    dated_at: datetime


Awaited = Mapping[tuple[str, str, str], Obligation]


class Summed(NamedTuple):
    """What is open on a stream of one party and one action: what it is, the earliest due date, and how many."""

    stream: str
    party: str
    action: str
    what: str
    due: datetime | None
    many: int


class Obligations:
    """The obligations of all streams, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def put_after(
        self, stream: str, before: Awaited, wanted: Awaited
    ) -> tuple[list[Obligation], list[Obligation]]:
        """The difference to what was awaited before, without reading a row; costs what is new."""
        opened: list[Obligation] = []
        for key, each in wanted.items():
            known = before.get(key)
            if known is None:
                opened.append(each)
            elif known is not each and _differs(known, each):
                return self.put(stream, wanted)
        settled = [each for key, each in before.items() if key not in wanted]
        if opened:
            self._conn.execute(_ADD, [_new(stream, each, self._now) for each in opened])
        keys = (
            {"on": stream, "of": each.party, "to_do": each.action, "on_what": each.about} for each in settled
        )
        _SETTLE_ONE.run_all(self._conn, [{**key, "now": self._now} for key in keys])
        return opened, settled

    def put(self, stream: str, wanted: Awaited) -> tuple[list[Obligation], list[Obligation]]:
        """Write the open obligations of a stream as a difference to its rows: which were opened, which settled."""
        standing = {_owed(row).key: row for row in self._conn.execute(_ON, {"on": stream})}
        opened = [each for key, each in wanted.items() if key not in standing]
        settled = [row for key, row in standing.items() if key not in wanted]
        changes = [_change(standing[key], each, self._now) for key, each in wanted.items() if key in standing]
        for statement, rows in (
            (_ADD, [_new(stream, each, self._now) for each in opened]),
            (_SETTLE, [{"row": row.id, "now": self._now} for row in settled]),
            (_CHANGE, [change for change in changes if change]),
        ):
            if rows:
                self._conn.execute(statement, rows)
        return opened, [_owed(row) for row in settled]

    def on(self, stream: str) -> list[Obligation]:
        """What is open on a stream, by due date."""
        return [_owed(row) for row in self._conn.execute(_ON, {"on": stream})]

    def of(self, parties: Iterable[str]) -> list[tuple[str, Obligation]]:
        """What is open for any of these parties, by due date, each with its stream."""
        return [(row.stream, _owed(row)) for row in self._conn.execute(_TO, {"parties": list(parties)})]

    def open_of(self, parties: Iterable[str]) -> list[OpenObligation]:
        """The open rows of any of these parties, by due date."""
        rows = self._conn.execute(_TO, {"parties": list(parties)})
        return [OpenObligation(row.id, row.stream, _owed(row), row.dated_at) for row in rows]

    def last(self) -> int:
        """The number of the row that was written last: it grows when something new is awaited."""
        return self._conn.execute(_LAST).scalar() or 0

    def all_open(self) -> list[tuple[str, Obligation]]:
        """All that is open, by due date, each with its stream."""
        return [(row.stream, _owed(row)) for row in self._conn.execute(_OPEN)]

    def summed(self) -> list[Summed]:
        """All that is open, summed up by stream, party and action."""
        return [Summed(*row) for row in self._conn.execute(_SUMMED).all()]

    def due_before(self, instant: datetime, party: str = "clock") -> list[tuple[str, Obligation]]:
        """What this party owes at or before an instant, in the order of the due dates."""
        return [(row.stream, _owed(row)) for row in self._conn.execute(_DUE, {"of": party, "now": instant})]

    def failed(self, stream: str, owed: Obligation) -> int:
        """Note that the clock could not do this: it tries again later. How often it has; 0 if noted already."""
        key = {"on": stream, "of": owed.party, "to_do": owed.action, "on_what": owed.about}
        row = self._conn.execute(_TRIED, {**key, "now": self._now}).first()
        if row is None:
            return 0
        again = self._now + FIRST_WAIT * 2**row.failed_tries
        self._conn.execute(_FAILED, {"row": row.id, "tries": row.failed_tries + 1, "again": again})
        return int(row.failed_tries) + 1

    def parked(self, party: str) -> list[tuple[str, Obligation]]:
        """What this party has given up, each with its stream."""
        return [
            (row.stream, _owed(row)) for row in self._conn.execute(_PARKED, {"of": party, "now": self._now})
        ]

    def try_again(self, party: str = "clock") -> int:
        """Begin anew with what this party has failed at; how much that is."""
        return self._conn.execute(_UNPARK, {"of": party}).rowcount

    def asked_elsewhere(self, stream: str, action: str) -> list[tuple[str, datetime]]:
        """Which parties have this to do on other streams, and by when."""
        rows = self._conn.execute(_CLOSING, {"to_do": action, "now": self._now, "but": stream})
        return [(row.party, row.due) for row in rows if row.due]

    def to_remind(self, most: int) -> list[OpenObligation]:
        """The open rows whose next reminder is to be looked at by now."""
        rows = self._conn.execute(_TO_REMIND, {"now": self._now, "most": most})
        return [OpenObligation(row.id, row.stream, _owed(row), row.dated_at) for row in rows]

    def plan_reminder(self, obligation: int, at: datetime | None) -> None:
        """When to look at this row again; None when no reminder is left for its due date."""
        self._conn.execute(_PLAN, {"row": obligation, "at": at})

    def note_once(self, opened: OpenObligation, which: str) -> bool:
        """Note that this was told about the row, whatever its due date; False when it had been."""
        return self._note(opened.id, opened.dated_at, which)

    def remind_once(self, opened: OpenObligation, which: str) -> bool:
        """Note that this reminder is sent for this due date; False when it had been."""
        assert opened.obligation.due is not None  # only what has a date is reminded of
        return self._note(opened.id, opened.obligation.due, which)

    def _note(self, row: int, due: datetime, which: str) -> bool:
        if self._conn.execute(_REMINDED, {"row": row, "by": due, "one": which}).first():
            return False
        self._conn.execute(_REMIND, {"obligation": row, "due": due, "which": which, "sent_at": self._now})
        return True


def _differs(before: Obligation, after: Obligation) -> bool:
    return before.due != after.due or before.what != after.what or before.since != after.since


def _new(stream: str, owed: Obligation, now: datetime) -> dict[str, Any]:
    return {
        "stream": stream,
        "party": owed.party,
        "action": owed.action,
        "about": owed.about,
        "what": owed.what,
        "due": owed.due,
        "since": owed.since or now,
        "dated_at": now,
        "next_reminder_at": _first_look(owed, now),
    }


def _first_look(owed: Obligation, now: datetime) -> datetime | None:
    """When the reminders are planned: at the next tick, which knows the business days."""
    return now if owed.due and owed.party != "clock" else None


def _change(row: Row[Any], owed: Obligation, now: datetime) -> dict[str, Any] | None:
    """What changes in a row that stays open; a new due date begins its reminders anew."""
    redated = owed.due != row.due
    since = owed.since or row.since
    if not redated and owed.what == row.what and since == row.since:
        return None
    return {
        "row": row.id,
        "to_what": owed.what,
        "to_due": owed.due,
        "to_since": since,
        "to_dated_at": now if redated else row.dated_at,
        "to_reminder": _first_look(owed, now) if redated else row.next_reminder_at,
    }


def _owed(row: Row[Any]) -> Obligation:
    return Obligation(row.party, row.action, row.what, row.due, row.about, row.since)
