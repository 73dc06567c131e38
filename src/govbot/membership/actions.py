"""What can be asked of the directory: designees, delegations, who joins the Steering Group, the roster's
upkeep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from govbot.days import said_day
from govbot.grammar import Ask, At, Choice, Command, Document, Refused, Unanswered
from govbot.membership import events as e
from govbot.membership.choices import agency_choices, everybody, today
from govbot.membership.directory import Directory

AtDirectory = At[Directory]


def open_always(at: At[Any]) -> str:
    """Open at any time."""
    return ""


# Seats and designees ---------------------------------------------------------------------------------


def own_places(at: AtDirectory) -> list[Choice]:
    """What the person who asks may name a designee for: their seats, or the Secretary's own place."""
    held = [seat for seat in at.process.seats if at.directory.seats.get(seat.key) == at.who.person]
    places = [Choice(seat.key, seat.name) for seat in held]
    if at.who.person in at.directory.holders("approver"):
        places.append(Choice("secretary", at.process.government.secretary))
    return places


def own_place(at: AtDirectory) -> str:
    places = own_places(at)
    return places[0].value if places else ""


class NameDesignee(Command):
    of: Annotated[str, Ask("For which seat?", "choice", choices=own_places, initial=own_place)]
    person: Annotated[str, Ask("Designee", "person", choices=everybody)]
    until: Annotated[date | None, Ask("Until (the last day)", "date", optional=True)] = None


def name_designee(at: AtDirectory, asked: NameDesignee) -> Iterator[e.DirectoryEvent]:
    if asked.person == at.who.person:
        raise Unanswered({"person": "Name somebody else: you hold this seat yourself."})
    if asked.until and asked.until < today(at):
        raise Unanswered({"until": "That day has passed. Choose today or a later day, or leave it empty."})
    yield e.DesigneeNamed(of=asked.of, person=asked.person, until=asked.until)


def designees_named(at: AtDirectory) -> list[Choice]:
    mine = {choice.value: choice.label for choice in own_places(at)}
    named = at.directory.designees
    return [
        Choice(of, f"{label}: {at.directory.named(named[of].person)}")
        for of, label in mine.items()
        if of in named
    ]


class EndDesignee(Command):
    of: Annotated[str, Ask("Whose standing ends?", "choice", choices=designees_named)]


def end_designee(at: AtDirectory, asked: EndDesignee) -> Iterator[e.DirectoryEvent]:
    yield e.DesigneeEnded(of=asked.of, person=at.directory.designees[asked.of].person)


def has_designee(at: AtDirectory) -> str:
    return "" if designees_named(at) else "You have named no designee. To name one, use “/gov designee”."


class IncludeOthers(Command):
    person: Annotated[str, Ask("Who joins the Steering Group?", "person", choices=everybody)]
    reason: Annotated[str, Ask("Why (necessary and appropriate)", "text", optional=True, most=2000)] = ""


def include_others(at: AtDirectory, asked: IncludeOthers) -> Iterator[e.DirectoryEvent]:
    if asked.person in at.directory.steering(today(at)):
        raise Unanswered(
            {"person": f"{at.directory.name(asked.person)} belongs to the Steering Group already."}
        )
    yield e.OtherIncluded(person=asked.person, reason=asked.reason)


def others(at: AtDirectory) -> list[Choice]:
    return [Choice(person, at.directory.named(person)) for person in at.directory.others]


def has_others(at: AtDirectory) -> str:
    return "" if at.directory.others else "Nobody besides the five seats belongs to the Steering Group now."


class LetOtherLeave(Command):
    person: Annotated[str, Ask("Who leaves the Steering Group?", "choice", choices=others)]


def let_other_leave(at: AtDirectory, asked: LetOtherLeave) -> Iterator[e.DirectoryEvent]:
    yield e.OtherLeft(person=asked.person)


def seats(at: AtDirectory) -> list[Choice]:
    holders = at.directory.seats
    return [
        Choice(
            seat.key,
            f"{seat.name}: {at.directory.name(holders[seat.key]) if seat.key in holders else 'vacant'}",
        )
        for seat in at.process.seats
    ]


class FillSeat(Command):
    seat: Annotated[str, Ask("Seat", "choice", choices=seats)]
    person: Annotated[str, Ask("Who holds it from now on?", "person", choices=everybody)]


def fill_seat(at: AtDirectory, asked: FillSeat) -> Iterator[e.DirectoryEvent]:
    yield e.SeatTaken(seat=asked.seat, person=asked.person)


# The Secretary's delegations -------------------------------------------------------------------------

POWERS = (
    Choice("approve", "Approve policies, under a written delegation that names this power"),
    Choice("deputy", "Act as deputy in the OPM Secretary's absence"),
)


