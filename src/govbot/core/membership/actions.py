"""What can be asked of the directory: designees, delegations, who joins the Steering Group, the roster's
upkeep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from govbot.core.days import said_day
from govbot.core.grammar import Ask, Choice, Command, Document, FieldErrors, Refusal, RuleContext
from govbot.core.membership import events as e
from govbot.core.membership.choices import agency_choices, everybody, today
from govbot.core.membership.directory import Directory

AtDirectory = RuleContext[Directory]


def open_always(context: RuleContext[Any]) -> str:
    """Open at any time."""
    return ""


# Seats and designees ---------------------------------------------------------------------------------


def own_places(context: AtDirectory) -> list[Choice]:
    """What the person who asks may name a designee for: their seats, or the Secretary's own place."""
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


def name_designee(context: AtDirectory, asked: NameDesignee) -> Iterator[e.DirectoryEvent]:
    if asked.person == context.who.person:
        raise FieldErrors({"person": "Name somebody else: you hold this seat yourself."})
    if asked.until and asked.until < today(context):
        raise FieldErrors({"until": "That day has passed. Choose today or a later day, or leave it empty."})
    yield e.DesigneeNamed(of=asked.of, person=asked.person, until=asked.until)


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


def end_designee(context: AtDirectory, asked: EndDesignee) -> Iterator[e.DirectoryEvent]:
    yield e.DesigneeEnded(of=asked.of, person=context.directory.designees[asked.of].person)


def has_designee(context: AtDirectory) -> str:
    return "" if designees_named(context) else "You have named no designee. To name one, use “/gov designee”."


class IncludeOthers(Command):
    person: Annotated[str, Ask("Who joins the Steering Group?", "person", choices=everybody)]
    reason: Annotated[str, Ask("Why (necessary and appropriate)", "text", optional=True, most=2000)] = ""


def include_others(context: AtDirectory, asked: IncludeOthers) -> Iterator[e.DirectoryEvent]:
    if asked.person in context.directory.steering(today(context)):
        raise FieldErrors(
            {"person": f"{context.directory.name(asked.person)} belongs to the Steering Group already."}
        )
    yield e.OtherIncluded(person=asked.person, reason=asked.reason)


def others(context: AtDirectory) -> list[Choice]:
    return [Choice(person, context.directory.named(person)) for person in context.directory.others]


def has_others(context: AtDirectory) -> str:
    return (
        "" if context.directory.others else "Nobody besides the five seats belongs to the Steering Group now."
    )


class LetOtherLeave(Command):
    person: Annotated[str, Ask("Who leaves the Steering Group?", "choice", choices=others)]


def let_other_leave(context: AtDirectory, asked: LetOtherLeave) -> Iterator[e.DirectoryEvent]:
    yield e.OtherLeft(person=asked.person)


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


def fill_seat(context: AtDirectory, asked: FillSeat) -> Iterator[e.DirectoryEvent]:
    yield e.SeatTaken(seat=asked.seat, person=asked.person)


# The Secretary's delegations -------------------------------------------------------------------------

POWERS = (
    Choice("approve", "Approve policies, under a written delegation that names this power"),
    Choice("deputy", "Act as deputy in the OPM Secretary's absence"),
)


class FileDelegation(Command):
    person: Annotated[str, Ask("To whom", "person", choices=everybody)]
    power: Annotated[str, Ask("Which power", "choice", choices=POWERS)]
    valid_from: Annotated[date, Ask("From", "date", initial=lambda context: today(context).isoformat())]
    until: Annotated[date | None, Ask("Until (the last day)", "date", optional=True)] = None
    citation: Annotated[str, Ask("Where it is written", "line", "Such as “memo of May 4, 2026”", most=200)]
    paper: Annotated[
        Document | None, Ask("The signed document", "file", "Kept as it comes", optional=True, as_is=True)
    ] = None


