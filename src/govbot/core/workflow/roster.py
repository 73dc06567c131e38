"""The frozen roster of a feedback period, and who answers for somebody who has left. Pure."""

from __future__ import annotations

from govbot.core.membership.directory import Directory
from govbot.core.workflow.events import RosterEntry
from govbot.core.workflow.policy import Period


def successors(entry: RosterEntry, directory: Directory) -> list[str]:
    """Who holds, today, the capacities for which somebody was asked who has left since; else those of the
    agency."""
    holders = [
        holder for capacity in entry.capacities for holder in directory.in_capacity(entry.agency, capacity)
    ]
    if not holders and entry.agency:
        holders = directory.agency_people(entry.agency)
    return list(dict.fromkeys(holders))


def place_of(person: str, period: Period, directory: Directory) -> RosterEntry | None:
    """The place on the roster for which this person answers: their own, else that of somebody who has
    left."""
    left = (entry for entry in period.roster if not directory.is_active(entry.person))
    return period.entry(person) or next(
        (entry for entry in left if person in successors(entry, directory)), None
    )
