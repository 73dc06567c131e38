"""Whose meetings are meant, those of the group that directs or of an ad hoc group, and among which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

from govbot.core.days import local_day, said
from govbot.core.grammar import Choice, Needs, Refusal, RuleContext
from govbot.core.membership.choices import as_choices
from govbot.core.membership.directory import Directory
from govbot.core.membership.meetings import Meeting, Meetings

NOT_THERE = "That meeting is not called any more. Choose another one."
MOST_HELD = 10  # meetings in which a decision that is recorded later may have been taken


class Convener(Protocol):
    """A state that has meetings: the directory has those of the group that directs, a policy its ad hoc group's."""

    @property
    def meetings(self) -> Meetings:
        """All meetings of this group."""

    def who_meets(self, directory: Directory, today: date) -> Sequence[str]:
        """Who belongs to the group today."""


# The state is a Convener: the directory, or a policy.
MeetingContext = RuleContext[Any]


def convener(context: MeetingContext) -> Convener:
    return cast(Convener, context.state)


def meetings_of(context: MeetingContext) -> Meetings:
    return convener(context).meetings


def the_meeting(context: MeetingContext, id: str) -> Meeting:
    """The meeting with this id; raises Refusal where there is none."""
    meeting = meetings_of(context).meeting(id)
    if meeting is None:
        raise Refusal(NOT_THERE)
    return meeting


def who_meets(context: MeetingContext) -> list[Choice]:
    """Who belongs to the group whose meeting it is."""
    today = local_day(context.now, context.process)
    return as_choices(context.directory, convener(context).who_meets(context.directory, today))


@dataclass(frozen=True, slots=True)
class Among:
    """The meetings among which a form asks: chosen is the one that its button is about, else the first of them."""

    listed: Callable[[MeetingContext], Sequence[Meeting]]

    def choices(self, context: MeetingContext) -> list[Choice]:
        return [
            Choice(meeting.id, f"{meeting.id}: {said(meeting.starts_at, context.process)}")
            for meeting in self.listed(context)
        ]

    def usual(self, context: MeetingContext) -> str:
        ids = [meeting.id for meeting in self.listed(context)]
        about = context.about.partition(" ")[0]
        return about if about in ids else next(iter(ids), "")

    def meeting(self, context: MeetingContext) -> Meeting | None:
        """The meeting that is chosen at first; None where there is none."""
        return meetings_of(context).meeting(self.usual(context))

    def any(self, context: MeetingContext) -> bool:
        return bool(self.listed(context))

    def items(self, context: MeetingContext) -> list[Choice]:
        """The items of that meeting's own."""
        meeting = self.meeting(context)
        return [Choice(item.id, f"{item.id}: {item.text[:60]}") for item in meeting.items] if meeting else []

    def has_items(self, context: MeetingContext) -> bool:
        return bool(self.items(context))

    def needed(self, requirement: str, otherwise: str) -> Needs:
        """The requirement that there is one of them."""
        return Needs(requirement, met=self.any, otherwise=otherwise)


def _has_begun(context: MeetingContext, meeting: Meeting) -> bool:
    return meeting.starts_at <= context.now


AHEAD = Among(lambda context: meetings_of(context).ahead)
BEGUN = Among(lambda context: [each for each in meetings_of(context).ahead if _has_begun(context, each)])
UNCONFIRMED = Among(
    lambda context: [each for each in meetings_of(context).held[::-1] if not each.confirmed_on]
)
# In which something may have been decided.
HAD = Among(lambda context: [*BEGUN.listed(context), *meetings_of(context).held[:MOST_HELD]])
