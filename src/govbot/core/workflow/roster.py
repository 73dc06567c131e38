"""The frozen roster of a feedback period, and who answers for somebody who has left. Pure."""

from __future__ import annotations

from datetime import date

from govbot.core.membership.directory import Directory
from govbot.core.workflow.events import RosterEntry
from govbot.core.workflow.policy import Period


def is_held(entry: RosterEntry, directory: Directory) -> bool:
    """Whether the person who was asked still answers for this place: there, and in that agency."""
    if not directory.is_active(entry.person):
        return False
    return not entry.agency or entry.agency in directory.people[entry.person].agencies


def successors(entry: RosterEntry, directory: Directory) -> list[str]:
    """Who holds, today, the capacities for which somebody was asked who has left since; else those of the
    agency."""
    holders = [
        holder for capacity in entry.capacities for holder in directory.in_capacity(entry.agency, capacity)
    ]
    if not holders and entry.agency:
        holders = directory.agency_people(entry.agency)
    return list(dict.fromkeys(holders))


def people_in(entry: RosterEntry, directory: Directory) -> list[str]:
    """Who answers for this place today: whoever was asked, else those who have taken over."""
    return [entry.person] if is_held(entry, directory) else successors(entry, directory)


def places_of(person: str, period: Period, directory: Directory, today: date) -> list[RosterEntry]:
    """The places for which this person answers, one for each agency: their own, else that of somebody who has
    left, or who is out and has not answered, and whose alternate they are."""
    own = [entry for entry in period.entries(person) if is_held(entry, directory)]
    known = directory.people.get(person)
    other = set(known.agencies if known else ()) - {entry.agency for entry in own}
    places: dict[str, RosterEntry] = {}
    for entry in own:
        places.setdefault(entry.agency, entry)
    for entry in period.roster if other else ():
        is_left = entry.agency in other and not is_held(entry, directory)
        if is_left and person in successors(entry, directory):
            places.setdefault(entry.agency, entry)
    absent = [entry for who in directory.absent_for(person, today) for entry in period.entries(who)]
    for entry in absent:
        is_open = entry.key not in period.answered and is_held(entry, directory)
        own_place = places.get(entry.agency)
        if is_open and (own_place is None or own_place.key in period.answered):
            places[entry.agency] = entry
    return list(places.values())
