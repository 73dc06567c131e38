"""A representative who is not the right person says who is to be asked instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors
from govbot.core.membership.choices import as_choices
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import (
    own_place,
)
from govbot.core.workflow.context import PolicyContext, latest_period
from govbot.core.workflow.events.feedback import further_place
from govbot.core.workflow.policy import Period


def colleagues(context: PolicyContext) -> list[Choice]:
    """Everybody of the same agency, who may be the right person."""
    own = context.directory.people.get(context.who.person)
    acting = context.who.capacity.of if context.who.capacity.kind == "representative" else ""
    agency = acting or (own.agency if own else "")
    people = context.directory.agency_people(agency) if agency else context.directory.active_people()
    return as_choices(context.directory, [person for person in people if person != context.who.person])


class NotRightPerson(Command):
    suggested: Annotated[
        str,
        Ask(
            "Who should be asked instead?",
            "person",
            "They are asked at once",
            optional=True,
            choices=colleagues,
        ),
    ] = ""
    stay: Annotated[bool, Ask("I stay on: ask me, too", "flag", optional=True)] = False
    text: Annotated[str, Ask("Anything to add", "text", optional=True, most=1000)] = ""


def not_right_person(context: PolicyContext, command: NotRightPerson) -> Iterator[Event]:
    period = latest_period(context)
    entry = own_place(context, period)
    if command.stay:
        yield _staying_on(context, period, entry, command.suggested)
        return
    yield e.NotTheRightPerson(
        period=period.number,
        person=entry.key,
        suggested=command.suggested,
        text=command.text,
        declined=any(place.key in period.wrong for place in period.entries(command.suggested)),
    )
    if command.suggested and (joined := _joining(context, period, entry, command.suggested)):
        yield e.RosterJoined(period=period.number, entry=joined, instead_of=entry.key)


def _staying_on(
    context: PolicyContext, period: Period, entry: e.RosterEntry, suggested: str
) -> e.RosterJoined:
    """A colleague is asked besides the representative, who is still asked; raises FieldErrors."""
    if not suggested:
        raise FieldErrors({"suggested": "Choose the colleague who is to be asked besides you."})
    joined = _joining(context, period, entry, suggested)
    if joined is None:
        raise FieldErrors({"suggested": "They are asked already."})
    return e.RosterJoined(period=period.number, entry=joined)


def _joining(
    context: PolicyContext, period: Period, instead_of: e.RosterEntry, person: str
) -> e.RosterEntry | None:
    """The new place of somebody who is to be asked instead, for the same agency where they answer for it; None
    where they are asked for it already."""
    listed = context.directory.people[person]
    agency = instead_of.agency if instead_of.agency in listed.agencies else listed.agency
    there = period.entries(person)
    if any(entry.agency == agency for entry in there):
        return None
    capacities = dict(listed.places).get(agency, listed.capacities)
    place = further_place(person, agency) if there else ""
    return e.RosterEntry(person=person, agency=agency, capacities=capacities, place=place)
