"""What a meeting leaves on record: its minutes, and decisions apart from any one policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.days import local_day
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors
from govbot.core.membership import meeting_events as m
from govbot.core.membership.choices import today
from govbot.core.membership.consensus import CONSENSUS, check_differs
from govbot.core.membership.meeting_choices import (
    BEGUN,
    HAD,
    UNCONFIRMED,
    MeetingContext,
    meetings_of,
    the_meeting,
    who_meets,
)

ABOUT = (
    Choice("cadence", "When the {steering_group} meets"),
    Choice("reform", "Reform of the process"),
    Choice("composition", "Who belongs to the {steering_group}"),
    Choice("other", "Something else"),
)


class RecordMeeting(Command):
    meeting: Annotated[str, Ask("Which meeting?", "choice", choices=BEGUN.choices, initial=BEGUN.usual)]
    present: Annotated[tuple[str, ...], Ask("Who was there", "people", choices=who_meets)]
    others: Annotated[str, Ask("Who else", optional=True, most=500)] = ""
    notes: Annotated[str, Ask("What was said that is to be on record", "text", optional=True, most=3000)] = ""
    deferred: Annotated[
        tuple[str, ...],
        Ask("Left for the next meeting", "choices", optional=True, choices=BEGUN.items, when=BEGUN.has_items),
    ] = ()


def record_meeting(context: MeetingContext, command: RecordMeeting) -> Iterator[Event]:
    """Raises FieldErrors where an item belongs to another meeting."""
    meeting = the_meeting(context, command.meeting)
    if set(command.deferred) - {item.id for item in meeting.items}:
        raise FieldErrors({"deferred": f"That is not an item of {meeting.id}. Choose that meeting’s own."})
    yield m.MeetingRecorded(
        meeting=meeting.id, present=command.present, others=command.others, notes=command.notes,
        deferred=command.deferred,
    )  # fmt: skip


class ConfirmMinutes(Command):
    meeting: Annotated[
        str,
        Ask(
            "The minutes of which meeting?", "choice", choices=UNCONFIRMED.choices, initial=UNCONFIRMED.usual
        ),
    ]
    correction: Annotated[str, Ask("With this correction", "text", optional=True, most=2000)] = ""


def confirm_minutes(context: MeetingContext, command: ConfirmMinutes) -> Iterator[Event]:
    yield m.MinutesConfirmed(meeting=command.meeting, correction=command.correction)


def _meeting_of_today(context: MeetingContext) -> str:
    """The meeting that the button is about, else one that began today; "" where a decision is of no meeting."""
    listed, day = HAD.listed(context), today(context)
    about = context.about.partition(" ")[0]
    held_today = (each.id for each in listed if local_day(each.starts_at, context.process) == day)
    return about if about in [each.id for each in listed] else next(held_today, "")


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
            choices=HAD.choices,
            initial=_meeting_of_today,
            when=HAD.any,
        ),
    ] = ""


def decide_apart(context: MeetingContext, command: DecideApart) -> Iterator[Event]:
    """Raises FieldErrors where there was no consensus and nobody is said to differ."""
    check_differs(command.consensus, command.differs)
    meeting = meetings_of(context).meeting(command.meeting)
    year = today(context).year
    known = sum(decision.number.startswith(f"{year}-") for decision in meetings_of(context).decisions)
    yield m.SteeringDecisionRecorded(
        number=f"{year}-{known + 1}", kind=command.kind, text=command.text, consensus=command.consensus,
        differs=command.differs, meeting=command.meeting,
        decided_on=local_day(meeting.starts_at, context.process) if meeting else None,
    )  # fmt: skip
