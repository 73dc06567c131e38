"""The directory: people with their capacities, seats and offices, and how each event changes it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from govbot.core.entered import (
    EnteredAct,
)
from govbot.core.membership import events as e
from govbot.core.membership.meetings import Meetings
from govbot.core.membership.planning import Planning
from govbot.core.membership.saved_rosters import SavedRoster
from govbot.core.remembered import remembered

STREAM = "directory"


def whose(name: str) -> str:
    """ "Correction's", "Citizen Services'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's or an office's name and e-mail address; kept outside the record.

    `shared` is whether somebody else's name reads the same.
    """

    name: str
    email: str
    shared: bool = False


def names_of(people: Iterable[tuple[str, str, str]]) -> dict[str, Name]:
    """The names of (id, name, address), by id."""
    listed = [(id, name, email, _read(name)) for id, name, email in people]
    count = Counter(read for *_, read in listed)
    return {id: Name(name, email, count[read] > 1) for id, name, email, read in listed}


def _read(name: str) -> str:
    """A name without its case, spaces and letter forms, to compare names that look alike."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the directory, without name: the agency's code and the capacities there.

    `chat` is where the roster says that they are, `reach` where they themselves want to be written to. `also` are
    the further agencies for which they answer, each with its capacities; `former` those that they have left.
    """

    id: str
    agency: str = ""
    capacities: tuple[str, ...] = ()
    active: bool = True
    chat: str = ""
    reach: str = ""
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    former: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each agency for which the person answers, by code, with the capacities there."""
        return ((self.agency, self.capacities), *self.also) if self.agency else self.also

    @property
    def agencies(self) -> tuple[str, ...]:
        """The codes of the agencies for which the person answers."""
        return tuple(agency for agency, _ in self.places)


@remembered
def _by_agency(people: Mapping[str, Person]) -> dict[str, list[str]]:
    """The active people who answer for each agency."""
    agencies: dict[str, list[str]] = {}
    for person in people.values():
        for agency in dict.fromkeys(person.agencies if person.active else ()):
            agencies.setdefault(agency, []).append(person.id)
    return agencies


