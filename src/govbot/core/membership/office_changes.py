"""A change of an office that decides, asked for by one person and confirmed by a second one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import (
    Ask,
    Choice,
    Command,
    FieldErrors,
    Needs,
    Obligation,
    Refusal,
)
from govbot.core.membership import events as e
from govbot.core.membership.choices import first_of, today
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.directory import Directory, OfficeChange
from govbot.core.membership.powers import people_of, with_what_ends
from govbot.core.process import Process


def to_confirm(context: DirectoryContext) -> list[OfficeChange]:
    """The changes that this person may confirm: not their own, and nothing that they entered or get."""
    return [
        change
        for change in context.directory.changes
        if not change.verdict
        and context.who.person not in (change.asked_by, change.entered_by, change.person)
        and any(
            context.who.person in people_of(party, context.directory, context.process, today(context))
            for party in change.confirm_by
        )
    ]


def change_choices(context: DirectoryContext) -> list[Choice]:
    named = [change for change in to_confirm(context) if change.id == context.about]
    changes = named or to_confirm(context)
    return [
        Choice(change.id, f"{change.id}: {event_words(change.events[0], context.directory, context.process)}")
        for change in changes
    ]


has_change = Needs(
    "a change of an office that you may confirm",
    met=lambda context: bool(to_confirm(context)),
    otherwise="No change of an office waits for you to confirm it. Nobody confirms their own, or one that they enter.",
)


OUTCOMES = (Choice("confirm", "I confirm it"), Choice("refuse", "I do not confirm it"))


class ConfirmOfficeChange(Command):
    change: Annotated[
        str,
        Ask(
            "Which change?",
            "choice",
            choices=change_choices,
            initial=first_of(change_choices),
        ),
    ]
    outcome: Annotated[
        Literal["confirm", "refuse"], Ask("Your word", "choice", choices=OUTCOMES, initial="confirm")
    ]
    reason: Annotated[str, Ask("Why, if you do not", "line", optional=True, most=300)] = ""


def confirm_office_change(
    context: DirectoryContext, command: ConfirmOfficeChange
) -> Iterator[e.DirectoryEvent]:
    change = next(change for change in to_confirm(context) if change.id == command.change)
    if command.outcome == "refuse":
        if not command.reason:
            raise FieldErrors({"reason": "Say why: everybody concerned is told."})
        undoing = tuple(_undone(context.directory, change)) if change.in_effect else ()
        reason = command.reason.rstrip(" .")
        yield e.OfficeChangeRefused(change=change.id, reason=reason, undone=bool(undoing))
        yield from with_what_ends(context.directory, undoing)
        return
    is_given = not isinstance(change.events[0], e.OfficeEnded)
    if is_given and not change.in_effect and not context.directory.is_active(change.person):
        raise Refusal("They have left since. Say that you do not confirm it, and why.")
    yield e.OfficeChangeConfirmed(change=change.id)
    if not change.in_effect:
        yield from with_what_ends(context.directory, change.events)


def _undone(directory: Directory, change: OfficeChange) -> Iterator[e.DirectoryEvent]:
    """What undoes a change that was in effect: whoever had it has it again, if they are still there."""
    match change.events[0]:
        case e.SeatTaken() as taken if directory.seats.get(taken.seat) == taken.person:
            yield e.SeatTaken(seat=taken.seat, person=taken.former, former=taken.person)
        case e.OfficeGiven() as given if given.person in directory.office_holders(given.office):
            yield e.OfficeEnded(role=given.role, office=given.office, person=given.person)
            if directory.is_active(given.former):
                yield e.OfficeGiven(role=given.role, office=given.office, person=given.former)
        case e.OfficeEnded() as ended if directory.is_active(ended.person):
            yield e.OfficeGiven(role=ended.role, office=ended.office, person=ended.person)
        case e.DelegationFiled() as filed if any(
            each.id == filed.delegation for each in directory.delegations
        ):
            yield e.DelegationEnded(delegation=filed.delegation)
        case _:
            pass


def obligations(directory: Directory) -> Iterator[Obligation]:
    """The first office of the pair that can: its word on each change."""
    for change in directory.changes:
        if not change.verdict:
            what = f"your word on the change of an office {change.id}"
            yield Obligation(change.confirm_by[0], "confirm_office_change", what, None, change.id)


def words_of(change: OfficeChange, directory: Directory, process: Process) -> str:
    """What changes, as people read it."""
    words = [event_words(event, directory, process) for event in change.events]
    match change.events[0]:
        case (e.SeatTaken() | e.OfficeGiven()) as event if event.former and len(words) == 1:
            words[0] += f" in place of {directory.name(event.former)}"
        case _:
            pass
    return "; ".join(words)


def event_words(event: e.DirectoryEvent, directory: Directory, process: Process) -> str:
    match event:
        case e.SeatTaken():
            seat = next((seat.name for seat in process.seats if seat.key == event.seat), event.seat)
            return _becomes(event, seat, directory)
        case e.OfficeGiven():
            return _becomes(event, event.office, directory)
        case e.OfficeEnded():
            return f"{directory.name(event.person)} is no longer {event.office}"
        case e.DelegationFiled():
            power = "deputy" if event.power == "deputy" else "delegate"
            secretary = process.government.secretary
            return f"{directory.name(event.person)} becomes {power} of the {secretary} ({event.citation})"
        case _:
            return "a change"


def _becomes(event: e.SeatTaken | e.OfficeGiven, office: str, directory: Directory) -> str:
    return f"{directory.name(event.person)} becomes {'Acting ' if event.acting else ''}{office}"
