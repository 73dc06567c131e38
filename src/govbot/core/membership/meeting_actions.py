"""The actions with which the Steering Group's meetings are called, prepared and put on record, and their rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from govbot.core.days import business_day_after, business_days_before, closing, local_day, said
from govbot.core.grammar import Ask, Choice, Command, FieldErrors, Needs, Refusal
from govbot.core.membership import meeting_events as m
from govbot.core.membership.base import DirectoryEvent
from govbot.core.membership.choices import steering_group, today
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.meetings import Meeting
from govbot.core.process import Process

AGENDA_DAYS = 3  # business days before a meeting on which its agenda goes out
MOST_ITEMS = 40
MINUTES_DAYS = 3  # business days after it by which its minutes are awaited
CLOCK_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
NO_TIME = "Write the time as “10:00 AM” or “14:30”."
PASSED = "That time has passed. Choose a later day or time."
NONE_AHEAD = "No meeting is called now. The {advisor} calls one with “/gov call-meeting”."
CONSENSUS = (Choice("reached", "Consensus reached"), Choice("not reached", "No consensus"))
ABOUT = (
    Choice("cadence", "When the {steering_group} meets"),
    Choice("reform", "Reform of the process"),
    Choice("composition", "Who belongs to the {steering_group}"),
    Choice("other", "Something else"),
)


def _meetings_ahead(context: DirectoryContext) -> list[Choice]:
    return [_choice(meeting, context.process) for meeting in context.directory.meetings.ahead]


def _choice(meeting: Meeting, process: Process) -> Choice:
    return Choice(meeting.id, f"{meeting.id}: {said(meeting.starts_at, process)}")


def _about_or_soonest(context: DirectoryContext) -> str:
    ids = [meeting.id for meeting in context.directory.meetings.ahead]
    return context.about if context.about in ids else next(iter(ids), "")


def _meeting(context: DirectoryContext, id: str) -> Meeting:
    meeting: Meeting | None = context.directory.meetings.meeting(id)
    if meeting is None:
        raise Refusal(context.say(NONE_AHEAD))
    return meeting


a_meeting_ahead = Needs(
    "a meeting that is called",
    met=lambda context: bool(context.directory.meetings.ahead),
    otherwise=NONE_AHEAD,
)


# When it meets ---------------------------------------------------------------------------------------


class SetCadence(Command):
    cadence: Annotated[
        str, Ask("How often it meets", hint="As in “the second Tuesday of each month, 10 AM”", most=200)
    ]
    decided: Annotated[
        str, Ask("By which decision", hint="As in “memo of the {secretary_short}, Nov 3”", most=300)
    ]


def set_cadence(context: DirectoryContext, command: SetCadence) -> Iterator[DirectoryEvent]:
    yield m.CadenceSet(cadence=command.cadence, decided=command.decided)


class CallMeeting(Command):
    on: Annotated[date, Ask("Day", "date")]
    at: Annotated[str, Ask("Time", initial="10:00 AM", most=20)]
    place: Annotated[str, Ask("Place, or link", most=300)]


def call_meeting(context: DirectoryContext, command: CallMeeting) -> Iterator[DirectoryEvent]:
    """Raises FieldErrors where the time cannot be read, or has passed."""
    starts_at = _instant(context, command.on, command.at)
    number = len(context.directory.meetings.called) + 1
    yield m.MeetingCalled(meeting=f"M{number}", place=command.place, **_dates(context, starts_at))


def _instant(context: DirectoryContext, day: date, at: str) -> datetime:
    clock = CLOCK_TIME.fullmatch(at.strip())
    hour, minute = (int(clock[1]), int(clock[2] or 0)) if clock else (99, 0)
    half = (clock[3] or "").replace(".", "").lower() if clock else ""
    is_half_valid = not half or 1 <= hour <= 12
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if not is_half_valid or hour > 23 or minute > 59:
        raise FieldErrors({"at": NO_TIME})
    zone = ZoneInfo(context.process.government.zone)
    starts_at = datetime.combine(day, time(hour, minute), tzinfo=zone).astimezone(UTC)
    if starts_at <= context.now:
        raise FieldErrors({"on": PASSED})
    return starts_at


def _dates(context: DirectoryContext, starts_at: datetime) -> dict[str, datetime]:
    """What follows from the meeting's instant: when its agenda goes out, and when its minutes are awaited."""
    process = context.process
    agenda_due = max(business_days_before(starts_at, AGENDA_DAYS, process), context.now)
    minutes_day = business_day_after(local_day(starts_at, process), MINUTES_DAYS, process)
    return {"starts_at": starts_at, "agenda_due": agenda_due, "minutes_due": closing(minutes_day, process)}


