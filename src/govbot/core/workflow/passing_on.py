"""Who answers today for what is awaited of a party: its own people or, when nobody is left, the next on the ladder.

Pure: nothing is recorded when something passes on, so whoever comes back has it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from govbot.core.membership.directory import Directory, Person
from govbot.core.process import Process
from govbot.core.remembered import remembered
from govbot.core.workflow.events import RosterEntry
from govbot.core.workflow.events.feedback import further_place
from govbot.core.workflow.policy import Group, Policy
from govbot.core.workflow.roster import people_in

# Kinds of party that are one person in one capacity.
PERSONS = ("lead", "member", "named")
# Who answers when there is neither lead nor director: somebody always can say what comes next.
LAST = ("role:advisor", "steering", "role:contact", "role:keeper", "role:operator")
OF_THE_POLICY = ("role:lead", *LAST)


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who answers: the party and its people; `passed_on` where the party was another, or another person."""

    party: str
    people: tuple[str, ...]
    passed_on: bool = False


def answerable(
    party: str, policy: Policy | None, directory: Directory, director: str, today: date
) -> Answerable:
    """Who answers today for what is awaited of this party; no people only where nobody at all is left.

    `director` is the seat that directs the group.
    """
    place = place_on_roster(party, policy)
    if place and (people := people_in(place, directory)):
        moved = people != [place.person]
        everybody = directory.with_alternates(people, today)
        return Answerable(f"place:{place.key}" if moved else party, tuple(everybody), moved)
    own = own_people(party, policy, directory, director, today) if place is None else []
    if own:
        return Answerable(party, tuple(own))
    for step in ladder(party, policy):
        people = own_people(step, policy, directory, director, today)
        if people:
            return Answerable(step, tuple(people), passed_on=True)
    return Answerable(party, ())


def place_on_roster(party: str, policy: Policy | None) -> RosterEntry | None:
    """The place of the current feedback period for which this party is asked; None for any other party."""
    kind, _, of = party.partition(":")
    period = policy.development.period if policy and policy.development else None
    return period.entry(of) if period and kind in ("person", "place") else None


def ladder(party: str, policy: Policy | None) -> tuple[str, ...]:
    """The parties to which something passes on in turn, once nobody of this party is left."""
    kind, _, of = party.partition(":")
    match kind:
        case "member":
            return ("liaisons", *OF_THE_POLICY)
        case "person" | "named" | "liaisons" | "seat" | "office" | "agency":
            return OF_THE_POLICY
        case "lead" | "steering":
            return LAST
        case "confirmers":
            return ("role:secretary", *LAST)
        case "role" if of == "secretary":
            return ("role:contact", *LAST)
        case "role":
            return LAST
        case _:
            return ()


def above(party: str) -> str:
    """The party above: told once when something is late, or has passed on."""
    if party.startswith("lead:") or party == "role:lead":
        return "role:advisor"
    return "role:contact" if party in ("role:advisor", "steering") else "role:lead"


def own_people(
    party: str, policy: Policy | None, directory: Directory, director: str, today: date
) -> list[str]:
    """The active people of a party itself today, each once; of a person who left, those in their place.

    With whoever is out comes their alternate, but for what is each person's own: a group member's, and news for
    those who raised the need.
    """
    people = _present_and_absent(party, policy, directory, director, today)
    kind, _, of = party.partition(":")
    if kind in ("member", "group", "raisers"):
        return people
    everybody = directory.with_alternates(people, today)
    return [who for who in everybody if kind != "agency" or who in people or _belongs_to(who, of, directory)]


def _belongs_to(person: str, agency: str, directory: Directory) -> bool:
    return agency in directory.people[person].agencies


