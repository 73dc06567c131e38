"""The actions on the directory and their rules: designees, delegations, who joins the Steering Group, the roster's
upkeep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.days import said_day
from govbot.core.grammar import Ask, Choice, Command, Document, FieldErrors, Needs, Refusal, RuleContext
from govbot.core.membership import events as e
from govbot.core.membership.choices import agency_choices, everybody, today
from govbot.core.membership.directory import Directory
from govbot.core.membership.powers import HELD, handed_over, letter, secretarys_grants_end, with_what_ends

AtDirectory = RuleContext[Directory]


# Seats and designees ---------------------------------------------------------------------------------


def own_places(context: AtDirectory) -> list[Choice]:
    """The places for which the acting person may name a designee: their seats, or the Secretary's place."""
    held = [
        seat for seat in context.process.seats if context.directory.seats.get(seat.key) == context.who.person
    ]
    places = [Choice(seat.key, seat.name) for seat in held]
    if context.who.person in context.directory.holders("approver"):
        places.append(Choice("secretary", context.process.government.secretary))
    return places


def own_place(context: AtDirectory) -> str:
    places = own_places(context)
    return places[0].value if places else ""


class NameDesignee(Command):
    of: Annotated[str, Ask("For which seat?", "choice", choices=own_places, initial=own_place)]
    person: Annotated[str, Ask("Designee", "person", choices=everybody)]
    until: Annotated[date | None, Ask("Until (the last day)", "date", optional=True)] = None


def name_designee(context: AtDirectory, command: NameDesignee) -> Iterator[e.DirectoryEvent]:
    if command.person == context.who.person:
        raise FieldErrors({"person": "Name somebody else: you hold this seat yourself."})
    if command.person == context.who.entered_by:
        raise FieldErrors(
            {"person": "Nobody enters a power for themselves. Hand the letter to somebody else."}
        )
    if command.until and command.until < today(context):
        raise FieldErrors({"until": "That day has passed. Choose today or a later day, or leave it empty."})
    yield e.DesigneeNamed(of=command.of, person=command.person, until=command.until)


def designees_named(context: AtDirectory) -> list[Choice]:
    mine = {choice.value: choice.label for choice in own_places(context)}
    named = context.directory.designees
    return [
        Choice(of, f"{label}: {context.directory.named(named[of].person)}")
        for of, label in mine.items()
        if of in named
    ]


class EndDesignee(Command):
    of: Annotated[str, Ask("Whose standing ends?", "choice", choices=designees_named)]


def end_designee(context: AtDirectory, command: EndDesignee) -> Iterator[e.DirectoryEvent]:
    yield e.DesigneeEnded(of=command.of, person=context.directory.designees[command.of].person)


has_designee = Needs(
    "a designee",
    met=lambda context: bool(designees_named(context)),
    otherwise="You have named no designee. To name one, use “/gov designee”.",
)


BELONGS_ALREADY = "{person} belongs to the {steering_group} already."


class IncludeOthers(Command):
    person: Annotated[str, Ask("Who joins the {steering_group}?", "person", choices=everybody)]
    reason: Annotated[str, Ask("Why (necessary and appropriate)", "text", optional=True, most=2000)] = ""


def include_others(context: AtDirectory, command: IncludeOthers) -> Iterator[e.DirectoryEvent]:
    if command.person in context.directory.steering(today(context)):
        raise FieldErrors(
            {"person": context.say(BELONGS_ALREADY, person=context.directory.name(command.person))}
        )
    yield e.OtherIncluded(person=command.person, reason=command.reason)


def others(context: AtDirectory) -> list[Choice]:
    return [Choice(person, context.directory.named(person)) for person in context.directory.others]


has_others = Needs(
    "somebody besides the seats",
    met=lambda context: bool(context.directory.others),
    otherwise="Nobody besides the five seats belongs to the {steering_group} now.",
)


class LetOtherLeave(Command):
    person: Annotated[str, Ask("Who leaves the {steering_group}?", "choice", choices=others)]


def let_other_leave(context: AtDirectory, command: LetOtherLeave) -> Iterator[e.DirectoryEvent]:
    yield e.OtherLeft(person=command.person)


def seats(context: AtDirectory) -> list[Choice]:
    holders = context.directory.seats
    return [
        Choice(
            seat.key,
            f"{seat.name}: {context.directory.name(holders[seat.key]) if seat.key in holders else 'vacant'}",
        )
        for seat in context.process.seats
    ]


class FillSeat(Command):
    seat: Annotated[str, Ask("Seat", "choice", choices=seats)]
    person: Annotated[str, Ask("Who holds it from now on?", "person", choices=everybody)]
    held: Annotated[
        Literal["for good", "acting"], Ask("How", "choice", optional=True, choices=HELD, initial="for good")
    ] = "for good"
    paper: Annotated[Document | None, letter()] = None