def _day_of(context: DirectoryContext) -> str:
    meeting = context.directory.meetings.meeting(_about_or_soonest(context))
    return local_day(meeting.starts_at, context.process).isoformat() if meeting else ""


def _time_of(context: DirectoryContext) -> str:
    meeting = context.directory.meetings.meeting(_about_or_soonest(context))
    zone = ZoneInfo(context.process.government.zone)
    return meeting.starts_at.astimezone(zone).strftime("%I:%M %p").lstrip("0") if meeting else ""


def _place_of(context: DirectoryContext) -> str:
    meeting = context.directory.meetings.meeting(_about_or_soonest(context))
    return meeting.place if meeting else ""


class MoveMeeting(Command):
    meeting: Annotated[
        str, Ask("Which meeting?", "choice", choices=_meetings_ahead, initial=_about_or_soonest)
    ]
    on: Annotated[date, Ask("Day", "date", initial=_day_of)]
    at: Annotated[str, Ask("Time", initial=_time_of, most=20)]
    place: Annotated[str, Ask("Place, or link", initial=_place_of, most=300)]
    reason: Annotated[str, Ask("Why", optional=True, most=300)] = ""


def move_meeting(context: DirectoryContext, command: MoveMeeting) -> Iterator[DirectoryEvent]:
    """Raises FieldErrors where the time cannot be read, has passed, or is the same as before."""
    starts_at, meeting = _instant(context, command.on, command.at), _meeting(context, command.meeting)
    if (starts_at, command.place) == (meeting.starts_at, meeting.place):
        raise FieldErrors({"on": "It is called for that time and place already."})
    yield m.MeetingMoved(
        meeting=meeting.id, place=command.place, reason=command.reason, **_dates(context, starts_at)
    )


class CancelMeeting(Command):
    meeting: Annotated[
        str, Ask("Which meeting?", "choice", choices=_meetings_ahead, initial=_about_or_soonest)
    ]
    reason: Annotated[str, Ask("Why it does not take place", most=300)]


def cancel_meeting(context: DirectoryContext, command: CancelMeeting) -> Iterator[DirectoryEvent]:
    yield m.MeetingCancelled(meeting=command.meeting, reason=command.reason)


# The agenda ------------------------------------------------------------------------------------------


def _own_items(context: DirectoryContext) -> list[Choice]:
    meeting = context.directory.meetings.meeting(_about_or_soonest(context))
    return [Choice(item.id, f"{item.id}: {item.text[:60]}") for item in meeting.items] if meeting else []


def _has_own_items(context: DirectoryContext) -> bool:
    return bool(_own_items(context))


class EditAgenda(Command):
    meeting: Annotated[
        str, Ask("Which meeting?", "choice", choices=_meetings_ahead, initial=_about_or_soonest)
    ]
    added: Annotated[str, Ask("Add an item", optional=True, most=300)] = ""
    taken_off: Annotated[
        tuple[str, ...],
        Ask("Take off", "choices", optional=True, choices=_own_items, when=_has_own_items),
    ] = ()
    without: Annotated[str, Ask("Leave out all that is drawn from this policy", "policy", optional=True)] = ""


def edit_agenda(context: DirectoryContext, command: EditAgenda) -> Iterator[DirectoryEvent]:
    """Raises FieldErrors where nothing is changed, or an item belongs to another meeting."""
    meeting = _meeting(context, command.meeting)
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


def send_agenda(context: DirectoryContext, command: SendAgenda) -> Iterator[DirectoryEvent]:
    """The clock sends it once, at its time; the Advisor as often as it changes."""
    meeting = context.directory.meetings.meeting(_about_or_soonest(context))
    if meeting is None or not meeting.is_ahead:
        return
    if context.who.person == "clock" and meeting.sent:
        return
    yield m.AgendaSent(meeting=meeting.id)


# Minutes and decisions ------------------------------------------------------------------------------------------


def _begun(context: DirectoryContext) -> list[Choice]:
    """The meetings that have begun and whose minutes are not recorded."""
    ahead = context.directory.meetings.ahead
    return [_choice(meeting, context.process) for meeting in ahead if meeting.starts_at <= context.now]


def _about_or_begun(context: DirectoryContext) -> str:
    ids = [choice.value for choice in _begun(context)]
    return context.about if context.about in ids else next(iter(ids), "")


a_meeting_begun = Needs(
    "a meeting that has begun",
    met=lambda context: bool(_begun(context)),
    otherwise="No meeting has begun whose minutes are missing. Before it begins, use “/gov move-meeting”.",
)


