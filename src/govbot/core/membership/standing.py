"""The capacities that a person has by the directory alone, whatever the policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from govbot.core.grammar import Capacity
from govbot.core.membership.directory import Directory
from govbot.core.process import Process

# What a row of `offices.csv` calls a role → the kind of capacity that it gives.
ROLES = {
    "approver": "secretary",
    "secretary's contact": "contact",
    "reviewer": "staff",
    "consulted": "consulted",
    "publisher": "publisher",
    "roster keeper": "keeper",
    "records officer": "records",
    "auditor": "auditor",
    "operator": "operator",
}


# The kinds of capacity in which an alternate acts for somebody who is out. What is decided for the Secretary, and
# who names designees or speaks for an agency, is not among them.
PASSES_TO_ALTERNATE = frozenset(
    {"steering", "advisor", "contact", "staff", "consulted", "publisher", "keeper", "records", "auditor", "operator"}
    | {"lead", "liaison", "reviewer", "lifter"}
)  # fmt: skip
AS_ALTERNATE = "as alternate in an absence"


def standing(directory: Directory, process: Process, person: str, today: date) -> tuple[Capacity, ...]:
    """The capacities of this person today; none for somebody unknown or deactivated."""
    if not directory.is_active(person):
        return ()
    absent = directory.absent_for(person, today)
    return (
        *_own(directory, process, person, today),
        *(held for who in absent for held in passed_to_alternate(_own(directory, process, who, today))),
        Capacity("anyone", directory.name(person)),
    )


def passed_to_alternate(held: Iterable[Capacity]) -> list[Capacity]:
    """The capacities of somebody who is out in which their alternate acts; nothing that they hold from others."""
    return [
        replace(capacity, authority=AS_ALTERNATE)
        for capacity in held
        if capacity.kind in PASSES_TO_ALTERNATE and not capacity.authority
    ]


def _own(directory: Directory, process: Process, person: str, today: date) -> list[Capacity]:
    return [
        *_steering(directory, process, person, today),
        *_offices(directory, process, person),
        *_for_the_secretary(directory, process, person, today),
        *_agency(directory, person),
    ]


def _steering(directory: Directory, process: Process, person: str, today: date) -> list[Capacity]:
    held = []
    for seat in process.seats:
        if directory.seats.get(seat.key) == person:
            authority = ""
        elif directory.designee(seat.key, today) == person:
            authority = f"as designee of the {seat.name}"
        else:
            continue
        is_acting = not authority and seat.key in directory.acting_seats
        label = f"Acting {seat.name}" if is_acting else seat.name
        held.append(Capacity("steering", label, seat.key, authority))
        if seat.directs:
            held.append(Capacity("advisor", label, seat.key, authority))
        if not authority:
            held.append(Capacity("holder", seat.name, seat.key))
    if person in directory.others:
        held.append(Capacity("steering", process.say("{steering_group} member"), "other"))
    return held


def _offices(directory: Directory, process: Process, person: str) -> list[Capacity]:
    held = []
    for office in directory.offices:
        if office.person == person:
            kind = ROLES.get(office.role, office.role)
            of = "" if kind == "secretary" else office.name
            held.append(Capacity(kind, f"Acting {office.name}" if office.acting else office.name, of))
    return held


def _for_the_secretary(directory: Directory, process: Process, person: str, today: date) -> list[Capacity]:
    secretary = process.government.secretary
    held = []
    if directory.designee("secretary", today) == person:
        held.append(Capacity("secretary_designee", secretary, "", f"as designee of the {secretary}"))
    for delegation in directory.delegations:
        if delegation.person != person or not delegation.holds_on(today):
            continue
        if delegation.power not in ("approve", "deputy"):
            continue
        if delegation.power == "deputy":
            label = f"Acting {secretary}"
            authority = f"as deputy in the {secretary}'s absence ({delegation.citation})"
        else:
            label = secretary
            authority = f"under the delegation on file ({delegation.citation})"
        held.append(Capacity("delegate", label, delegation.id, authority))
    return held


def _agency(directory: Directory, person: str) -> list[Capacity]:
    """For each agency for which the person answers; the form asks for which, where there are several."""
    held = []
    for agency in directory.people[person].agencies:
        held.append(Capacity("agency", directory.agency_name(agency), agency))
        if directory.voices.get(agency) == person:
            held.append(Capacity("voice", f"named by {directory.agency_name(agency)}", agency))
    return held
