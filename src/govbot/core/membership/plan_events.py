"""The events of priorities, plans, and reports to bodies, on the directory's stream."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from govbot.core.membership.base import DirectoryEvent


class NeedRanked(DirectoryEvent):
    """A need got its place on the ranked list, 1 being the first; 0 takes it off."""

    policy: str
    place: int
    reason: str


class Goal(BaseModel):
    """A goal of a plan's edition, by its number ("1.2")."""

    model_config = ConfigDict(frozen=True)

    number: str
    text: str


class PlanSet(DirectoryEvent):
    """An edition of a plan with its goals; entered again, it takes the place of the former goals of that edition.

    `to_confirm` are the policies of which `seat` is asked, until `confirm_due`, whether they still stand.
    """

    plan: str
    edition: str
    goals: tuple[Goal, ...]
    seat: str
    to_confirm: tuple[str, ...] = ()
    confirm_due: datetime | None = None


class StandingConfirmed(DirectoryEvent):
    """Whether a policy still stands under an edition of a plan, in the words of the plan's seat."""

    plan: str
    edition: str
    policy: str
    outcome: Literal["stands", "to be revised", "to be rescinded"]
    words: str = ""


class PlanDraftBegun(DirectoryEvent):
    """A plan is being drafted; `policies` are those in force, with which it must accord."""

    plan: str
    seat: str
    policies: tuple[str, ...]


class PlanDraftEnded(DirectoryEvent):
    """The plan is not being drafted after all: what was said with `PlanDraftBegun` is taken back."""

    plan: str
    seat: str
    reason: str = ""


class BodyReported(DirectoryEvent):
    """What was put before a body that was convened, and the outcome; `report` is "B1" for the first.

    Recorded again with the same `report`, it takes the place of what was said before.
    """

    report: str
    body: str
    convened_on: date
    text: str
    outcome: str = ""


PlanEvents = NeedRanked | PlanSet | StandingConfirmed | PlanDraftBegun | PlanDraftEnded | BodyReported
