"""What is awaited of whom by when, for a policy: what each step says, in the order of the process."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from govbot.core.grammar import Obligation
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.roster import successors
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
    """The active people whom a party means today, each once. `director` is the seat that directs the
    group."""
    kind, _, of = party.partition(":")
    match kind:
        case "person" | "lead" | "member":
            return _person_or_successors(of, policy, directory)
        case "steering":
            return directory.steering(today)
        case "seat":
            return directory.seat_people(of, today)
        case "office":
            return directory.office_holders(of)
        case "agency":
            return _agency(of, directory)
        case "group":
            group = policy.development.group if policy and policy.development else None
            return [person for person in group.everybody if directory.is_active(person)] if group else []
        case "roster":
            period = policy.development.period if policy and policy.development else None
            return (
                [entry.person for entry in period.roster if directory.is_active(entry.person)]
                if period
                else []
            )
        case "raisers":
            return [person for person in policy.raisers if directory.is_active(person)] if policy else []
        case "role":
            return _role(of, policy, directory, director, today)
        case _:
            return []


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
            return list(dict.fromkeys(person for person in held if directory.is_active(person)))
        case "secretary_designee":
            named = directory.designee("secretary", today)
            return [named] if named else []
        case "keeper":
            return directory.holders("roster keeper")
        case _:
            return directory.holders(of)


def _person_or_successors(person: str, policy: Policy | None, directory: Directory) -> list[str]:
    """The person; once deactivated, those who hold the capacities for which the person was asked."""
    if directory.is_active(person):
        return [person]
    period = policy.development.period if policy and policy.development else None
    entry = period.entry(person) if period else None
    return successors(entry, directory) if entry else []


def _agency(code: str, directory: Directory) -> list[str]:
    """Whom the agency named to speak for it; without one, all its representatives."""
    people = directory.agency_people(code)
    voice = directory.voices.get(code)
    return [voice] if voice in people else people


def _gone_before(person: str, directory: Directory) -> list[str]:
    """Those who have left whose capacities this person holds: what was asked of them is asked of this
    person."""
    own = directory.people[person]
    return [
        gone.id
        for gone in directory.people.values()
        if not gone.active and gone.agency == own.agency and set(gone.capacities) & set(own.capacities)
    ]


def parties_of(person: str, directory: Directory, process: Process, today: date) -> list[str]:
    """Every party that means this person today: what is awaited of them is awaited of one of these."""
    if not directory.is_active(person):
        return []
    parties = [f"{kind}:{person}" for kind in ("person", "lead", "member")]
    parties += [f"person:{predecessor}" for predecessor in _gone_before(person, directory)]
    parties += ["steering"] if person in directory.steering(today) else []
    seats = [seat for seat in process.seats if person in directory.seat_people(seat.key, today)]
    parties += [f"seat:{seat.key}" for seat in seats]
    parties += ["role:advisor"] if any(seat.directs for seat in seats) else []
    parties += [f"office:{office.name}" for office in directory.offices if office.person == person]
    roles = {office.role for office in directory.offices if office.person == person}
    parties += ["role:secretary"] if "approver" in roles else []
    parties += [f"role:{role}" for role in sorted(roles)]
    agency = directory.people[person].agency
    if agency and person in _agency(agency, directory):
        parties.append(f"agency:{agency}")
    return parties
