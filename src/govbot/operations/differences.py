"""Tells what the lists would change in the directory: who comes, leaves or changes; nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.bot.request_context import RequestContext
from govbot.core.membership import events as e
from govbot.core.membership.directory import Directory, Person
from govbot.core.membership.directory import Office as HeldOffice
from govbot.operations.importing import STEERING_SEAT, differs, is_renamed, people_listed, person_listed
from govbot.operations.lists import Lists
from govbot.operations.rosters import Office, chats_of

NOTHING = "The lists change nothing."
STAYS = "not listed: {name} stays as {places}; if they have left, the roster keeper says so (/gov left)"


def differences(context: RequestContext, lists: Lists) -> list[str]:
    """A line for each difference between the lists and the directory, in the order of the lists."""
    agencies, roster, offices = lists
    directory = context.directory
    word = context.process.say("{agency}")
    lines = [
        f"{word}: {agency.code} “{agency.name}” {_instead_of(directory.agencies.get(agency.code))}"
        for agency in agencies
        if directory.agencies.get(agency.code) != agency.name
    ]
    lines += _people(context, lists)
    lines += _seats(context, offices)
    lines += _offices(context, offices)
    addresses = {row.email.casefold() for row in roster} | {office.email.casefold() for office in offices}
    lines += _not_listed(context, addresses)
    return lines or [NOTHING]


def _instead_of(before: str | None) -> str:
    return "comes" if before is None else f"instead of “{before}”"


def _people(context: RequestContext, lists: Lists) -> Iterator[str]:
    _, roster, offices = lists
    chats = chats_of(roster, offices)
    for email, (name, places) in people_listed(roster, offices).items():
        person = context.tx.people.by_email(email)
        known = context.directory.people.get(person.id) if person else None
        listed = person_listed(person.id if person else email, places, chats.get(email, ""))
        if person and is_renamed(person.name, name, places):
            yield f"is called: {name} ({email}), instead of {person.name}"
        if known is None:
            yield f"comes: {name} ({email}), {_places(listed_places(listed))}"
        elif differs(known, listed):
            before, after = _places(known.places), _places(listed_places(listed))
            chat = listed.chat or known.chat
            moved = f"was {before}, will be {after}" if before != after else f"will be on {chat}"
            yield f"changes: {name} ({email}), {moved}"


def listed_places(listed: e.PersonListed) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The agencies of a listed person, with the capacities there."""
    further = tuple((place.agency, place.capacities) for place in listed.also)
    return ((listed.agency, listed.capacities), *further) if listed.agency else further


def _places(places: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    named = (f"{agency} {' and '.join(held) or 'without a capacity'}" for agency, held in places)
    return "; ".join(named) or "nowhere"


def _seats(context: RequestContext, offices: Sequence[Office]) -> Iterator[str]:
    seats = {seat.name.casefold(): seat for seat in context.process.seats}
    for office in offices:
        seat = seats.get(office.office.casefold()) if office.role.casefold() == STEERING_SEAT else None
        person = context.tx.people.by_email(office.email)
        held = context.directory.seats.get(seat.key) if seat else None
        if seat and (person is None or held != person.id):
            before = f" instead of {context.directory.named(held)}" if held else ""
            yield f"takes the seat: {seat.name}, {office.email}{before}"


def _offices(context: RequestContext, offices: Sequence[Office]) -> Iterator[str]:
    """As the import hands offices over: each listed office has exactly the listed holders."""
    directory: Directory = context.directory
    listed = []
    for office in offices:
        if office.role.casefold() != STEERING_SEAT:
            person = context.tx.people.by_email(office.email)
            id = person.id if person else office.email
            listed.append(HeldOffice(office.role.casefold(), office.office, id))
    named = {(office.role, office.name.casefold()) for office in listed}
    for held in directory.offices:
        if (held.role, held.name.casefold()) in named and held not in listed:
            yield f"leaves the office: {held.name} ({held.role}), {directory.named(held.person)}"
    for held in listed:
        if held not in directory.offices:
            yield f"gets the office: {held.name} ({held.role}), {directory.named(held.person)}"


def _not_listed(context: RequestContext, addresses: set[str]) -> Iterator[str]:
    """Who stands in the directory for an agency and on no list: the import leaves them as they are."""
    for person in context.directory.people.values():
        if person.active and person.agencies and _address(context, person) not in addresses:
            name = context.directory.named(person.id)
            yield STAYS.format(name=name, places=_places(person.places))


def _address(context: RequestContext, person: Person) -> str:
    known = context.tx.people.get(person.id)
    return known.email.casefold() if known else ""
