"""The roster's upkeep: voices of agencies, changed people, retired agencies, who left and who is back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, FieldErrors, Needs, Refusal
from govbot.core.membership import events as e
from govbot.core.membership.choices import agency_choices, everybody
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.powers import secretarys_grants_end


class NameVoice(Command):
    agency: Annotated[str, Ask("{Agency}", "choice", choices=lambda context: own_or_all_agencies(context))]
    person: Annotated[str, Ask("Who may give its response?", "person", choices=everybody)]


def own_or_all_agencies(context: DirectoryContext) -> list[Choice]:
    """All agencies; for whom an agency named, that one."""
    capacity = context.who.capacity
    return [
        choice
        for choice in agency_choices(context)
        if capacity.kind != "voice" or choice.value == capacity.of
    ]


def name_voice(context: DirectoryContext, command: NameVoice) -> Iterator[e.DirectoryEvent]:
    if command.agency not in context.directory.people[command.person].agencies:
        agency = context.directory.agency_name(command.agency)
        raise FieldErrors({"person": f"That person does not belong to {agency}. Choose one of its people."})
    yield e.VoiceNamed(agency=command.agency, person=command.person)


class ChangePerson(Command):
    person: Annotated[str, Ask("Who", "person", choices=everybody)]
    agency: Annotated[str, Ask("{Agency}", "choice", choices=agency_choices)]
    capacities: Annotated[
        tuple[str, ...],
        Ask(
            "Capacities there",
            "choices",
            choices=lambda context: [
                Choice(name, name) for name in context.process.circulation.known_capacities
            ],
        ),
    ]

    also: Annotated[
        tuple[str, ...],
        Ask(
            "Also answers for",
            "choices",
            "Further {agencies}; empty: for none",
            optional=True,
            choices=agency_choices,
        ),
    ] = ()


def change_person(context: DirectoryContext, command: ChangePerson) -> Iterator[e.DirectoryEvent]:
    """In a further agency the capacities stay as they are there; in a new one they are those given."""
    known = dict(context.directory.people[command.person].places)
    also = tuple(
        e.AgencyPlace(agency=agency, capacities=known.get(agency, command.capacities))
        for agency in command.also
        if agency != command.agency
    )
    yield e.PersonListed(
        person=command.person, agency=command.agency, capacities=command.capacities, also=also
    )


def leaving_in_advance(context: DirectoryContext, command: ChangePerson) -> Iterator[str]:
    """The agencies for which the person no longer answers afterwards."""
    kept = {command.agency, *command.also}
    for agency in context.directory.people[command.person].agencies:
        if agency not in kept:
            yield context.say(
                "{name} no longer answers for {agency_name}; what was asked of them there passes to others there.",
                name=context.directory.name(command.person),
                agency_name=context.directory.agency_name(agency),
            )


has_agencies = Needs(
    "{an_agency}",
    met=lambda context: bool(context.directory.agencies),
    otherwise="No {agency} is listed.",
)


class RetireAgency(Command):
    agency: Annotated[str, Ask("Which {agency} is no more?", "choice", choices=agency_choices)]


def retire_agency(context: DirectoryContext, command: RetireAgency) -> Iterator[e.DirectoryEvent]:
    yield e.AgencyClosed(code=command.agency)


class DeactivatePerson(Command):
    person: Annotated[str, Ask("Who left?", "person", choices=everybody)]
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def deactivate_person(context: DirectoryContext, command: DeactivatePerson) -> Iterator[e.DirectoryEvent]:
    if command.person == context.who.person:
        raise Refusal("You cannot deactivate yourself. Ask another roster keeper to do it.")
    yield e.PersonDeactivated(person=command.person, reason=command.reason)
    directory = context.directory
    held = [seat for seat, holder in directory.seats.items() if holder == command.person]
    for seat in held:
        if seat in directory.designees:
            yield e.DesigneeEnded(of=seat, person=directory.designees[seat].person)
    if directory.holders("approver") == [command.person]:
        yield from secretarys_grants_end(directory)


def deactivated(context: DirectoryContext) -> list[Choice]:
    gone = [person.id for person in context.directory.people.values() if not person.active]
    return [Choice(person, context.directory.named(person)) for person in gone]


has_deactivated = Needs(
    "somebody who is deactivated",
    met=lambda context: bool(deactivated(context)),
    otherwise="Nobody in the directory is deactivated.",
)


class ReactivatePerson(Command):
    person: Annotated[str, Ask("Who is back?", "person", choices=deactivated)]


def reactivate_person(context: DirectoryContext, command: ReactivatePerson) -> Iterator[e.DirectoryEvent]:
    yield e.PersonReactivated(person=command.person)
