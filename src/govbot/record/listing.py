"""The list of policies, a view: it can be rebuilt from the entries at any time, and sends nothing."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from govbot.record.compiled import Compiled
from govbot.record.tables import policies, views

_p = policies.c
_CHANGE = Compiled(
    update(policies)
    .where(_p.id == bindparam("policy"))
    .values({column.name: bindparam(f"to_{column.name}") for column in _p if column.name != "id"})
)
_ADD = insert(policies)
_LIST = (
    select(policies)
    .where(_p.search.like(bindparam("typed"), escape="/"))
    .order_by(_p.updated.desc(), _p.id)
    .limit(bindparam("most"))
)
_ALL = select(policies).order_by(_p.id)
_LED = select(policies).where(_p.lead == bindparam("who")).order_by(_p.id)
_CLEAR = delete(policies)
_VERSION = select(views.c.version).where(views.c.name == bindparam("view"))
_REBUILT = update(views).where(views.c.name == bindparam("view"))
_REBUILT = _REBUILT.values(version=bindparam("to_version"), rebuilt_at=bindparam("now"))
_REBUILT_FIRST = insert(views)


class ListedPolicy(NamedTuple):
    """A policy as lists show it; `search` what typed words are looked for in, `course` its course as JSON."""

    id: str
    title: str
    stage: str
    lead: str
    version: str
    updated: datetime
    search: str = ""
    course: str = ""


class Policies:
    """The list of policies, within one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def put(self, listed: ListedPolicy) -> None:
        """List a policy, or change how it is listed; its `search` has more words by which it is found."""
        row = {**listed._asdict(), "search": f"{listed.id} {listed.title} {listed.search}".casefold()}
        changed = {"policy": listed.id} | {f"to_{name}": value for name, value in row.items() if name != "id"}
        if not _CHANGE.run(self._conn, changed):
            self._conn.execute(_ADD, row)

    def everything(self) -> list[ListedPolicy]:
        """Every policy, in the order of their ids."""
        return [ListedPolicy(*row) for row in self._conn.execute(_ALL).all()]

    def matching(self, typed: str = "", limit: int = 100) -> list[ListedPolicy]:
        """The policies whose id, title or other words contain what was typed, last changed first."""
        return [
            ListedPolicy(*row)
            for row in self._conn.execute(_LIST, {"typed": f"%{_literal(typed)}%", "most": limit})
        ]

    def led_by(self, person: str) -> list[ListedPolicy]:
        """The policies that this person leads."""
        return [ListedPolicy(*row) for row in self._conn.execute(_LED, {"who": person})]

    def clear(self) -> None:
        self._conn.execute(_CLEAR)

    def version(self, view: str) -> int:
        """The projection version that a view was built with; 0 when it never was."""
        return self._conn.execute(_VERSION, {"view": view}).scalar() or 0

    def set_version(self, view: str, to_version: int, now: datetime) -> None:
        if not self._conn.execute(_REBUILT, {"view": view, "to_version": to_version, "now": now}).rowcount:
            self._conn.execute(_REBUILT_FIRST, {"name": view, "version": to_version, "rebuilt_at": now})


def _literal(typed: str) -> str:
    for special in "/%_":
        typed = typed.replace(special, "/" + special)
    return typed.strip().casefold()
