"""The agenda of a meeting: items are added and taken off, and it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Command, Event, FieldErrors
from govbot.core.membership import meeting_events as m
from govbot.core.membership.meeting_choices import AHEAD, MeetingContext, the_meeting

MOST_ITEMS = 40


class EditAgenda(Command):
    meeting: Annotated[str, Ask("Which meeting?", "choice", choices=AHEAD.choices, initial=AHEAD.usual)]
    added: Annotated[str, Ask("Add an item", optional=True, most=300)] = ""
    taken_off: Annotated[
        tuple[str, ...],
        Ask("Take off", "choices", optional=True, choices=AHEAD.items, when=AHEAD.has_items),
    ] = ()
    without: Annotated[str, Ask("Leave out all that is drawn from this policy", "policy", optional=True)] = ""


def edit_agenda(context: MeetingContext, command: EditAgenda) -> Iterator[Event]:
    """Raises FieldErrors where nothing is changed, or an item belongs to another meeting."""
    meeting = the_meeting(context, command.meeting)
    if not (command.added or command.taken_off or command.without):
        raise FieldErrors({"added": "Add an item, take one off, or leave out a policy."})
    if command.added and len(meeting.items) >= MOST_ITEMS:
        raise FieldErrors({"added": f"An agenda holds {MOST_ITEMS} items of its own. Take one off first."})
    if set(command.taken_off) - {item.id for item in meeting.items}:
        raise FieldErrors({"taken_off": f"That is not an item of {meeting.id}. Choose that meeting’s own."})
    yield m.AgendaEdited(
        meeting=meeting.id, added=command.added, taken_off=command.taken_off, without=command.without
    )


class SendAgenda(Command):
    pass


def send_agenda(context: MeetingContext, command: SendAgenda) -> Iterator[Event]:
    """The clock sends it once, at its time; the Advisor as often as it changes."""
    meeting = AHEAD.meeting(context)
    if meeting is None or not meeting.is_ahead:
        return
    if context.who.person == "clock" and meeting.sent:
        return
    yield m.AgendaSent(meeting=meeting.id)
