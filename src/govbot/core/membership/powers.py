"""How offices that decide change hands: by two persons of different offices, or on a signed letter.

These are the deciding office, its contact, deputies and delegations, the directing seat, the publisher, the
records officer and the roster keeper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from govbot.core.grammar import (
    Ask,
    Refusal,
)
from govbot.core.membership import events as e
from govbot.core.membership.choices import today
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.directory import Directory
from govbot.core.process import Process

DECIDING = ("approver", "secretary's contact", "publisher", "records officer", "roster keeper")
# Who confirms, as process.toml names them → the party.
CONFIRM = {
    "contact": "role:secretary's contact",
    "advisor": "role:advisor",
    "records": "role:records officer",
}
NOBODY_ELSE = (
    "Nobody of another office is there to confirm this. Ask the operator to record it with “govbot roster”."
)
WITH_LETTER = "With the signed letter it takes effect at once. Without it a second person confirms it first"


def letter(question: str = "The signed letter") -> Ask:
    return Ask(question, "file", WITH_LETTER, optional=True, as_is=True)


def handed_over(
    context: DirectoryContext, paper: object, *events: e.DirectoryEvent
) -> Iterator[e.DirectoryEvent]:
    """The change of an office that decides: in effect on its letter, else asked for.

    The first of the events is what somebody gets or loses. Raises Refusal where nobody could confirm it.
    """
    if not context.process.house_rules.confirm_a_change_of_office:
        yield from with_what_ends(context.directory, events)
        return
    first, *others = events
    confirm_by = _confirmers(context, str(getattr(first, "person", "")))
    if not confirm_by:
        raise Refusal(NOBODY_ELSE)
    if paper:
        marked = first.model_copy(update={"confirm_by": confirm_by})
        yield from with_what_ends(context.directory, (marked, *others))
        return
    parts: dict[type, str] = {
        e.SeatTaken: "seat", e.OfficeGiven: "given", e.OfficeEnded: "ended", e.DelegationFiled: "delegation",
    }  # fmt: skip
    asked = {parts[type(event)]: event for event in events}
    yield e.OfficeChangeAsked.model_validate({"confirm_by": confirm_by, **asked})


def with_what_ends(directory: Directory, events: Iterable[e.DirectoryEvent]) -> Iterator[e.DirectoryEvent]:
    """These events, and the ends of what rested on whoever held the seat or office before."""
    for event in events:
        yield event
        match event:
            case e.SeatTaken() if directory.seats.get(event.seat) not in (None, event.person):
                yield from _designee_ends(directory, event.seat)
            case e.OfficeEnded(role="approver"):
                yield from secretarys_grants_end(directory)
            case _:
                pass


def secretarys_grants_end(directory: Directory) -> Iterator[e.DirectoryEvent]:
    """Designee and delegates of the deciding office's former holder; a deputy's standing rests on statute and stays."""
    yield from _designee_ends(directory, "secretary")
    for given in directory.delegations:
        if given.power != "deputy":
            yield e.DelegationEnded(delegation=given.id)


def _designee_ends(directory: Directory, of: str) -> Iterator[e.DirectoryEvent]:
    if of in directory.designees:
        yield e.DesigneeEnded(of=of, person=directory.designees[of].person)


def _confirmers(context: DirectoryContext, gets: str) -> tuple[str, ...]:
    """The parties that may confirm, in the order of process.toml: not that of whoever asks or enters it."""
    asking = {context.who.person, context.who.entered_by}
    parties = []
    for office in context.process.house_rules.confirmed_by:
        people = set(people_of(CONFIRM[office], context.directory, context.process, today(context)))
        if not people & asking and people - {gets}:
            parties.append(CONFIRM[office])
    return tuple(parties)


def people_of(party: str, directory: Directory, process: Process, day: date) -> list[str]:
    """Who confirms for this party today; in an absence the alternate too."""
    role = party.partition(":")[2]
    people = (
        directory.seat_people(process.director.key, day) if role == "advisor" else directory.holders(role)
    )
    return directory.with_alternates(people, day)


# Confirming ------------------------------------------------------------------------------------------
