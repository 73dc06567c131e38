"""The steering group's seats: who holds one, the holders' designees, and who else belongs to the group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Document, FieldErrors, Needs
from govbot.core.membership import events as e
from govbot.core.membership.choices import everybody, today
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.offices import HELD
from govbot.core.membership.powers import handed_over, letter, with_what_ends


def own_places(context: DirectoryContext) -> list[Choice]:
    """The places for which the acting person may name a designee: their seats, or the deciding office's place."""
    held = [
        seat for seat in context.process.seats if context.directory.seats.get(seat.key) == context.who.person
    ]
    places = [Choice(seat.key, seat.name) for seat in held]
    if context.who.person in context.directory.holders("approver"):
        places.append(Choice("secretary", context.process.government.secretary))
    return places


def own_place(context: DirectoryContext) -> str:
    places = own_places(context)
    return places[0].value if places else ""


class NameDesignee(Command):
    of: Annotated[str, Ask("For which seat?", "choice", choices=own_places, initial=own_place)]
    person: Annotated[str, Ask("Designee", "person", choices=everybody)]
    until: Annotated[date | None, Ask("Until (the last day)", "date", optional=True)] = None


def name_designee(context: DirectoryContext, command: NameDesignee) -> Iterator[e.DirectoryEvent]:
    if command.person == context.who.person:
        raise FieldErrors({"person": "Name somebody else: you hold this seat yourself."})
    if command.person == context.who.entered_by:
        raise FieldErrors(
            {"person": "Nobody enters a power for themselves. Hand the letter to somebody else."}
        )
    if command.until and command.until < today(context):
        raise FieldErrors({"until": "That day has passed. Choose today or a later day, or leave it empty."})
    yield e.DesigneeNamed(of=command.of, person=command.person, until=command.until)


def designees_named(context: DirectoryContext) -> list[Choice]:
    mine = {choice.value: choice.label for choice in own_places(context)}
    named = context.directory.designees
    return [
        Choice(of, f"{label}: {context.directory.named(named[of].person)}")
        for of, label in mine.items()
        if of in named
    ]


class EndDesignee(Command):
    of: Annotated[str, Ask("Whose standing ends?", "choice", choices=designees_named)]


def end_designee(context: DirectoryContext, command: EndDesignee) -> Iterator[e.DirectoryEvent]:
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


def include_others(context: DirectoryContext, command: IncludeOthers) -> Iterator[e.DirectoryEvent]:
    if command.person in context.directory.steering(today(context)):
        raise FieldErrors(
            {"person": context.say(BELONGS_ALREADY, person=context.directory.name(command.person))}
        )
    yield e.OtherIncluded(person=command.person, reason=command.reason)


def others(context: DirectoryContext) -> list[Choice]:
    return [Choice(person, context.directory.named(person)) for person in context.directory.others]


has_others = Needs(
    "somebody besides the seats",
    met=lambda context: bool(context.directory.others),
    otherwise="Nobody besides the five seats belongs to the {steering_group} now.",
)


class LetOtherLeave(Command):
    person: Annotated[str, Ask("Who leaves the {steering_group}?", "choice", choices=others)]


def let_other_leave(context: DirectoryContext, command: LetOtherLeave) -> Iterator[e.DirectoryEvent]:
    yield e.OtherLeft(person=command.person)


def seats(context: DirectoryContext) -> list[Choice]:
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


def fill_seat(context: DirectoryContext, command: FillSeat) -> Iterator[e.DirectoryEvent]:
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


# The roster ------------------------------------------------------------------------------------------
