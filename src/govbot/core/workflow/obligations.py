"""What is awaited of whom by when, for a policy: what each step says, in the order of the process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from govbot.core.grammar import Obligation
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow.passing_on import (
    PERSONS,
    agency_people,
    answerable,
    own_people,
    parties_left_alone,
)
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.steps import (
    adoption,
    circulation,
    consultations,
    drafting,
    groups,
    implementation,
    needs,
    responses,
    secretary,
    staff_review,
    upkeep,
)

STEPS = (
    needs,
    groups,
    drafting,
    staff_review,
    consultations,
    circulation,
    responses,
    secretary,
    adoption,
    implementation,
    upkeep,
)
TO_NAME = ("role:lead", "group")  # parties that stand for the people whom the policy knows


def obligations(policy: Policy) -> tuple[Obligation, ...]:
    """All that is awaited for this policy now; the lead and the group's people named as the policy knows them."""
    awaited: list[Obligation] = []
    for step in STEPS:
        for obligation in step.obligations(policy):
            if obligation.party in TO_NAME:
                awaited.extend(_named(policy, obligation))
            else:
                awaited.append(obligation)
    return tuple(awaited)


def _named(policy: Policy, obligation: Obligation) -> tuple[Obligation, ...]:
    if obligation.party == "role:lead":
        return (replace(obligation, party=f"lead:{policy.lead}"),)
    if obligation.party == "group":
        group = policy.development.group if policy.development else None
        people = group.everybody if group else ()
        return tuple(replace(obligation, party=f"member:{person}") for person in people)
    return (obligation,)


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
    """Every party to which this person belongs today: what is awaited of one of these is awaited of them."""
    if not directory.is_active(person):
        return []
    parties = [f"{kind}:{person}" for kind in ("person", *PERSONS)]
    parties += ["steering"] if person in directory.steering(today) else []
    seats = [seat for seat in process.seats if person in directory.seat_people(seat.key, today)]
    parties += [f"seat:{seat.key}" for seat in seats]
    parties += ["role:advisor"] if any(seat.directs for seat in seats) else []
    parties += [f"office:{office.name}" for office in directory.offices if office.person == person]
    roles = {office.role for office in directory.offices if office.person == person}
    parties += ["role:secretary"] if "approver" in roles else []
    parties += [f"role:{role}" for role in sorted(roles)]
    agency = directory.people[person].agency
    if agency and person in agency_people(agency, directory):
        parties.append(f"agency:{agency}")
    return parties


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
        if party in self.own:
            return True
        if party not in self.alone:
            return False
        return self.person in answerable(party, policy, self.directory, self.director, self.today).people


def desk_of(person: str, directory: Directory, process: Process, today: date) -> Desk:
    """What may be awaited of this person today; nothing of somebody who has left."""
    own = frozenset(parties_of(person, directory, process, today))
    alone = frozenset(parties_left_alone(directory, process, today) if own else ())
    return Desk(person, own, alone, directory, process.director.key, today)
