"""Names and addresses: they live here alone, so that the record itself names people by id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from govbot.record import accounts
from govbot.record.notes import last_number, next_number
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


def add(conn: Connection, name: str, email: str, agency: str, active: bool, now: datetime) -> Person:
    """Add somebody; the new id is "p1", "p2" … Raises ValueError when the address is somebody's already."""
    if by_email(conn, email) is not None:
        raise ValueError(f"{email} is in the directory already.")
    person = Person(f"p{next_number(conn, 'person')}", name, email.strip(), agency, active, now)
    conn.execute(_ADD, {**_columns(person), "id": person.id, "added_at": now})
    next_number(conn, _VERSION)
    return person


def change(conn: Connection, person: Person) -> None:
    """Keep what has changed of a person; an account that was found by the old address is forgotten."""
    before = one(conn, person.id)
    other = by_email(conn, person.email)
    if before is None:
        raise LookupError(f"There is no person {person.id}.")
    if other is not None and other.id != person.id:
        raise ValueError(f"{person.email} is in the directory already.")
    if _folded(before.email) != _folded(person.email):
        accounts.forget_found(conn, person.id)
    columns = {f"to_{name}": value for name, value in _columns(person).items()}
    conn.execute(_CHANGE, {**columns, "who": person.id})
    next_number(conn, _VERSION)


def one(conn: Connection, person: str) -> Person | None:
    return _person(conn.execute(_ONE, {"who": person}).first())


def by_email(conn: Connection, email: str) -> Person | None:
    return _person(conn.execute(_BY_EMAIL, {"address": _folded(email)}).first())


def everybody(conn: Connection) -> list[Person]:
    """Everybody, in the order in which they were added."""
    return [person for row in conn.execute(_ALL) if (person := _person(row))]


def version(conn: Connection) -> int:
    """A number that rises with each change of anybody."""
    return last_number(conn, _VERSION)


def _folded(email: str) -> str:
    return email.strip().casefold()


def _columns(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "email_folded": _folded(person.email),
        "agency": person.agency,
        "active": person.active,
    }


def _person(row: Row[Any] | None) -> Person | None:
    return None if row is None else Person(row.id, row.name, row.email, row.agency, row.active, row.added_at)
