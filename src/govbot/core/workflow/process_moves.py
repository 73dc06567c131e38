"""Moves a policy under way to another process than the one that it began with, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.days import said_day
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.membership.directory import KnownProcess
from govbot.core.process.moving import NO_DIFFERENCE, differences, under
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.process_of import digest_for
from govbot.core.workflow.taking_back import UNDO_WITHIN

NOT_DECIDED = "No such decision is on record. “/gov decisions” lists them; “/gov decided” records one."
NAME_IT = "Name the decision on which this rests. Only within a minute of a move it goes back without one."
KEEPS = "What was asked already, and by when, stays as it was asked. This is so from the next step on."


def others(context: PolicyContext) -> list[tuple[str, KnownProcess]]:
    """The processes on record besides the one by which the policy goes, the latest first."""
    now = digest_for(context.state, context.directory)
    known = reversed(context.directory.processes.items())
    return [(digest, each) for digest, each in known if digest != now]


def process_choices(context: PolicyContext) -> list[Choice]:
    """The other processes, each with the day since which it was in use."""
    latest = context.directory.process_sha256
    return [
        Choice(
            digest, f"{'As it is now' if digest == latest else 'An earlier one'}, since {said_day(each.on)}"
        )
        for digest, each in others(context)
    ]


def _usual(context: PolicyContext) -> str:
    values = [choice.value for choice in process_choices(context)]
    return (
        context.directory.process_sha256
        if context.directory.process_sha256 in values
        else next(iter(values), "")
    )


def _usual_decision(context: PolicyContext) -> str:
    known = context.directory.processes.get(_usual(context))
    return known.decided if known else ""


another_process = Needs(
    "another process on record than the policy's own",
    met=lambda context: context.state.development is not None and bool(others(context)),
    otherwise="It goes by the only process that is on record for it: there is nothing to move it to.",
)


class MoveProcess(Command):
    to: Annotated[str, Ask("To which process?", "choice", choices=process_choices, initial=_usual)]
    decided: Annotated[
        str,
        Ask(
            "By which decision",
            hint="Its number in “/gov decisions”, as in 2026-3",
            optional=True,
            initial=_usual_decision,
            most=20,
        ),
    ] = ""


def move_process(context: PolicyContext, command: MoveProcess) -> Iterator[Event]:
    """Raises FieldErrors where the decision is not on record, or none is named and it is no undoing."""
    known = [decision.number for decision in context.directory.meetings.decisions]
    if command.decided and command.decided not in known:
        raise FieldErrors({"decided": NOT_DECIDED})
    if not command.decided and not _undoes(context, command.to):
        raise FieldErrors({"decided": NAME_IT})
    yield e.ProcessMoved(
        process=command.to, before=digest_for(context.state, context.directory), decided=command.decided
    )


def _undoes(context: PolicyContext, to: str) -> bool:
    """Whether this goes back to where it was moved from less than a minute ago."""
    moved = current_development(context).process_moved
    return moved is not None and moved[0] == to and context.now - moved[1] <= UNDO_WITHIN


def moved_in_advance(context: PolicyContext, command: MoveProcess) -> Iterator[str]:
    """What changes for this policy, choice by choice."""
    known = context.directory.processes
    before = digest_for(context.state, context.directory)
    old = under(context.process, known[before].text) if before in known else context.process
    sentences = list(differences(old, under(context.process, known[command.to].text)))
    yield from sentences or [NO_DIFFERENCE]
    if sentences:
        yield KEEPS
