"""Accounts on chat platforms: which person each was linked to, and where that person is written to."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from govbot.record.identities import SALT, account_digest
from govbot.record.notes import Notes
from govbot.record.tables import accounts

_a = accounts.c
_IS = (_a.platform == bindparam("on"), _a.tenant == bindparam("within"), _a.user == bindparam("is"))
_SHOWN = [column for column in _a if column.name != "salt"]
_ONE = select(*_SHOWN).where(*_IS)
_OF = select(*_SHOWN).where(_a.person == bindparam("who")).order_by(_a.platform, _a.tenant, _a.user)
_LINKED = select(*_SHOWN).where(_a.person.is_not(None))
_PLATFORMS = select(_a.platform).where(_a.person.is_not(None)).distinct()
_FOUND = select(*_SHOWN).where(_a.found_for == bindparam("who"), _a.person.is_(None))
_FOUND = _FOUND.order_by(_a.platform, _a.tenant, _a.user)
_ADD = insert(accounts)
_LINK = update(accounts).where(*_IS)
_LINK = _LINK.values(
    person=bindparam("to_person"), linked_at=bindparam("now"), refused=False, salt=bindparam("to_salt")
)
_UNLINK = update(accounts).where(*_IS).values(person=None, linked_at=None, refused=False)
_SALT = select(_a.salt).where(*_IS)
_FIND = update(accounts).where(*_IS).values(found_for=bindparam("to_person"))
_FORGET = update(accounts).where(_a.found_for == bindparam("who")).values(found_for="")
_CONVERSATION = update(accounts).where(*_IS).values(conversation=bindparam("to_conversation"), refused=False)
_REFUSED = update(accounts).where(*_IS).values(refused=True)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account. `person` is set once it is linked, and gives authority; `conversation` may be "".

    `found_for` is the person whose address led to it: messages may go there, but it gives no authority.
    `refused` says that the platform refuses our messages to it.
    """

    platform: str
    tenant: str
    user: str
    person: str | None
    found_for: str
    conversation: str
    refused: bool
    linked_at: datetime | None


class Accounts:
    """The accounts on chat platforms, within one transaction."""

    def __init__(
        self, conn: Connection, now: datetime, randomness: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self._conn = conn
        self._now = now
        self._randomness = randomness
        self._notes = Notes(conn)

    def get(self, platform: str, tenant: str, user: str) -> AccountRow | None:
        return _account(self._conn.execute(_ONE, _key(platform, tenant, user)).first())

    def of(self, person: str) -> list[AccountRow]:
        """The accounts that are linked to a person."""
        return [account for row in self._conn.execute(_OF, {"who": person}) if (account := _account(row))]

    def linked(self) -> list[AccountRow]:
        """Every account that is linked to a person."""
        return [account for row in self._conn.execute(_LINKED) if (account := _account(row))]

    def platforms(self) -> list[str]:
        """The platforms on which accounts are linked."""
        return sorted(self._conn.execute(_PLATFORMS).scalars())

    def reaching(self, person: str) -> list[AccountRow]:
        """Where a person may be written to: the linked accounts, the first linked first; on other platforms
        those found by the address."""
        linked = sorted(self.of(person), key=lambda account: str(account.linked_at))
        on = {account.platform for account in linked}
        by_address = (_account(row) for row in self._conn.execute(_FOUND, {"who": person}))
        return [*linked, *(account for account in by_address if account and account.platform not in on)]

    def link(self, platform: str, tenant: str, user: str, person: str) -> str:
        """Link an account to a person; from then on only its id counts.

        Returns the account's salted digest, which the caller records as an entry.
        """
        self._ensure(platform, tenant, user)
        salt = self._randomness(SALT)
        linked = {"to_person": person, "now": self._now, "to_salt": salt}
        self._conn.execute(_LINK, {**_key(platform, tenant, user), **linked})
        return account_digest(salt, platform, tenant, user)

    def forget_conversation(self, platform: str, tenant: str, user: str) -> None:
        """The kept conversation is not there any more: a new one is opened, and nothing is refused."""
        self._conn.execute(_CONVERSATION, {**_key(platform, tenant, user), "to_conversation": ""})

    def unlink(self, platform: str, tenant: str, user: str) -> str:
        """The account acts for nobody any more, and nothing is sent to it.

        Returns the account's salted digest, which the caller records as an entry; "" where it never had one.
        """
        salt = self._conn.execute(_SALT, _key(platform, tenant, user)).scalar()
        self._conn.execute(_UNLINK, _key(platform, tenant, user))
        self._conn.execute(_FIND, {**_key(platform, tenant, user), "to_person": ""})
        return account_digest(salt, platform, tenant, user) if salt else ""

    def keep_found(self, platform: str, tenant: str, user: str, person: str) -> None:
        """Keep that a person's address led to this account: to write to, without any authority."""
        self._ensure(platform, tenant, user)
        self._conn.execute(_FIND, {**_key(platform, tenant, user), "to_person": person})

    def note_member(self, platform: str, tenant: str, user: str, email: str) -> None:
        """The platform has told that this account is a full member with this address ("": forget it)."""
        self._notes.set(f"member {platform} {tenant} {user}", email)

    def member(self, platform: str, tenant: str, user: str) -> str:
        """The address of a full member that was written to before they acted; "" where that is not known."""
        return self._notes.get(f"member {platform} {tenant} {user}") or ""

    def forget_found(self, person: str) -> None:
        """The person's address has changed: what was found by it is looked for again."""
        self._conn.execute(_FORGET, {"who": person})

    def set_conversation(self, platform: str, tenant: str, user: str, conversation: str) -> None:
        """Keep where this account is written to; it takes our messages (again)."""
        self._ensure(platform, tenant, user)
        self._conn.execute(_CONVERSATION, {**_key(platform, tenant, user), "to_conversation": conversation})

    def refuse(self, platform: str, tenant: str, user: str) -> None:
        """The platform refuses our messages to this account for good."""
        self._conn.execute(_REFUSED, _key(platform, tenant, user))

    def _ensure(self, platform: str, tenant: str, user: str) -> None:
        if self.get(platform, tenant, user) is None:
            self._conn.execute(_ADD, {"platform": platform, "tenant": tenant, "user": user, "refused": False})


def _key(platform: str, tenant: str, user: str) -> dict[str, str]:
    return {"on": platform, "within": tenant, "is": user}


def _account(row: Row[Any] | None) -> AccountRow | None:
    return None if row is None else AccountRow(**row._mapping)
