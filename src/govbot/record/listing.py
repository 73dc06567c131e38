"""The list of policies, a view: it can be rebuilt from the entries at any time, and sends nothing."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from govbot.record.tables import policies, views

_p = policies.c
_CHANGE = (
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
_LED = select(policies).where(_p.lead == bindparam("who")).order_by(_p.id)
_CLEAR = delete(policies)
_VERSION = select(views.c.version).where(views.c.name == bindparam("view"))
_REBUILT = update(views).where(views.c.name == bindparam("view"))
_REBUILT = _REBUILT.values(version=bindparam("to_version"), rebuilt_at=bindparam("now"))
_REBUILT_FIRST = insert(views)


class Listed(NamedTuple):
    """A policy as lists show it; `search` what typed words are looked for in."""

    id: str
    title: str
    stage: str
    lead: str
    version: str
    updated: datetime
    search: str = ""


def put(conn: Connection, listed: Listed) -> None:
    """List a policy, or change how it is listed."""
    row = {**listed._asdict(), "search": f"{listed.id} {listed.title} {listed.search}".casefold()}
    changed = {"policy": listed.id} | {f"to_{name}": value for name, value in row.items() if name != "id"}
    if not conn.execute(_CHANGE, changed).rowcount:
        conn.execute(_ADD, row)


def matching(conn: Connection, typed: str, most: int) -> list[Listed]:
    """The policies whose id, title or other words contain what was typed, last changed first."""
    return [Listed(*row) for row in conn.execute(_LIST, {"typed": f"%{_literal(typed)}%", "most": most})]


def led_by(conn: Connection, person: str) -> list[Listed]:
    """The policies that this person leads."""
    return [Listed(*row) for row in conn.execute(_LED, {"who": person})]


def _literal(typed: str) -> str:
    for special in "/%_":
        typed = typed.replace(special, "/" + special)
    return typed.strip().casefold()


def clear(conn: Connection) -> None:
    conn.execute(_CLEAR)


def version(conn: Connection, view: str) -> int:
    """The projection version that a view was built with; 0 when it never was."""
    return conn.execute(_VERSION, {"view": view}).scalar() or 0


def set_version(conn: Connection, view: str, to_version: int, now: datetime) -> None:
    if not conn.execute(_REBUILT, {"view": view, "to_version": to_version, "now": now}).rowcount:
        conn.execute(_REBUILT_FIRST, {"name": view, "version": to_version, "rebuilt_at": now})
