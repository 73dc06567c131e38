"""The people of the year: those of a directory's three lists, and who answers for a party on a day by PROCESS.md."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from govbot.core.membership import events as d
from govbot.core.membership.directory import Name
from govbot.demo.sample import sample
from govbot.operations.rosters import (
    Agency,
    Office,
    Representative,
    read_agencies,
    read_offices,
    read_roster,
)
from tests.government import PROCESS

REAL = Path(os.environ.get("GOVBOT_REAL_INPUT", "/nowhere"))
SEATS = {seat.name: seat.key for seat in PROCESS.seats}
IDS = {
    "OPM Secretary": "secretary",
    "Office of the OPM Secretary": "contact",
    "OPM Legal Counsel": "legal",
    "OPM Regulatory Affairs": "regulatory",
    "OPM Policy Planning": "planning",
    "Human Resources": "hr",
    "Office of Labor Relations": "labor",
    "OPM Publications": "publisher",
    "Roster Keeper": "keeper",
    "Public Records Officer": "records",
    "Auditor": "auditor",
}
# Of no office in the beginning: experts of the groups, and whoever becomes the next CISO and Chief Data Officer.
OTHERS = ("expert", "professor", "next_ciso", "next_cdo")


def _list(name: str) -> bytes:
    """One of the directory's lists: the government's own where it is given, else the sample's."""
    own = REAL / name
    return own.read_bytes() if own.is_file() else sample(name)


AGENCIES: tuple[Agency, ...] = tuple(read_agencies(_list("agencies.csv")))
ROSTER: tuple[Representative, ...] = tuple(read_roster(_list("roster.csv")))
OFFICES: tuple[Office, ...] = tuple(read_offices(_list("offices.csv")))


def _id(email: str) -> str:
    return email.partition("@")[0].replace(".", "_")


def office_id(office: Office) -> str:
    """The person who holds this office: the seat's key, or a short name for the office."""
    return SEATS.get(office.office) or IDS[office.office]


REPRESENTATIVES = {_id(each.email): (each.agency, each.capacity) for each in ROSTER}
NAMES = {
    **{_id(each.email): Name(each.name, each.email) for each in ROSTER},
    **{office_id(each): Name(each.office, each.email) for each in OFFICES},
    **{person: Name(person, f"{person}@opm.example") for person in OTHERS},
}


def directory_events() -> Iterator[d.DirectoryEvent]:
    """The directory as the lists have it."""
    for agency in AGENCIES:
        yield d.AgencyListed(code=agency.code, name=agency.name)
    for person, (code, capacity) in REPRESENTATIVES.items():
        yield d.PersonListed(person=person, agency=code, capacities=(capacity,))
    for office in OFFICES:
        person = office_id(office)
        yield d.PersonListed(person=person, agency="", capacities=())
        if office.office in SEATS:
            yield d.SeatTaken(seat=SEATS[office.office], person=person)
        else:
            yield d.OfficeGiven(role=office.role, office=office.office, person=person)
    for person in OTHERS:
        yield d.PersonListed(person=person, agency="", capacities=())


@dataclass
class Staff:
    """Who holds what, who has left, who is out until when with which alternate; kept by hand as the year goes."""

    seats: dict[str, str] = field(default_factory=lambda: {key: key for key in SEATS.values()})
    designees: dict[str, tuple[str, date]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    out: dict[str, tuple[str, date]] = field(default_factory=dict)

    def here(self, *people: str) -> list[str]:
        return [person for person in dict.fromkeys(people) if person and person not in self.gone]

    def seat(self, seat: str, today: date) -> list[str]:
        designee, until = self.designees.get(seat, ("", today))
        return self.here(self.seats[seat], designee if today <= until else "")

    def steering(self, today: date) -> list[str]:
        return list(dict.fromkeys(person for seat in self.seats for person in self.seat(seat, today)))

    def with_alternates(self, people: list[str], today: date) -> list[str]:
        """And those who stand in for whoever is out today."""
        stand_ins = [self.out[person][0] for person in people if self.is_out(person, today)]
        present = [who for who in stand_ins if not self.is_out(who, today)]
        return list(dict.fromkeys((*people, *self.here(*present))))

    def is_out(self, person: str, today: date) -> bool:
        return person in self.out and today <= self.out[person][1]

    def own(self, party: str, lead: str, liaisons: tuple[str, ...], today: date) -> list[str]:
        """The living people of a party itself."""
        kind, _, of = party.partition(":")
        match kind:
            case "seat":
                return self.with_alternates(self.seat(of, today), today)
            case "steering":
                return self.with_alternates(self.steering(today), today)
            case "office":
                return self.with_alternates(self.here(IDS[of]), today)
            case "lead" | "named":
                return self.with_alternates(self.here(of), today)
            case "member":
                return self.here(of)
            case "liaisons":
                return self.with_alternates(self.here(*liaisons), today)
            case "agency":
                return self.here(*(who for who, (code, _) in REPRESENTATIVES.items() if code == of))
            case "person":
                return self.with_alternates(self._place(of), today)
            case _:
                return self.with_alternates(self._role(of, lead, today), today)

    def _role(self, of: str, lead: str, today: date) -> list[str]:
        if of == "lead":
            return self.here(lead)
        return self.seat("advisor", today) if of == "advisor" else self.here(of)

    def _place(self, person: str) -> list[str]:
        """A representative; once they have left, the others of the agency in that capacity, else of that agency."""
        if person not in self.gone:
            return [person]
        code, capacity = REPRESENTATIVES[person]
        others = self.here(*(who for who, (agency, _) in REPRESENTATIVES.items() if agency == code))
        return [who for who in others if REPRESENTATIVES[who][1] == capacity] or others

    def answer(self, party: str, lead: str, liaisons: tuple[str, ...], today: date) -> list[str]:
        """Who answers: the party's own people, else the next: member → liaisons → lead → Senior Policy Advisor."""
        ladder = [party, *(["liaisons"] if party.startswith("member:") else []), "role:lead", "role:advisor"]
        answering = (self.own(step, lead, liaisons, today) for step in ladder)
        return next((people for people in answering if people), [])
