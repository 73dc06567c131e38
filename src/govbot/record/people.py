"""People's names and addresses: kept only here; the record itself names people by id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from govbot.record.accounts import Accounts
from govbot.record.identities import SALT, person_digest
from govbot.record.notes import Counters
from govbot.record.tables import people

_VERSION = "people version"
_p = people.c
_ADD = insert(people)
_CHANGE = (
    update(people)
    .where(_p.id == bindparam("who"))
    .values(
        name=bindparam("to_name"),
        email=bindparam("to_email"),
        email_folded=bindparam("to_email_folded"),
        agency=bindparam("to_agency"),
        active=bindparam("to_active"),
        salt=bindparam("to_salt"),
    )
)
_ALL = select(people).order_by(_p.added_at, _p.id)
_ONE = select(people).where(_p.id == bindparam("who"))
_BY_EMAIL = select(people).where(_p.email_folded == bindparam("address"))


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name and address, and the agency they belong to."""

    id: str
    name: str
    email: str
    agency: str
    active: bool
    added_at: datetime


class People:
    """The people of the directory, within one transaction."""

    def __init__(self, conn: Connection, now: datetime, randomness: Callable[[int], bytes]) -> None:
        self._conn = conn
        self._now = now
        self._randomness = randomness
        self._counters = Counters(conn)
        self._version: int | None = None

    def add(self, name: str, email: str, agency: str = "", active: bool = True) -> Person:
        """Add somebody; the new id is "p1", "p2" … Raises ValueError when the address is somebody's already.

        The caller records `digest` of them as an entry.
        """
        self._version = None
        if self.by_email(email) is not None:
            raise ValueError(f"{email} is in the directory already.")
        id = f"p{self._counters.next('person')}"
        person = Person(id, name, email.strip(), agency, active, self._now)
        added = {"id": person.id, "added_at": self._now, "salt": self._randomness(SALT)}
        self._conn.execute(_ADD, {**_columns(person), **added})
        self._counters.next(_VERSION)
        return person

    def change(self, person: Person) -> None:
        """Keep what has changed of a person; an account that was found by the old address is forgotten.

        The caller records the new `digest` of them as an entry. Its salt is new: nothing of the old one is left.
        """
        self._version = None
        before = self.get(person.id)
        other = self.by_email(person.email)
        if before is None:
            raise LookupError(f"There is no person {person.id}.")
        if other is not None and other.id != person.id:
            raise ValueError(f"{person.email} is in the directory already.")
        if folded(before.email) != folded(person.email):
            Accounts(self._conn, self._now, self._randomness).forget_found(person.id)
        columns = {f"to_{name}": value for name, value in _columns(person).items()}
        self._conn.execute(_CHANGE, {**columns, "to_salt": self._randomness(SALT), "who": person.id})
        self._counters.next(_VERSION)

    def get(self, person: str) -> Person | None:
        return _person(self._conn.execute(_ONE, {"who": person}).first())

    def digest(self, person: str) -> str:
        """The salted digest of a person's name and address: what an entry says of them."""
        row = self._conn.execute(_ONE, {"who": person}).one()
        return person_digest(row.salt, row.id, row.name, row.email)

    def by_email(self, email: str) -> Person | None:
        return _person(self._conn.execute(_BY_EMAIL, {"address": folded(email)}).first())

    def everybody(self) -> list[Person]:
        """Everybody, in the order in which they were added."""
        return [person for row in self._conn.execute(_ALL) if (person := _person(row))]

    def version(self) -> int:
        """A number that rises with each change of anybody."""
        if self._version is None:
            self._version = self._counters.last(_VERSION)
        return self._version


_TO_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def folded(email: str) -> str:
    """The address by which a person is found: of its letters, only A to Z are taken for a to z.

    Unicode's own folding would take look-alikes such as “ſ” for an “s”, and somebody else for this person.
    """
    return email.strip(" \t\r\n").translate(_TO_LOWER)


def _columns(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "email_folded": folded(person.email),
        "agency": person.agency,
        "active": person.active,
    }


def _person(row: Row[Any] | None) -> Person | None:
    return None if row is None else Person(row.id, row.name, row.email, row.agency, row.active, row.added_at)
