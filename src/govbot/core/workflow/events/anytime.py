"""At any step: timelines, directions, decisions, deviations, marks, reminders, deliveries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from govbot.core.grammar import Event


class TimelineSet(Event):
    """Target dates by stage; a statutory deadline with its citation."""

    targets: dict[str, date]
    statutory: date | None = None
    citation: str = ""
    reason: str = ""


class DirectionRecorded(Event):
    text: str


class DeviationRecorded(Event):
    step: str
    exigency: str
    authority: str
    public_sentence: str
    before_the_fact: bool = True
    marks: tuple[str, ...] = ()


class DecisionRecorded(Event):
    text: str
    consensus: Literal["reached", "not reached"] = "reached"
    differs: str = ""


class MarkSet(Event):
    item: str
    marks: tuple[str, ...]
    reason: str = ""


class MarkLifted(Event):
    item: str
    mark: str
    reason: str = ""


class Snoozed(Event):
    """Whoever acted is reminded of this again at an instant before it is due."""

    action: str
    about: str = ""
    until: datetime


class DeliveryTriedAgain(Event):
    """What could not be delivered on this policy is sent once more."""

    unknown_too: bool = False


class AgencyPartEnded(Event):
    """An agency was taken off the list: nothing is awaited of it on this policy any more."""

    agency: str


AnytimeEvents = (
    TimelineSet
    | DirectionRecorded
    | DeviationRecorded
    | DecisionRecorded
    | MarkSet
    | MarkLifted
    | Snoozed
    | DeliveryTriedAgain
    | AgencyPartEnded
)
