"""When a group meets: its cadence is recorded, meetings are called, moved and cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from govbot.core.days import business_day_after, business_days_before, closing, local_day
from govbot.core.grammar import Ask, Command, Event, FieldErrors
from govbot.core.membership import meeting_events as m
from govbot.core.membership.meeting_choices import AHEAD, MeetingContext, meetings_of, the_meeting
from govbot.core.membership.public_meetings import public_dates

AGENDA_DAYS = 3  # business days before a meeting on which its agenda goes out
MINUTES_DAYS = 3  # business days after it by which its minutes are awaited
CLOCK_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
NO_TIME = "Write the time as “10:00 AM” or “14:30”."
PASSED = "That time has passed. Choose a later day or time."


class SetCadence(Command):
    cadence: Annotated[
        str, Ask("How often it meets", hint="As in “the second Tuesday of each month, 10 AM”", most=200)
    ]
    decided: Annotated[
        str, Ask("By which decision", hint="As in “memo of the {secretary_short}, Nov 3”", most=300)
    ]


def set_cadence(context: MeetingContext, command: SetCadence) -> Iterator[Event]:
    yield m.CadenceSet(cadence=command.cadence, decided=command.decided)


class CallMeeting(Command):
    on: Annotated[date, Ask("Day", "date")]
    at: Annotated[str, Ask("Time", initial="10:00 AM", most=20)]
    place: Annotated[str, Ask("Place, or link", most=300)]


def call_meeting(context: MeetingContext, command: CallMeeting) -> Iterator[Event]:
    """Raises FieldErrors where the time cannot be read, or has passed."""
    starts_at = _instant(context, command.on, command.at)
    id = f"M{len(meetings_of(context).called) + 1}"
    yield m.MeetingCalled(meeting=id, place=command.place, **_dates(context, starts_at))
    yield from public_dates(context, id, starts_at)


def _instant(context: MeetingContext, day: date, at: str) -> datetime:
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


def _dates(context: MeetingContext, starts_at: datetime) -> dict[str, datetime]:
    """What follows from the meeting's instant: when its agenda goes out, and when its minutes are awaited."""
    process = context.process
    agenda_due = max(business_days_before(starts_at, AGENDA_DAYS, process), context.now)
    minutes_day = business_day_after(local_day(starts_at, process), MINUTES_DAYS, process)
    return {"starts_at": starts_at, "agenda_due": agenda_due, "minutes_due": closing(minutes_day, process)}


def _day_of(context: MeetingContext) -> str:
    meeting = AHEAD.meeting(context)
    return local_day(meeting.starts_at, context.process).isoformat() if meeting else ""


def _time_of(context: MeetingContext) -> str:
    meeting = AHEAD.meeting(context)
    zone = ZoneInfo(context.process.government.zone)
    return meeting.starts_at.astimezone(zone).strftime("%I:%M %p").lstrip("0") if meeting else ""


def _place_of(context: MeetingContext) -> str:
    meeting = AHEAD.meeting(context)
    return meeting.place if meeting else ""


class MoveMeeting(Command):
    meeting: Annotated[str, Ask("Which meeting?", "choice", choices=AHEAD.choices, initial=AHEAD.usual)]
    on: Annotated[date, Ask("Day", "date", initial=_day_of)]
    at: Annotated[str, Ask("Time", initial=_time_of, most=20)]
    place: Annotated[str, Ask("Place, or link", initial=_place_of, most=300)]
    reason: Annotated[str, Ask("Why", optional=True, most=300)] = ""


def move_meeting(context: MeetingContext, command: MoveMeeting) -> Iterator[Event]:
    """Raises FieldErrors where the time cannot be read, has passed, or is the same as before."""
    starts_at, meeting = _instant(context, command.on, command.at), the_meeting(context, command.meeting)
    if (starts_at, command.place) == (meeting.starts_at, meeting.place):
        raise FieldErrors({"on": "It is called for that time and place already."})
    yield m.MeetingMoved(
        meeting=meeting.id, place=command.place, reason=command.reason, **_dates(context, starts_at)
    )
    yield from public_dates(context, meeting.id, starts_at)


class CancelMeeting(Command):
    meeting: Annotated[str, Ask("Which meeting?", "choice", choices=AHEAD.choices, initial=AHEAD.usual)]
    reason: Annotated[str, Ask("Why it does not take place", most=300)]


def cancel_meeting(context: MeetingContext, command: CancelMeeting) -> Iterator[Event]:
    yield m.MeetingCancelled(meeting=command.meeting, reason=command.reason)
