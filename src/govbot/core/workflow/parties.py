"""Parties and people: who is a party today, and for which parties a person answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow.events.feedback import further_place
from govbot.core.workflow.passing_on import (
    PERSONS,
    agency_people,
    answerable,
    own_people,
    parties_left_alone,
    place_on_roster,
)
from govbot.core.workflow.policy import Policy


def people_of(
    party: str, policy: Policy | None, directory: Directory, director: str, today: date
) -> list[str]:
    """The active people to whom news for a party goes today, each once. `director` is the seat that directs the
    group.

    News for the lead, or for an office of the government, passes on with what is awaited of them.
    """
    if party.partition(":")[0] in ("lead", "role"):
        return list(answerable(party, policy, directory, director, today).people)
    return own_people(party, policy, directory, director, today)


def parties_of(person: str, directory: Directory, process: Process, today: date) -> list[str]:
    """Every party to which this person belongs today: what is awaited of one of these is awaited of them.

    With them those of the people who are out and for whom they stand in.
    """
    if not directory.is_active(person):
        return []
    parties = _own_parties(person, directory, process, today)
    for absent in directory.absent_for(person, today):
        theirs = _own_parties(absent, directory, process, today)
        parties += [party for party in theirs if _passes(party, person, directory)]
    return list(dict.fromkeys(parties))


def _passes(party: str, alternate: str, directory: Directory) -> bool:
    """Whether what is awaited of this party is awaited of an alternate too."""
    kind, _, of = party.partition(":")
    return kind != "member" and (kind != "agency" or of in directory.people[alternate].agencies)


def _own_parties(person: str, directory: Directory, process: Process, today: date) -> list[str]:
    parties = [f"{kind}:{person}" for kind in ("person", *PERSONS)]
    parties += ["steering"] if person in directory.steering(today) else []
    seats = [seat for seat in process.seats if person in directory.seat_people(seat.key, today)]
    parties += [f"seat:{seat.key}" for seat in seats]
    parties += ["role:advisor"] if any(seat.directs for seat in seats) else []
    parties += [f"office:{office.name}" for office in directory.offices if office.person == person]
    roles = {office.role for office in directory.offices if office.person == person}
    parties += ["role:secretary"] if "approver" in roles else []
    parties += [f"role:{role}" for role in sorted(roles)]
    parties += _confirms_for(person, directory)
    for agency in directory.people[person].agencies:
        parties.append(f"person:{further_place(person, agency)}")
        if person in agency_people(agency, directory):
            parties.append(f"agency:{agency}")
    return parties


def _confirms_for(person: str, directory: Directory) -> list[str]:
    """The parties of those who confirm another's technical correction: the publisher's office and the contact's."""
    confirmers = (*directory.holders("publisher"), *directory.holders("secretary's contact"))
    if person not in confirmers:
        return []
    return [f"confirmers:{other}" for other in directory.holders("publisher") if other != person]


@dataclass(frozen=True, slots=True)
class Desk:
    """What may be awaited of a person: their own parties, and those that may have passed on to them.

    `alone` are the parties that have nobody of their own; whether one has passed on to this person is said by
    the policy.
    """

    person: str
    own: frozenset[str]
    alone: frozenset[str]
    directory: Directory
    director: str
    today: date

    def answers(self, policy: Policy, party: str) -> bool:
        """Whether this person answers today for what is awaited of this party on this policy."""
        if party in self.own and place_on_roster(party, policy) is None:
            return True
        if party not in self.own and party not in self.alone:
            return False
        return self.person in answerable(party, policy, self.directory, self.director, self.today).people


def desk_of(person: str, directory: Directory, process: Process, today: date) -> Desk:
    """What may be awaited of this person today; nothing of somebody who has left."""
    own = frozenset(parties_of(person, directory, process, today))
    alone = frozenset(parties_left_alone(directory, process, today) if own else ())
    return Desk(person, own, alone, directory, process.director.key, today)
