"""Checks that the tables of people and accounts say what the entries' salted digests say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from govbot.record.identities import account_digest, person_digest
from govbot.record.people import folded
from govbot.record.tables import accounts, entries, people

Account = tuple[str, str, str]  # platform, tenant, user
UNRECORDED = "The table of people has {person}, and no entry says so."
CHANGED = "The name or the address of {person} is not as it was recorded."
REMOVED = "{person}, whom an entry names, is missing from the table of people."
MOVED = "An account on {platform} acts for {person}, and the record says that it was linked to {linked}."
GONE = "An account on {platform} that was linked to {linked} is missing from the table of accounts."
TYPES = ("AccountLinked", "AccountUnlinked", "IdentityRecorded")

_BODIES = select(entries.c.type, entries.c.body).where(entries.c.type.in_(TYPES))
_BODIES = _BODIES.order_by(entries.c.stream, entries.c.seq)
_PEOPLE = select(people.c.id, people.c.name, people.c.email, people.c.email_folded, people.c.salt)
_PEOPLE = _PEOPLE.order_by(people.c.added_at, people.c.id)
_a = accounts.c
_ACCOUNTS = select(_a.platform, _a.tenant, _a.user, _a.person, _a.salt).order_by(_a.platform, _a.user)


@dataclass(frozen=True, slots=True)
class Link:
    """Whose account it is; one that was taken over by an upgrade is not known by its platform."""

    platform: str
    person: str | None
    taken_over: bool = False


NOT_LINKED = Link("", None)


class _Recorded:
    """What the entries say: each person's digest, and each linked account's by its digest.

    `before` are the accounts that entries of earlier versions name, by their ids.
    """

    def __init__(self) -> None:
        self.people: dict[str, str] = {}
        self.linked: dict[str, Link] = {}
        self.before: dict[Account, str] = {}

    def note(self, type: str, event: dict[str, Any]) -> None:
        match type:
            case "IdentityRecorded":
                self.people[event["person"]] = event["digest"]
                taken_over = Link("a chat", event["person"], taken_over=True)
                self.linked |= dict.fromkeys(event["accounts"], taken_over)
            case "AccountLinked" if event.get("digest"):
                self.linked[event["digest"]] = Link(event["platform"], event["person"])
            case "AccountLinked":
                self.before[event["platform"], event["tenant"], event["user"]] = event["person"]
            case _:
                self.linked.pop(event["digest"], None)


def identity_problems(conn: Connection) -> Iterator[str]:
    """A sentence for each person or account that is not as the last entry on it says."""
    recorded = _Recorded()
    for type, body in conn.execute(_BODIES):
        with suppress(AttributeError, KeyError, TypeError, ValueError):  # a changed body: the chain names it
            recorded.note(type, json.loads(body))
    yield from _people(conn, recorded)
    yield from _accounts(conn, recorded)


def _people(conn: Connection, recorded: _Recorded) -> Iterator[str]:
    missing = dict(recorded.people)
    for row in conn.execute(_PEOPLE):
        digest = missing.pop(row.id, None)
        if digest is None:
            yield UNRECORDED.format(person=row.id)
        elif not _is_as_recorded(row, digest):
            yield CHANGED.format(person=row.id)
    for person in missing:
        yield REMOVED.format(person=person)


def _is_as_recorded(row: Any, digest: str) -> bool:
    """Whether name and address have this digest, and the person is found by that very address."""
    try:
        made = person_digest(row.salt, row.id, row.name, row.email)
        return made == digest and row.email_folded == folded(row.email)
    except (AttributeError, TypeError):  # no salt, or bytes where a text was
        return False


def _digest(salt: bytes | None, account: Account) -> str:
    """The account's digest; "" where it has no salt, or SQLite was given bytes where a text was."""
    try:
        return account_digest(salt, *account) if salt else ""
    except TypeError:
        return ""


def _accounts(conn: Connection, recorded: _Recorded) -> Iterator[str]:
    """Each account acts for whom the last entry linked it to; one that was unlinked acts for nobody."""
    linked, gone = dict(recorded.linked), dict(recorded.before)
    for platform, tenant, user, person, salt in conn.execute(_ACCOUNTS):
        account = (platform, tenant, user)
        link = linked.pop(_digest(salt, account), NOT_LINKED)
        before = gone.pop(account, link.person)
        meant = before if link.taken_over else link.person
        if person != meant:
            yield MOVED.format(platform=platform, person=person or "nobody", linked=meant or "nobody")
    yield from (GONE.format(platform=platform, linked=person) for (platform, _, _), person in gone.items())
    for link in linked.values():
        if not (link.taken_over and link.person in gone.values()):
            yield GONE.format(platform=link.platform, linked=link.person)
