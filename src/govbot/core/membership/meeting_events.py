"""The events of the Steering Group's meetings, on the directory's stream."""

from __future__ import annotations

from datetime import date, datetime

from govbot.core.membership.base import DirectoryEvent


class CadenceSet(DirectoryEvent):
    """How often the Steering Group meets, in words, and the decision that says so."""

    cadence: str
    decided: str


class MeetingCalled(DirectoryEvent):
    """A meeting with its instant and place; `agenda_due` is when its agenda goes out, `minutes_due` when its
    minutes are awaited."""

    meeting: str
    starts_at: datetime
    place: str
    agenda_due: datetime
    minutes_due: datetime


class MeetingMoved(DirectoryEvent):
    """Another instant or place; the dates that follow from it are given anew."""

    meeting: str
    starts_at: datetime
    place: str
    agenda_due: datetime
    minutes_due: datetime
    reason: str = ""


class MeetingCancelled(DirectoryEvent):
    meeting: str
    reason: str


class AgendaEdited(DirectoryEvent):
    """An item added in words, items taken off by their ids, a policy of which nothing is to stand on the agenda."""

    meeting: str
    added: str = ""
    taken_off: tuple[str, ...] = ()
    without: str = ""


class AgendaSent(DirectoryEvent):
    """The agenda went to the seats and their designees: at its time, or when the Advisor sent it (again)."""

    meeting: str


class MeetingRecorded(DirectoryEvent):
    """Who was there (ids, and others in words), what was said, and the items left for the next meeting."""

    meeting: str
    present: tuple[str, ...]
    others: str = ""
    notes: str = ""
    deferred: tuple[str, ...] = ()


class MinutesConfirmed(DirectoryEvent):
    """The minutes of a meeting are confirmed, as a rule at the next one, with what is to be corrected in them."""

    meeting: str
    correction: str = ""


class SteeringDecisionRecorded(DirectoryEvent):
    """A decision of the Steering Group outside any one policy; `number` counts the year's: "2026-1"."""

    number: str
    kind: str
    text: str
    consensus: str
    differs: str = ""
    meeting: str = ""
    decided_on: date | None = None


MeetingEvents = (
    CadenceSet
    | MeetingCalled
    | MeetingMoved
    | MeetingCancelled
    | AgendaEdited
    | AgendaSent
    | MeetingRecorded
    | MinutesConfirmed
    | SteeringDecisionRecorded
)
