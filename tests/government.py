"""The one invented government of all tests: its agencies, its people, their seats, offices and capacities.

Three agencies, each with one agency data officer; five seats; twelve offices; three people of no office.
A person's id is what stands before the @ of their address.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache

from govbot.core.membership import events as d
from govbot.core.membership.directory import Delegation, Designee, Directory, Name, Person
from govbot.core.membership.directory import Office as HeldOffice
from govbot.operations.rosters import Agency, Office, Representative
from govbot.runtime.settings import DEFAULT_PROCESS, process_at

PROCESS = process_at(DEFAULT_PROCESS)
SECRET = b"a secret for the tests, which no log may hold"

CUSTOMERS, SECURITY, DATA = "customer success manager", "security liaison", "agency data officer"

AGENCIES = {"DSS": "Department of Social Services", "DCP": "Consumer Protection", "DOC": "Correction"}

# Of the Steering Group: the seat's key in process.toml, and who holds the seat.
SEATS = {"advisor": "advisor", "cdo": "cdo", "cio": "cio", "ciso": "ciso", "budget": "budget"}

# The office's role in the process, its name, and who holds the office.
OFFICES = (
    ("approver", "OPM Secretary", "secretary"),
    ("secretary's contact", "Office of the OPM Secretary", "contact"),
    ("reviewer", "OPM Legal Counsel", "legal"),
    ("reviewer", "OPM Regulatory Affairs", "regulatory"),
    ("reviewer", "OPM Policy Planning", "planning"),
    ("consulted", "Human Resources", "hr"),
    ("consulted", "Office of Labor Relations", "labor"),
    ("publisher", "OPM Publications", "publisher"),
    ("roster keeper", "Roster Keeper", "keeper"),
    ("records officer", "Public Records Officer", "records"),
    ("auditor", "Auditor", "auditor"),
    ("operator", "Operator", "operator"),
)

# Who answers for which agency, in which capacities.
REPRESENTATIVES = {
    "dss": ("DSS", (DATA,)),
    "dss_customers": ("DSS", (CUSTOMERS,)),
    "dss_security": ("DSS", (SECURITY,)),
    "dcp": ("DCP", (DATA,)),
    "dcp_customers": ("DCP", (CUSTOMERS, SECURITY)),
    "dcp_deputy": ("DCP", ()),
    "doc": ("DOC", (DATA,)),
}

# People of the directory without agency, seat or office; the first two may be given the Secretary's powers.
OUTSIDERS = ("delegate", "designee", "professor")

PEOPLE = (*SEATS.values(), *(person for _, _, person in OFFICES), *REPRESENTATIVES, *OUTSIDERS)


def address(person: str) -> str:
    return f"{person}@ct.example"


@cache
def names() -> dict[str, Name]:
    """What people read of each person."""
    return {person: Name(person.upper().replace("_", " "), address(person)) for person in PEOPLE}


def directory() -> Directory:
    """The directory as cards read it; the Secretary has a delegate and a designee, and one agency a voice."""
    members = {person: Person(person, *REPRESENTATIVES.get(person, ("", ()))) for person in PEOPLE}
    return Directory(
        agencies=AGENCIES,
        people=members,
        names=names(),
        seats=SEATS,
        designees={"secretary": Designee("designee", None)},
        offices=tuple(HeldOffice(role, name, person) for role, name, person in OFFICES),
        delegations=(Delegation("G1", "delegate", "approve", date(2026, 1, 5), None, "memo of Jan 5", ""),),
        voices={"DSS": "dss"},
    )


def directory_events(but: Collection[str] = ()) -> Iterator[d.DirectoryEvent]:
    """The events by which the directory comes to be; no delegation, designee or voice, nor the agencies in `but`."""
    for code, name in AGENCIES.items():
        if code not in but:
            yield d.AgencyListed(code=code, name=name)
    for person in PEOPLE:
        agency, capacities = REPRESENTATIVES.get(person, ("", ()))
        if agency not in but:
            yield d.PersonListed(person=person, agency=agency, capacities=capacities)
    for seat, person in SEATS.items():
        yield d.SeatTaken(seat=seat, person=person)
    for role, office, person in OFFICES:
        yield d.OfficeGiven(role=role, office=office, person=person)


def agencies() -> tuple[Agency, ...]:
    """The list of agencies, as an installation begins with it."""
    return tuple(Agency(code, name) for code, name in AGENCIES.items())


def roster(chat: str) -> tuple[Representative, ...]:
    """The list of representatives, all on this chat; one line for each capacity."""
    return tuple(
        Representative(address(person), names()[person].name, agency, capacity, chat)
        for person, (agency, capacities) in REPRESENTATIVES.items()
        for capacity in capacities
    )


def offices(chat: str) -> tuple[Office, ...]:
    """The list of offices, seats of the Steering Group first, all on this chat."""
    seats = {seat.key: seat.name for seat in PROCESS.seats}
    return (
        *(Office(seats[key], address(person), "steering seat", chat) for key, person in SEATS.items()),
        *(Office(name, address(person), role, chat) for role, name, person in OFFICES),
    )
