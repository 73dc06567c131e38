"""Instants as people read them, in the government's zone: "Fri, Dec 4, 2026, 5:00 PM ET"."""

from __future__ import annotations

from datetime import datetime, tzinfo


def moment(at: datetime, zone: tzinfo) -> str:
    """The day, the time and the zone's short name."""
    return f"{day(at, zone)}, {time(at, zone)} {_label(at.astimezone(zone))}"


def day(at: datetime, zone: tzinfo) -> str:
    """The day alone."""
    local = at.astimezone(zone)
    return f"{local:%a}, {local:%b} {local.day}, {local.year}"


def time(at: datetime, zone: tzinfo) -> str:
    """The time alone."""
    local = at.astimezone(zone)
    return f"{local.hour % 12 or 12}:{local:%M} {local:%p}"


def _label(local: datetime) -> str:
    """ "ET" for both EST and EDT: nobody need know which of them it is."""
    name = local.tzname() or ""
    return name[0] + name[2] if len(name) == 3 and name[1] in "SD" else name
