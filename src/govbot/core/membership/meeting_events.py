"""The events of meetings: of the group that directs on the directory's stream, of an ad hoc group on its policy's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from govbot.core.grammar import Event
from govbot.core.membership.base import DirectoryEvent


class CadenceSet(DirectoryEvent):
    """How often the directing group meets, in words, and the decision that says so."""

    cadence: str
    decided: str


class MeetingCalled(Event):
    """A meeting with its instant and place; `agenda_due` is when its agenda goes out, `minutes_due` when its
    minutes are awaited."""

    meeting: str
    starts_at: datetime
    place: str
    agenda_due: datetime
    minutes_due: datetime


class MeetingMoved(Event):
    """Another instant or place; the dates that follow from it are given anew."""

    meeting: str
    starts_at: datetime
    place: str
    agenda_due: datetime
    minutes_due: datetime
    reason: str = ""


class MeetingCancelled(Event):
    meeting: str
    reason: str


class AgendaEdited(Event):
    """An item added in words, items taken off by their ids, a policy of which nothing is to stand on the agenda."""

    meeting: str
    added: str = ""
    taken_off: tuple[str, ...] = ()
    without: str = ""


class AgendaSent(Event):
    """The agenda went to everybody of the group: at its time, or when somebody sent it (again)."""

    meeting: str


class MeetingRecorded(Event):
    """Who was there (ids, and others in words), what was said, and the items left for the next meeting."""

    meeting: str
    present: tuple[str, ...]
    others: str = ""
    notes: str = ""
    deferred: tuple[str, ...] = ()


class MinutesConfirmed(Event):
    """The minutes of a meeting are confirmed, as a rule at the next one, with what is to be corrected in them."""

    meeting: str
    correction: str = ""


class MeetingRulesAnswered(Event):
    """Whether counsel treats the group as subject to public-meeting rules, and where counsel says so."""

    answer: Literal["yes", "no", "not asked"]
    source: str = ""


class PublicDatesSet(Event):
    """By when which papers of a meeting are to be public, by the law of `citation`; None: no date is given."""

    meeting: str
    notice_due: datetime | None = None
    agenda_due: datetime | None = None
    votes_due: datetime | None = None
    minutes_due: datetime | None = None
    citation: str = ""


class MeetingPaperPublished(Event):
    """A paper of a meeting is public: "notice", "agenda", "votes" or "minutes", and where."""

    meeting: str
    paper: str
    where: str


class SteeringDecisionRecorded(DirectoryEvent):
    """A decision of the directing group outside any one policy; `number` counts the year's: "2026-1"."""

    number: str
    kind: str
    text: str
    consensus: str
    differs: str = ""
    meeting: str = ""
    decided_on: date | None = None


# Of any group; the others are of the group that directs alone.
AnyGroupEvents = (
    MeetingCalled
    | MeetingMoved
    | MeetingCancelled
    | AgendaEdited
    | AgendaSent
    | MeetingRecorded
    | MinutesConfirmed
    | MeetingRulesAnswered
    | PublicDatesSet
    | MeetingPaperPublished
)
MeetingEvents = AnyGroupEvents | CadenceSet | SteeringDecisionRecorded
