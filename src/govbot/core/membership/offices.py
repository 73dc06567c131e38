"""Giving and ending an office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import (
    Ask,
    Choice,
    Command,
    Document,
    FieldErrors,
    Needs,
)
from govbot.core.membership import events as e
from govbot.core.membership.choices import everybody
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.directory import office_key
from govbot.core.membership.powers import DECIDING, handed_over, letter, with_what_ends


def known_offices(context: DirectoryContext) -> list[Choice]:
    """The offices that somebody holds, or held, besides the operator's, which is given at the installation."""
    held = {office_key(office.role, office.name): office.name for office in context.directory.offices}
    vacant = {
        key: key.partition("/")[2] for key in context.directory.vacant_since if key.startswith("office:")
    }
    listed = {**vacant, **held}
    return [
        Choice(key, name) for key, name in sorted(listed.items()) if not key.startswith("office:operator/")
    ]


def holders_now(context: DirectoryContext) -> list[Choice]:
    """Each holder of an office, with the office."""
    return [
        Choice(
            f"{office_key(office.role, office.name)}/{office.person}",
            f"{office.name}: {context.directory.named(office.person)}",
        )
        for office in context.directory.offices
        if office.role != "operator"
    ]


HELD = (Choice("for good", "For good"), Choice("acting", "Acting, by statute or appointment letter"))


class GiveOffice(Command):
    office: Annotated[str, Ask("Office", "choice", choices=known_offices)]
    person: Annotated[str, Ask("Who holds it from now on?", "person", choices=everybody)]
    instead_of: Annotated[
        str,
        Ask(
            "In whose place?",
            "choice",
            "Leave empty where they hold it besides the others",
            optional=True,
            choices=holders_now,
        ),
    ] = ""
    held: Annotated[
        Literal["for good", "acting"], Ask("How", "choice", optional=True, choices=HELD, initial="for good")
    ] = "for good"
    paper: Annotated[Document | None, letter()] = None


def give_office(context: DirectoryContext, command: GiveOffice) -> Iterator[e.DirectoryEvent]:
    role, name = _office(command.office)
    if command.person in context.directory.office_holders(name):
        raise FieldErrors({"person": "They hold this office already."})
    if command.instead_of and not command.instead_of.startswith(f"{command.office}/"):
        raise FieldErrors({"instead_of": "That is another office. Choose a holder of this one, or nobody."})
    paper = command.paper.paper if command.paper else None
    former = command.instead_of.removeprefix(f"{command.office}/")
    given = e.OfficeGiven(
        role=role,
        office=name,
        person=command.person,
        former=former,
        acting=command.held == "acting",
        paper=paper,
    )
    events: list[e.DirectoryEvent] = [given]
    if former:
        events.append(e.OfficeEnded(role=role, office=name, person=former))
    yield from _changed(context, role, paper, *events)


has_offices = Needs(
    "an office that somebody holds",
    met=lambda context: bool(holders_now(context)),
    otherwise="Nobody holds an office that could be ended here.",
)


class EndOffice(Command):
    which: Annotated[str, Ask("Whose office ends?", "choice", choices=holders_now)]
    paper: Annotated[Document | None, letter()] = None


def end_office(context: DirectoryContext, command: EndOffice) -> Iterator[e.DirectoryEvent]:
    office = next(
        office
        for office in context.directory.offices
        if f"{office_key(office.role, office.name)}/{office.person}" == command.which
    )
    paper = command.paper.paper if command.paper else None
    ended = e.OfficeEnded(role=office.role, office=office.name, person=office.person, paper=paper)
    yield from _changed(context, office.role, paper, ended)


def _changed(
    context: DirectoryContext, role: str, paper: object, *events: e.DirectoryEvent
) -> Iterator[e.DirectoryEvent]:
    if role in DECIDING:
        yield from handed_over(context, paper, *events)
    else:
        yield from with_what_ends(context.directory, events)


def _office(key: str) -> tuple[str, str]:
    role, _, name = key.removeprefix("office:").partition("/")
    return role, name
