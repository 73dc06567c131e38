"""The approving office's delegations: filing one and ending one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.days import said_day
from govbot.core.grammar import Ask, Choice, Command, Document, FieldErrors, Needs
from govbot.core.membership import events as e
from govbot.core.membership.choices import everybody, today
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.powers import handed_over

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


def file_delegation(context: DirectoryContext, command: FileDelegation) -> Iterator[e.DirectoryEvent]:
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


def delegation_over(context: DirectoryContext, command: FileDelegation) -> Iterator[str]:
    """Ask for confirmation of a delegation whose last day has passed: the year may be wrong."""
    if command.until and command.until < today(context):
        yield f"It ended on {said_day(command.until)}: nobody can act under it now."


def delegations(context: DirectoryContext) -> list[Choice]:
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


def end_delegation(context: DirectoryContext, command: EndDelegation) -> Iterator[e.DirectoryEvent]:
    yield e.DelegationEnded(delegation=command.delegation)