def _items_begun(context: DirectoryContext) -> list[Choice]:
    meeting = context.directory.meetings.meeting(_about_or_begun(context))
    return [Choice(item.id, f"{item.id}: {item.text[:60]}") for item in meeting.items] if meeting else []


def _has_items_begun(context: DirectoryContext) -> bool:
    return bool(_items_begun(context))


class RecordMeeting(Command):
    meeting: Annotated[str, Ask("Which meeting?", "choice", choices=_begun, initial=_about_or_begun)]
    present: Annotated[tuple[str, ...], Ask("Who was there", "people", choices=steering_group)]
    others: Annotated[str, Ask("Who else", optional=True, most=500)] = ""
    notes: Annotated[str, Ask("What was said that is to be on record", "text", optional=True, most=3000)] = ""
    deferred: Annotated[
        tuple[str, ...],
        Ask(
            "Left for the next meeting", "choices", optional=True, choices=_items_begun, when=_has_items_begun
        ),
    ] = ()


def record_meeting(context: DirectoryContext, command: RecordMeeting) -> Iterator[DirectoryEvent]:
    """Raises FieldErrors where an item belongs to another meeting."""
    meeting = _meeting(context, command.meeting)
    if set(command.deferred) - {item.id for item in meeting.items}:
        raise FieldErrors({"deferred": f"That is not an item of {meeting.id}. Choose that meeting’s own."})
    yield m.MeetingRecorded(
        meeting=meeting.id, present=command.present, others=command.others, notes=command.notes,
        deferred=command.deferred,
    )  # fmt: skip


def _unconfirmed(context: DirectoryContext) -> list[Choice]:
    held = context.directory.meetings.held
    return [_choice(meeting, context.process) for meeting in held if not meeting.confirmed_on]


def _about_or_unconfirmed(context: DirectoryContext) -> str:
    ids = [choice.value for choice in _unconfirmed(context)]
    return context.about if context.about in ids else (ids[-1] if ids else "")


minutes_to_confirm = Needs(
    "minutes that are not confirmed",
    met=lambda context: bool(_unconfirmed(context)),
    otherwise="No minutes wait to be confirmed. Minutes are recorded with “/gov record-minutes”.",
)


class ConfirmMinutes(Command):
    meeting: Annotated[
        str,
        Ask("The minutes of which meeting?", "choice", choices=_unconfirmed, initial=_about_or_unconfirmed),
    ]
    correction: Annotated[str, Ask("With this correction", "text", optional=True, most=2000)] = ""


def confirm_minutes(context: DirectoryContext, command: ConfirmMinutes) -> Iterator[DirectoryEvent]:
    yield m.MinutesConfirmed(meeting=command.meeting, correction=command.correction)


def _held_choices(context: DirectoryContext) -> list[Choice]:
    listed = (*context.directory.meetings.ahead, *context.directory.meetings.held[:10])
    begun = [meeting for meeting in listed if meeting.held or meeting.starts_at <= context.now]
    return [_choice(meeting, context.process) for meeting in begun]


class DecideApart(Command):
    kind: Annotated[str, Ask("About", "choice", choices=ABOUT)]
    text: Annotated[str, Ask("What the {steering_group} decided", "text", most=3000)]
    consensus: Annotated[
        Literal["reached", "not reached"], Ask("Consensus", "choice", choices=CONSENSUS, initial="reached")
    ]
    differs: Annotated[str, Ask("Who differs, and why", "text", optional=True, most=2000)] = ""
    meeting: Annotated[
        str,
        Ask(
            "In which meeting",
            "choice",
            optional=True,
            choices=_held_choices,
            when=lambda c: bool(_held_choices(c)),
        ),
    ] = ""


def decide_apart(context: DirectoryContext, command: DecideApart) -> Iterator[DirectoryEvent]:
    """Raises FieldErrors where there was no consensus and nobody is said to differ."""
    if command.consensus == "not reached" and not command.differs:
        raise FieldErrors({"differs": "Say who differs and why, so that the record is fair to them."})
    meeting = context.directory.meetings.meeting(command.meeting)
    year = today(context).year
    known = sum(decision.number.startswith(f"{year}-") for decision in context.directory.meetings.decisions)
    yield m.SteeringDecisionRecorded(
        number=f"{year}-{known + 1}", kind=command.kind, text=command.text, consensus=command.consensus,
        differs=command.differs, meeting=command.meeting,
        decided_on=local_day(meeting.starts_at, context.process) if meeting else None,
    )  # fmt: skip