class FileDelegation(Command):
    person: Annotated[str, Ask("To whom", "person", choices=everybody)]
    power: Annotated[str, Ask("Which power", "choice", choices=POWERS)]
    valid_from: Annotated[date, Ask("From", "date", initial=lambda at: today(at).isoformat())]
    until: Annotated[date | None, Ask("Until (the last day)", "date", optional=True)] = None
    citation: Annotated[str, Ask("Where it is written", "line", "Such as “memo of May 4, 2026”", most=200)]
    paper: Annotated[
        Document | None, Ask("The signed document", "file", "Kept as it comes", optional=True, as_is=True)
    ] = None


def file_delegation(at: AtDirectory, asked: FileDelegation) -> Iterator[e.DirectoryEvent]:
    if asked.until and asked.until < asked.valid_from:
        raise Unanswered({"until": "The last day lies before the first. Correct one of them."})
    if asked.power == "deputy" and asked.until is None:
        raise Unanswered({"until": "Give the last day of the absence; a deputy acts only as long."})
    if at.who.capacity.kind != "secretary" and asked.paper is None:
        raise Unanswered({"paper": "Attach the signed delegation; the OPM Secretary alone needs none."})
    numbers = [int(one.id[1:].partition("-")[0]) for one in at.directory.delegations]
    yield e.DelegationFiled(
        delegation=f"G{max(numbers, default=0) + 1}-{asked.person}-{asked.valid_from.isoformat()}",
        person=asked.person,
        power=asked.power,
        valid_from=asked.valid_from,
        until=asked.until,
        citation=asked.citation,
        paper=asked.paper.paper if asked.paper else None,
    )


def delegation_over(at: AtDirectory, asked: FileDelegation) -> Iterator[str]:
    """A delegation that nobody can act under any more may be a slip of the year."""
    if asked.until and asked.until < today(at):
        yield f"It ended on {said_day(asked.until)}: nobody can act under it now."


def delegations(at: AtDirectory) -> list[Choice]:
    return [
        Choice(one.id, f"{at.directory.named(one.person)}: {one.power} ({one.citation})")
        for one in at.directory.delegations
    ]


def has_delegations(at: AtDirectory) -> str:
    return "" if at.directory.delegations else "No delegation is on file. To file one, use “/gov delegation”."


class EndDelegation(Command):
    delegation: Annotated[str, Ask("Which delegation ends now?", "choice", choices=delegations)]


def end_delegation(at: AtDirectory, asked: EndDelegation) -> Iterator[e.DirectoryEvent]:
    yield e.DelegationEnded(delegation=asked.delegation)


# The roster ------------------------------------------------------------------------------------------


class NameVoice(Command):
    agency: Annotated[str, Ask("Agency", "choice", choices=agency_choices)]
    person: Annotated[str, Ask("Who may give its response?", "person", choices=everybody)]


def name_voice(at: AtDirectory, asked: NameVoice) -> Iterator[e.DirectoryEvent]:
    if at.directory.people[asked.person].agency != asked.agency:
        agency = at.directory.agency_name(asked.agency)
        raise Unanswered({"person": f"That person does not belong to {agency}. Choose one of its people."})
    yield e.VoiceNamed(agency=asked.agency, person=asked.person)


class ChangePerson(Command):
    person: Annotated[str, Ask("Who", "person", choices=everybody)]
    agency: Annotated[str, Ask("Agency", "choice", choices=agency_choices)]
    capacities: Annotated[
        tuple[str, ...],
        Ask(
            "Capacities there",
            "choices",
            choices=lambda at: [Choice(name, name) for name in at.process.circulation.capacities],
        ),
    ]


def change_person(at: AtDirectory, asked: ChangePerson) -> Iterator[e.DirectoryEvent]:
    yield e.PersonListed(person=asked.person, agency=asked.agency, capacities=asked.capacities)


class DeactivatePerson(Command):
    person: Annotated[str, Ask("Who left?", "person", choices=everybody)]
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def deactivate_person(at: AtDirectory, asked: DeactivatePerson) -> Iterator[e.DirectoryEvent]:
    if asked.person == at.who.person:
        raise Refused("You cannot deactivate yourself. Ask another roster keeper to do it.")
    yield e.PersonDeactivated(person=asked.person, reason=asked.reason)


def deactivated(at: AtDirectory) -> list[Choice]:
    gone = [person.id for person in at.directory.people.values() if not person.active]
    return [Choice(person, at.directory.named(person)) for person in gone]


def has_deactivated(at: AtDirectory) -> str:
    return "" if deactivated(at) else "Nobody in the directory is deactivated."


class ReactivatePerson(Command):
    person: Annotated[str, Ask("Who is back?", "person", choices=deactivated)]


def reactivate_person(at: AtDirectory, asked: ReactivatePerson) -> Iterator[e.DirectoryEvent]:
    yield e.PersonReactivated(person=asked.person)
