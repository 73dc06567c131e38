"""Whoever was given a seat, an office or a place as designee says that they accept it, or that they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, FieldErrors, Needs
from govbot.core.membership import events as e
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.directory import Directory, office_key
from govbot.core.process import Process

ANSWERS = (Choice("accept", "I accept"), Choice("cannot", "I cannot"))
WHY = "Say why you cannot, so that somebody else can be found."


def places_held(directory: Directory, process: Process, person: str) -> dict[str, str]:
    """Each seat, office and place as designee that this person holds: its key, and its name."""
    places = {
        f"seat:{seat.key}": seat.name for seat in process.seats if directory.seats.get(seat.key) == person
    }
    held = (office for office in directory.offices if office.person == person)
    places |= {office_key(office.role, office.name): office.name for office in held}
    seats = {seat.key: seat.name for seat in process.seats} | {"secretary": process.government.secretary}
    named = (of for of, designee in directory.designees.items() if designee.person == person)
    return places | {f"designee:{of}": f"designee: {seats.get(of, of)}" for of in named}


def _unanswered(context: DirectoryContext) -> list[Choice]:
    directory, person = context.directory, context.who.person
    answers = directory.acceptances
    return [
        Choice(place, name)
        for place, name in places_held(directory, context.process, person).items()
        if place not in answers or answers[place].person != person or not answers[place].accepted
    ]


def _all_unanswered(context: DirectoryContext) -> tuple[str, ...]:
    return tuple(choice.value for choice in _unanswered(context))


has_something_to_accept = Needs(
    "a seat or an office that is not accepted yet",
    met=lambda context: bool(_unanswered(context)),
    otherwise="You hold nothing that you have not accepted. “/gov who” shows every office.",
)


class AcceptOffice(Command):
    places: Annotated[tuple[str, ...], Ask("Which?", "choices", choices=_unanswered, initial=_all_unanswered)]
    answer: Annotated[
        Literal["accept", "cannot"], Ask("My answer", "choice", choices=ANSWERS, initial="accept")
    ]
    reason: Annotated[str, Ask("If you cannot: why", optional=True, most=300)] = ""


def accept_office(context: DirectoryContext, command: AcceptOffice) -> Iterator[e.DirectoryEvent]:
    """Raises FieldErrors where somebody cannot, and does not say why."""
    if command.answer == "cannot" and not command.reason:
        raise FieldErrors({"reason": WHY})
    yield e.OfficeAccepted(
        person=context.who.person,
        places=command.places,
        accepted=command.answer == "accept",
        reason=command.reason,
    )