def file_delegation(context: AtDirectory, asked: FileDelegation) -> Iterator[e.DirectoryEvent]:
    if asked.until and asked.until < asked.valid_from:
        raise FieldErrors({"until": "The last day lies before the first. Correct one of them."})
    if asked.power == "deputy" and asked.until is None:
        raise FieldErrors({"until": "Give the last day of the absence; a deputy acts only as long."})
    if context.who.capacity.kind != "secretary" and asked.paper is None:
        raise FieldErrors({"paper": "Attach the signed delegation; the OPM Secretary alone needs none."})
    numbers = [int(one.id[1:].partition("-")[0]) for one in context.directory.delegations]
    yield e.DelegationFiled(
        delegation=f"G{max(numbers, default=0) + 1}-{asked.person}-{asked.valid_from.isoformat()}",
        person=asked.person,
        power=asked.power,
        valid_from=asked.valid_from,
        until=asked.until,
        citation=asked.citation,
        paper=asked.paper.paper if asked.paper else None,
    )


def delegation_over(context: AtDirectory, asked: FileDelegation) -> Iterator[str]:
    """A delegation that nobody can act under any more may be a slip of the year."""
    if asked.until and asked.until < today(context):
        yield f"It ended on {said_day(asked.until)}: nobody can act under it now."


def delegations(context: AtDirectory) -> list[Choice]:
    return [
        Choice(one.id, f"{context.directory.named(one.person)}: {one.power} ({one.citation})")
        for one in context.directory.delegations
    ]


def has_delegations(context: AtDirectory) -> str:
    return (
        ""
        if context.directory.delegations
        else "No delegation is on file. To file one, use “/gov delegation”."
    )


class EndDelegation(Command):
    delegation: Annotated[str, Ask("Which delegation ends now?", "choice", choices=delegations)]


def end_delegation(context: AtDirectory, asked: EndDelegation) -> Iterator[e.DirectoryEvent]:
    yield e.DelegationEnded(delegation=asked.delegation)


# The roster ------------------------------------------------------------------------------------------


class NameVoice(Command):
    agency: Annotated[str, Ask("Agency", "choice", choices=agency_choices)]
    person: Annotated[str, Ask("Who may give its response?", "person", choices=everybody)]


def name_voice(context: AtDirectory, asked: NameVoice) -> Iterator[e.DirectoryEvent]:
    if context.directory.people[asked.person].agency != asked.agency:
        agency = context.directory.agency_name(asked.agency)
        raise FieldErrors({"person": f"That person does not belong to {agency}. Choose one of its people."})
    yield e.VoiceNamed(agency=asked.agency, person=asked.person)


class ChangePerson(Command):
    person: Annotated[str, Ask("Who", "person", choices=everybody)]
    agency: Annotated[str, Ask("Agency", "choice", choices=agency_choices)]
    capacities: Annotated[
        tuple[str, ...],
        Ask(
            "Capacities there",
            "choices",
            choices=lambda context: [Choice(name, name) for name in context.process.circulation.capacities],
        ),
    ]


def change_person(context: AtDirectory, asked: ChangePerson) -> Iterator[e.DirectoryEvent]:
    yield e.PersonListed(person=asked.person, agency=asked.agency, capacities=asked.capacities)


class DeactivatePerson(Command):
    person: Annotated[str, Ask("Who left?", "person", choices=everybody)]
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def deactivate_person(context: AtDirectory, asked: DeactivatePerson) -> Iterator[e.DirectoryEvent]:
    if asked.person == context.who.person:
        raise Refusal("You cannot deactivate yourself. Ask another roster keeper to do it.")
    yield e.PersonDeactivated(person=asked.person, reason=asked.reason)


def deactivated(context: AtDirectory) -> list[Choice]:
    gone = [person.id for person in context.directory.people.values() if not person.active]
    return [Choice(person, context.directory.named(person)) for person in gone]


def has_deactivated(context: AtDirectory) -> str:
    return "" if deactivated(context) else "Nobody in the directory is deactivated."


class ReactivatePerson(Command):
    person: Annotated[str, Ask("Who is back?", "person", choices=deactivated)]


def reactivate_person(context: AtDirectory, asked: ReactivatePerson) -> Iterator[e.DirectoryEvent]:
    yield e.PersonReactivated(person=asked.person)