@dataclass(frozen=True, slots=True)
class Designee:
    """The designee of a seat's holder or of the deciding office, to the end of `until` or until ended."""

    person: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is out to the end of `until`; `alternate` stands in for them ("": nobody)."""

    until: date
    alternate: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the holder of a place said of it: that they accept it, or cannot, with the reason."""

    person: str
    accepted: bool
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office: what it may do, its name, and who holds it."""

    role: str
    name: str
    person: str
    acting: bool = False


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """A change of an office that decides: asked for, or in effect on its letter, until a second person confirms it.

    `verdict` is "" as long as nobody has, else "confirmed" or "refused", by `judged_by`.
    """

    id: str
    events: tuple[e.DirectoryEvent, ...]
    asked_by: str
    entered_by: str | None
    confirm_by: tuple[str, ...]
    in_effect: bool
    on: date
    verdict: str = ""
    judged_by: str = ""
    reason: str = ""

    @property
    def person(self) -> str:
        """Whom it concerns first: who gets the office, else who had it."""
        return str(getattr(self.events[0], "person", ""))


@dataclass(frozen=True, slots=True)
class Delegation:
    """A power of the deciding office given to somebody in writing: "approve", or "deputy" (in the absence)."""

    id: str
    person: str
    power: str
    valid_from: date
    until: date | None
    citation: str
    sha256: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class KnownProcess:
    """A process that is or was in use: its choices as JSON, since when, and the decision that it named."""

    text: str
    on: date
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """The state of people, seats and offices. `names` is laid over it from `people` by whoever loads it.

    `processes` are those that were in use, by their digests, the latest last.
    `voices` are whom agencies named to give their response; `said_voices` the agencies of which one of its own people
    said so; `not_named` the agencies and people of whom the roster keeper found that they had not been named.
    """

    agencies: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)
    designees: Mapping[str, Designee] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    voices: Mapping[str, str] = field(default_factory=dict)
    said_voices: frozenset[str] = frozenset()
    not_named: frozenset[tuple[str, str]] = frozenset()
    process_sha256: str = ""
    processes: Mapping[str, KnownProcess] = field(default_factory=dict)
    entered: tuple[EnteredAct, ...] = ()
    evidence: tuple[EnteredAct, ...] = ()
    absences: Mapping[str, Absence] = field(default_factory=dict)
    acting_seats: frozenset[str] = frozenset()
    changes: tuple[OfficeChange, ...] = ()
    vacant_since: Mapping[str, date] = field(default_factory=dict)
    meetings: Meetings = field(default_factory=Meetings)
    acceptances: Mapping[str, Acceptance] = field(default_factory=dict)
    planning: Planning = field(default_factory=Planning)
    rosters: Mapping[str, SavedRoster] = field(default_factory=dict)

    def is_active(self, person: str) -> bool:
        return person in self.people and self.people[person].active

    def name(self, person: str) -> str:
        """How people read this person: the name, with the address where others have the same name; else the id
        (names may have been removed)."""
        if person not in self.names:
            return person
        return self.named(person) if self.names[person].shared else self.names[person].name

    def named(self, person: str) -> str:
        """Name and address: what tells people with like names apart."""
        return f"{self.names[person].name} ({self.names[person].email})" if person in self.names else person

    def reach(self, person: str) -> str:
        """The chat on which this person is written to: chosen, else the roster's; "all"; "" if nobody said."""
        known = self.people.get(person)
        listed = known.chat if known and known.chat != "both" else ""
        return (known.reach if known else "") or listed

    def agency_name(self, code: str) -> str:
        return self.agencies.get(code, code)

    def active_people(self) -> list[str]:
        return [person.id for person in self.people.values() if person.active]

    def holders(self, role: str) -> list[str]:
        """The active people who hold an office of this role."""
        held = (office.person for office in self.offices if office.role == role)
        return list(dict.fromkeys(person for person in held if self.is_active(person)))

    def office_holders(self, name: str) -> list[str]:
        held = (office.person for office in self.offices if office.name == name)
        return list(dict.fromkeys(person for person in held if self.is_active(person)))

    def designee(self, of: str, today: date) -> str | None:
        """The designee of this seat (or of "secretary") today."""
        named = self.designees.get(of)
        if named is None or not self.is_active(named.person):
            return None
        return named.person if named.until is None or today <= named.until else None

    def is_out(self, person: str, today: date) -> bool:
        """Whether this person has said that they are out today."""
        absence = self.absences.get(person)
        return absence is not None and today <= absence.until

    def alternate(self, person: str, today: date) -> str | None:
        """Who stands in today for somebody who is out; nobody stands in who is out as well."""
        if not self.is_out(person, today):
            return None
        named = self.absences[person].alternate
        return named if self.is_active(named) and not self.is_out(named, today) else None

    def absent_for(self, person: str, today: date) -> list[str]:
        """The active people who are out today and for whom this person stands in."""
        return [
            absent
            for absent in self.absences
            if self.is_active(absent) and self.alternate(absent, today) == person
        ]

    def with_alternates(self, people: Iterable[str], today: date) -> list[str]:
        """These people, and those who stand in today for one of them, each once."""
        listed = list(people)
        if not self.absences:
            return listed
        stand_ins = (self.alternate(person, today) for person in listed)
        return list(dict.fromkeys((*listed, *(person for person in stand_ins if person))))

    def seat_people(self, seat: str, today: date) -> list[str]:
        """The holder of a seat and, if one is named, the designee."""
        people = [self.seats.get(seat), self.designee(seat, today)]
        return [person for person in people if person and self.is_active(person)]

    def steering(self, today: date) -> list[str]:
        """Everybody of the steering group today, each once."""
        people = [person for seat in self.seats for person in self.seat_people(seat, today)]
        people += [person for person in self.others if self.is_active(person)]
        return list(dict.fromkeys(people))

    def who_meets(self, directory: Directory, today: date) -> list[str]:
        """Who belongs to the group that directs the process; `directory` is this one."""
        return directory.steering(today)

    def agency_people(self, code: str) -> list[str]:
        """The active people who answer for this agency."""
        return list(_by_agency(self.people).get(code, ()))

    def in_capacity(self, agency: str, capacity: str) -> list[str]:
        """The active people who have this capacity in this agency."""
        people = (self.people[person] for person in self.agency_people(agency))
        return [person.id for person in people if capacity in dict(person.places)[agency]]


def office_key(role: str, name: str) -> str:
    return f"office:{role}/{name}"
