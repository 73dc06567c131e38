"""The roster of a feedback period: whom it asks, and who answers for somebody who has left. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from govbot.core.grammar import Choice, RuleContext
from govbot.core.membership.directory import Directory, Person
from govbot.core.membership.roster_events import SavedPlace
from govbot.core.workflow.events import RosterEntry
from govbot.core.workflow.events.feedback import further_place
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


def capacity_choices(context: RuleContext[Any]) -> list[Choice]:
    named = list(context.process.circulation.known_capacities)
    others = {name for person in context.directory.people.values() for name in person.capacities}
    return [Choice(name, name) for name in (*named, *sorted(others - set(named)))]


def chosen_roster(
    directory: Directory, capacities: Collection[str], agencies: Collection[str], people: Collection[str]
) -> tuple[RosterEntry, ...]:
    """Each person once for each of their agencies, with all capacities for which they are asked there.

    `agencies` limits the capacities (none: all agencies); `people` are invited by name besides.
    """
    return tuple(
        entry
        for person in directory.people.values()
        if person.active
        for entry in _chosen_places(person, capacities, agencies, people)
    )


def with_saved(
    directory: Directory,
    chosen: Collection[RosterEntry],
    saved: Collection[SavedPlace],
    without: Collection[str],
) -> tuple[RosterEntry, ...]:
    """The chosen roster and the places of a saved one together, each person once for each agency; without these people.

    Of a saved place the capacities count that its person still has there; where none is left, they are asked by name.
    """
    asked: dict[tuple[str, str], tuple[str, ...]] = {
        (entry.person, entry.agency): entry.capacities for entry in chosen
    }
    for place in saved:
        held = dict(directory.people[place.person].places).get(place.agency, ())
        kept = (name for name in place.capacities if name in held)
        known = asked.get((place.person, place.agency), ())
        asked[place.person, place.agency] = tuple(dict.fromkeys((*known, *kept)))
    seen: set[str] = set()
    entries = []
    for (person, agency), capacities in asked.items():
        if person not in without:
            key = further_place(person, agency) if person in seen else ""
            entries.append(RosterEntry(person=person, agency=agency, capacities=capacities, place=key))
            seen.add(person)
    return tuple(entries)


def _chosen_places(
    person: Person, capacities: Collection[str], agencies: Collection[str], people: Collection[str]
) -> Iterator[RosterEntry]:
    """The places of one person: where a chosen capacity is held; whoever is invited by name has one at least."""
    held_in = [
        (agency, tuple(name for name in held if name in capacities))
        for agency, held in person.places or (("", person.capacities),)
    ]
    asked = [(agency, held) for agency, held in held_in if held and (not agencies or agency in agencies)]
    if not asked and person.id in people:
        asked = held_in[:1]
    for number, (agency, held) in enumerate(asked):
        place = further_place(person.id, agency) if number else ""
        yield RosterEntry(person=person.id, agency=agency, capacities=held, place=place)
