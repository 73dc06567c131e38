"""Imports the rosters (agencies, representatives, offices) into the directory as events; repeating changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from govbot.bot.recording import record
from govbot.bot.request_context import RequestContext
from govbot.core.grammar import Acting, Capacity, Event
from govbot.core.membership import events as e
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory, Person
from govbot.core.membership.directory import Office as HeldOffice
from govbot.core.membership.powers import with_what_ends
from govbot.core.membership.standing import ROLES
from govbot.core.process import Process
from govbot.operations.rosters import Agency, Office, Representative, RosterErrors, chats_of
from govbot.record import Tx

OPERATOR = Capacity("operator", "operator")
STEERING_SEAT = "steering seat"


def take_in(
    context: RequestContext,
    agencies: Sequence[Agency],
    roster: Sequence[Representative],
    offices: Sequence[Office],
) -> int:
    """Record the differences between the lists and the directory; returns the number of events.

    Raises RosterErrors for a role or a seat that the process does not know.
    """
    _offices_known(context.process, offices)
    directory = context.directory
    events: list[Event] = [
        e.AgencyListed(code=agency.code, name=agency.name)
        for agency in agencies
        if directory.agencies.get(agency.code) != agency.name
    ]
    events += _people(context.tx, directory, roster, offices)
    events += with_what_ends(directory, _offices(context.tx, context.process, directory, offices))
    who = Acting("operator", OPERATOR, context.today, evidence="roster files")
    record(context, DIRECTORY, who, events)
    return len(events)


NO_SEAT = "“{seat}” is no seat of the {steering_group} in process.toml; name it as it stands there."


def _offices_known(process: Process, offices: Iterable[Office]) -> None:
    """Raise RosterErrors if the process does not know a role or a steering seat."""
    seats = {seat.name.casefold() for seat in process.seats}
    problems = []
    for office in offices:
        role = office.role.casefold()
        if role == STEERING_SEAT and office.office.casefold() not in seats:
            problems.append(process.say(NO_SEAT, seat=office.office))
        elif role not in ROLES and role != STEERING_SEAT:
            known = ", ".join((STEERING_SEAT, *ROLES))
            problems.append(f"“{office.role}” ({office.office}) is no role; use one of: {known}.")
    if problems:
        raise RosterErrors(problems)


def _people(
    tx: Tx, directory: Directory, roster: Sequence[Representative], offices: Sequence[Office]
) -> list[Event]:
    chats = chats_of(roster, offices)
    events: list[Event] = []
    for email, (name, places) in people_listed(roster, offices).items():
        person = tx.people.by_email(email)
        if person is None:
            person = tx.people.add(name, email, next(iter(places), ""))
            events.append(e.IdentityRecorded(person=person.id, digest=tx.people.digest(person.id)))
        elif is_renamed(person.name, name, places):
            tx.people.change(replace(person, name=name))
            events.append(e.IdentityRecorded(person=person.id, digest=tx.people.digest(person.id)))
        known = directory.people.get(person.id)
        listed = person_listed(person.id, places, chats.get(email, ""))
        if known is None or differs(known, listed):
            events.append(listed)
    return events


def people_listed(
    roster: Sequence[Representative], offices: Sequence[Office]
) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Each person of the lists by address: the name, and the capacities by agency, in the order of the lines."""
    listed: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for row in roster:
        _, places = listed.setdefault(row.email.casefold(), (row.name, {}))
        places.setdefault(row.agency, []).append(row.capacity)
    for office in offices:
        listed.setdefault(office.email.casefold(), (office.office, {}))
    return listed


def is_renamed(before: str, listed: str, places: Mapping[str, Sequence[str]]) -> bool:
    """Whether the roster gives another name; the list of offices alone gives none."""
    return bool(places) and before != listed


def person_listed(person: str, places: Mapping[str, Sequence[str]], chat: str) -> e.PersonListed:
    """The event that lists a person: the agency of the first line, and the further ones beside it."""
    (agency, capacities), *further = list(places.items()) or [("", ())]
    also = tuple(e.AgencyPlace(agency=code, capacities=tuple(held)) for code, held in further)
    return e.PersonListed(person=person, agency=agency, capacities=tuple(capacities), chat=chat, also=also)


def differs(known: Person, listed: e.PersonListed) -> bool:
    """Whether the lists differ from the directory; an empty chat in the lists leaves the known one as it is."""
    also = tuple((place.agency, place.capacities) for place in listed.also)
    places = (known.agency, known.capacities, known.also)
    return (*places, known.chat) != (listed.agency, listed.capacities, also, listed.chat or known.chat)


def _offices(
    tx: Tx, process: Process, directory: Directory, offices: Sequence[Office]
) -> list[e.DirectoryEvent]:
    seats = {seat.name.casefold(): seat.key for seat in process.seats}
    events: list[e.DirectoryEvent] = []
    listed: list[HeldOffice] = []
    for office in offices:
        person = tx.people.by_email(office.email)
        assert person is not None
        if office.role.casefold() == STEERING_SEAT:
            seat = seats[office.office.casefold()]
            if directory.seats.get(seat) != person.id:
                events.append(e.SeatTaken(seat=seat, person=person.id))
        else:
            listed.append(HeldOffice(office.role.casefold(), office.office, person.id))
    return [*events, *_handed_over(directory, listed)]


def _handed_over(directory: Directory, listed: Sequence[HeldOffice]) -> Iterator[e.DirectoryEvent]:
    """End and give offices so that each listed office has exactly the listed holders; unlisted ones keep theirs."""
    named = {(office.role, office.name.casefold()) for office in listed}
    for office in directory.offices:
        if (office.role, office.name.casefold()) in named and office not in listed:
            yield e.OfficeEnded(role=office.role, office=office.name, person=office.person)
    for office in listed:
        if office not in directory.offices:
            yield e.OfficeGiven(role=office.role, office=office.name, person=office.person)
