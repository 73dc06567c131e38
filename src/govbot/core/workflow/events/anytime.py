"""At any step: timelines, directions, decisions, deviations, marks, reminders, deliveries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from govbot.core.grammar import Event


class TimelineSet(Event):
    """Target dates by stage; a statutory deadline with its citation.

    `dues` are the instants at which these days end, by stage, and by "statutory" for the deadline. `template` names
    the template of a timeline by which the days were planned.
    """

    targets: dict[str, date]
    statutory: date | None = None
    citation: str = ""
    reason: str = ""
    dues: dict[str, datetime] = Field(default_factory=dict)
    template: str = ""


class TargetPassed(Event):
    """The day of a target ("staff review"), or of the statutory deadline ("statutory"), passed and was not reached.

    `asked` are the parties that are asked for the reason, until `due`.
    """

    stage: str
    target: date
    asked: tuple[str, ...]
    due: datetime


class SlipExplained(Event):
    """Why a target's day passed ("S1": the first of the development), in the words of a party that was asked."""

    slip: str
    party: str
    reason: str


class GoalsNamed(Event):
    """The goals of plans that the policy serves, each by plan, edition and number; they take the former ones' place."""

    goals: tuple[str, ...]


class ProcessMoved(Event):
    """The policy goes by another process from now on, by the decision named; `before` is the one that it went by.

    Processes are named by their digests. Without a decision it was moved back within a minute.
    """

    process: str
    before: str
    decided: str = ""


class DirectionRecorded(Event):
    text: str


class DeviationRecorded(Event):
    """A deviation from a step, or from one part of it: `of` names what was awaited ("seat:cdo/give_review/…"),
    `emergency` the emergency ("E1") in which it was recorded."""

    step: str
    exigency: str
    authority: str
    public_sentence: str
    before_the_fact: bool = True
    marks: tuple[str, ...] = ()
    of: str = ""
    emergency: str = ""


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


class ReminderAsked(Event):
    """Somebody was reminded, by hand, of what is awaited: of which party, which action, about what."""

    party: str
    action: str
    about: str = ""


class TimeGiven(Event):
    """What is awaited has another date from now on: until it is asked for anew, `instead_of` being the old one."""

    party: str
    action: str
    about: str = ""
    instead_of: datetime | None = None
    due: datetime
    reason: str = ""


class NoLongerNeeded(Event):
    """What was awaited is not any more: until it is asked for anew, with another date than this one."""

    party: str
    action: str
    about: str = ""
    due: datetime | None = None
    reason: str


class ToDoAfterwards(BaseModel):
    """Something to be done once an emergency is over, by an instant."""

    model_config = ConfigDict(frozen=True)

    item: str
    text: str
    due: datetime


class AwaitedThing(BaseModel):
    """Something awaited, as the steps asked for it."""

    model_config = ConfigDict(frozen=True)

    party: str
    action: str
    about: str = ""
    due: datetime | None = None


class ProceededInEmergency(Event):
    """Several steps were passed over in an emergency; each has its deviation. `ends` is awaited no more."""

    emergency: str
    steps: tuple[str, ...]
    afterwards: tuple[ToDoAfterwards, ...] = ()
    ends: tuple[AwaitedThing, ...] = ()


class AfterwardsDone(Event):
    item: str
    text: str = ""


class AgencyPartEnded(Event):
    """An agency was taken off the list: nothing is awaited of it on this policy any more."""

    agency: str


class WordTakenBack(Event):
    """Whoever acted takes back an own word: `item` is the comment ("C3"), the draft ("D2") of the position, or the
    version and agency ("1.0 DSS") of the acknowledgment, "need" of the support of a need. It stays on record,
    and counts no more.

    `undone`: within a minute after it was said, by *Undo*.
    """

    kind: Literal["comment", "position", "acknowledgment", "support"]
    item: str
    reason: str = ""
    undone: bool = False


AnytimeEvents = (
    TimelineSet
    | TargetPassed
    | SlipExplained
    | GoalsNamed
    | ProcessMoved
    | DirectionRecorded
    | DeviationRecorded
    | DecisionRecorded
    | MarkSet
    | MarkLifted
    | Snoozed
    | DeliveryTriedAgain
    | ReminderAsked
    | TimeGiven
    | NoLongerNeeded
    | AgencyPartEnded
    | ProceededInEmergency
    | AfterwardsDone
    | WordTakenBack
)
