"""The actions with which a person says that they are out until a day, and who stands in for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.days import said_day
from govbot.core.grammar import Ask, Choice, Command, FieldErrors, Needs
from govbot.core.membership import events as e
from govbot.core.membership.choices import as_choices, today
from govbot.core.membership.context import DirectoryContext

PASSED = "That day has passed. Choose today or a later day."
YOURSELF = "Choose somebody else, or nobody."
OUT_TOO = "{person} is out as well, until {day}. Choose somebody who is there."
HINT = (
    "They act in their own name for you, and get what is awaited of you too. "
    "What you hold from somebody else, such as a delegation, does not pass on"
)


def colleagues(context: DirectoryContext) -> list[Choice]:
    others = [person for person in context.directory.active_people() if person != context.who.person]
    return as_choices(context.directory, others)


class AnnounceAbsence(Command):
    until: Annotated[date, Ask("Out until (the last day)", "date")]
    alternate: Annotated[str, Ask("My alternate is", "person", HINT, optional=True, choices=colleagues)] = ""


def announce_absence(context: DirectoryContext, command: AnnounceAbsence) -> Iterator[e.DirectoryEvent]:
    """Raises FieldErrors where the day has passed, or the alternate is out as well."""
    day = today(context)
    if command.until < day:
        raise FieldErrors({"until": PASSED})
    if command.alternate == context.who.person:
        raise FieldErrors({"alternate": YOURSELF})
    if context.directory.is_out(command.alternate, day):
        until = said_day(context.directory.absences[command.alternate].until)
        person = context.directory.name(command.alternate)
        raise FieldErrors({"alternate": OUT_TOO.format(person=person, day=until)})
    yield e.AbsenceAnnounced(person=context.who.person, until=command.until, alternate=command.alternate)


is_out = Needs(
    "an absence",
    met=lambda context: context.directory.is_out(context.who.person, today(context)),
    otherwise="You are not out. To say so, use “/gov out”.",
)


class EndAbsence(Command):
    pass


def end_absence(context: DirectoryContext, command: EndAbsence) -> Iterator[e.DirectoryEvent]:
    yield e.AbsenceEnded(person=context.who.person)