def _present_and_absent(
    party: str, policy: Policy | None, directory: Directory, director: str, today: date
) -> list[str]:
    kind, _, of = party.partition(":")
    match kind:
        case "lead" | "member" | "named":
            return [of] if directory.is_active(of) else []
        case "person" if directory.is_active(of):
            return [of]
        case "person" | "place":
            place = place_on_roster(party, policy)
            return people_in(place, directory) if place else []
        case "steering":
            return directory.steering(today)
        case "seat":
            return directory.seat_people(of, today)
        case "office":
            return directory.office_holders(of)
        case "agency":
            return agency_people(of, directory)
        case "liaisons":
            group = _group(policy)
            return _active(group.liaisons if group else (), directory)
        case "group":
            return _active(_group_people(policy), directory)
        case "roster":
            period = policy.development.period if policy and policy.development else None
            return _active((entry.person for entry in period.roster) if period else (), directory)
        case "raisers":
            return _active(policy.raisers if policy else (), directory)
        case "confirmers":
            people = (
                *_role("publisher", policy, directory, director, today),
                *_role("contact", policy, directory, director, today),
            )
            return [person for person in dict.fromkeys(people) if person != of]
        case "role":
            return _role(of, policy, directory, director, today)
        case _:
            return []


def agency_people(code: str, directory: Directory) -> list[str]:
    """Whom the agency named to speak for it; without that person, all its representatives."""
    people = directory.agency_people(code)
    voice = directory.voices.get(code)
    return [voice] if voice in people else people


@remembered
def parties_left_alone(directory: Directory, process: Process, today: date) -> list[str]:
    """Every party of which something may be awaited that has nobody of its own today."""
    gone = [person.id for person in directory.people.values() if not person.active]
    parties = [f"{kind}:{person}" for person in (*gone, "") for kind in ("person", *PERSONS)]
    parties += [party for person in directory.people.values() for party in _places_left(person)]
    parties += [f"seat:{seat.key}" for seat in process.seats if not directory.seat_people(seat.key, today)]
    parties += [
        f"office:{name}" for name in _offices(directory, process) if not directory.office_holders(name)
    ]
    answered, known = set[str](), set(directory.agencies)
    for person in directory.people.values():
        (answered if person.active else known).update(person.agencies)
    parties += [f"agency:{code}" for code in sorted(known - answered)]
    roles = ("secretary", "publisher", "advisor", "contact")
    director = process.director.key
    parties += [f"role:{role}" for role in roles if not _role(role, None, directory, director, today)]
    return parties if directory.steering(today) else [*parties, "steering"]


def _places_left(person: Person) -> Iterator[str]:
    """Parties of the places on rosters that this person no longer answers for."""
    if person.former and person.active:
        yield f"person:{person.id}"
    left = person.former if person.active else (*person.former, *person.agencies)
    yield from (f"person:{further_place(person.id, agency)}" for agency in left)


def _offices(directory: Directory, process: Process) -> list[str]:
    asked = (track.office for track in process.tracks if track.office)
    consulted = (consultation.office for consultation in process.consultations)
    return list(dict.fromkeys((*asked, *consulted, *(office.name for office in directory.offices))))


def _role(of: str, policy: Policy | None, directory: Directory, director: str, today: date) -> list[str]:
    match of:
        case "lead":
            return [policy.lead] if policy and directory.is_active(policy.lead) else []
        case "advisor":
            return directory.seat_people(director, today)
        case "secretary":
            return directory.holders("approver")
        case "contact":
            return directory.holders("secretary's contact") or directory.holders("approver")
        case "delegates":
            held = [delegation.person for delegation in directory.delegations if delegation.holds_on(today)]
            return _active(held, directory)
        case "secretary_designee":
            named = directory.designee("secretary", today)
            return [named] if named else []
        case "keeper":
            return directory.holders("roster keeper")
        case _:
            return directory.holders(of)


def _group(policy: Policy | None) -> Group | None:
    return policy.development.group if policy and policy.development else None


def _group_people(policy: Policy | None) -> tuple[str, ...]:
    group = _group(policy)
    return group.everybody if group else ()


def _active(people: Iterable[str], directory: Directory) -> list[str]:
    return list(dict.fromkeys(person for person in people if directory.is_active(person)))