def fill_seat(context: AtDirectory, command: FillSeat) -> Iterator[e.DirectoryEvent]:
    """The seat that directs decides, so it changes hands by two persons."""
    paper = command.paper.paper if command.paper else None
    is_acting = command.held == "acting"
    former = context.directory.seats.get(command.seat, "")
    taken = e.SeatTaken(
        seat=command.seat, person=command.person, former=former, acting=is_acting, paper=paper
    )
    if command.seat == context.process.director.key:
        yield from handed_over(context, paper, taken)
    else:
        yield from with_what_ends(context.directory, (taken,))


# The Secretary's delegations -------------------------------------------------------------------------

POWERS = (
    Choice("approve", "Approve policies, under a written delegation that names this power"),
    Choice("deputy", "Act as deputy in the {secretary}'s absence"),
)


class FileDelegation(Command):
    person: Annotated[str, Ask("To whom", "person", choices=everybody)]
    power: Annotated[str, Ask("Which power", "choice", choices=POWERS)]
    valid_from: Annotated[date, Ask("From", "date", initial=lambda context: today(context).isoformat())]
    until: Annotated[date | None, Ask("Until (the last day)", "date", optional=True)] = None
    citation: Annotated[str, Ask("Where it is written", "line", "Such as “memo of May 4, 2026”", most=200)]
    paper: Annotated[
        Document | None,
        Ask(
            "The signed document",
            "file",
            "Kept as it comes",
            optional=True,
            as_is=True,
            when=lambda context: context.who.entered_by is None,
        ),
    ] = None


def file_delegation(context: AtDirectory, command: FileDelegation) -> Iterator[e.DirectoryEvent]:
    if command.until and command.until < command.valid_from:
        raise FieldErrors({"until": "The last day lies before the first. Correct one of them."})
    if command.power == "deputy" and command.until is None:
        raise FieldErrors({"until": "Give the last day of the absence; a deputy acts only as long."})
    if command.person == context.who.entered_by:
        raise FieldErrors(
            {"person": "Nobody enters a power for themselves. Hand the letter to somebody else."}
        )
    paper = command.paper.paper if command.paper else context.who.evidence_paper
    numbers = [int(delegation.id[1:].partition("-")[0]) for delegation in context.directory.delegations]
    filed = e.DelegationFiled(
        delegation=f"G{max(numbers, default=0) + 1}-{command.person}-{command.valid_from.isoformat()}",
        person=command.person,
        power=command.power,
        valid_from=command.valid_from,
        until=command.until,
        citation=command.citation,
        paper=paper,
    )
    yield from handed_over(context, paper, filed)


def delegation_over(context: AtDirectory, command: FileDelegation) -> Iterator[str]:
    """Ask for confirmation of a delegation whose last day has passed: the year may be wrong."""
    if command.until and command.until < today(context):
        yield f"It ended on {said_day(command.until)}: nobody can act under it now."


def delegations(context: AtDirectory) -> list[Choice]:
    return [
        Choice(
            delegation.id,
            f"{context.directory.named(delegation.person)}: {delegation.power} ({delegation.citation})",
        )
        for delegation in context.directory.delegations
    ]


has_delegations = Needs(
    "a delegation on file",
    met=lambda context: bool(context.directory.delegations),
    otherwise="No delegation is on file. To file one, use “/gov delegation”.",
)


class EndDelegation(Command):
    delegation: Annotated[str, Ask("Which delegation ends now?", "choice", choices=delegations)]


def end_delegation(context: AtDirectory, command: EndDelegation) -> Iterator[e.DirectoryEvent]:
    yield e.DelegationEnded(delegation=command.delegation)


# The roster ------------------------------------------------------------------------------------------


class NameVoice(Command):
    agency: Annotated[str, Ask("{Agency}", "choice", choices=agency_choices)]
    person: Annotated[str, Ask("Who may give its response?", "person", choices=everybody)]


def name_voice(context: AtDirectory, command: NameVoice) -> Iterator[e.DirectoryEvent]:
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


def change_person(context: AtDirectory, command: ChangePerson) -> Iterator[e.DirectoryEvent]:
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


def leaving_in_advance(context: AtDirectory, command: ChangePerson) -> Iterator[str]:
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


def retire_agency(context: AtDirectory, command: RetireAgency) -> Iterator[e.DirectoryEvent]:
    yield e.AgencyClosed(code=command.agency)


class DeactivatePerson(Command):
    person: Annotated[str, Ask("Who left?", "person", choices=everybody)]
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def deactivate_person(context: AtDirectory, command: DeactivatePerson) -> Iterator[e.DirectoryEvent]:
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


def deactivated(context: AtDirectory) -> list[Choice]:
    gone = [person.id for person in context.directory.people.values() if not person.active]
    return [Choice(person, context.directory.named(person)) for person in gone]


has_deactivated = Needs(
    "somebody who is deactivated",
    met=lambda context: bool(deactivated(context)),
    otherwise="Nobody in the directory is deactivated.",
)


class ReactivatePerson(Command):
    person: Annotated[str, Ask("Who is back?", "person", choices=deactivated)]


def reactivate_person(context: AtDirectory, command: ReactivatePerson) -> Iterator[e.DirectoryEvent]:
    yield e.PersonReactivated(person=command.person)
