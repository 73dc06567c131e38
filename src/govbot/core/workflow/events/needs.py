"""Needs; and the end of a development without a policy."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from govbot.core.grammar import Event


class NeedSource(BaseModel):
    """One source of a need, with its citation."""

    model_config = ConfigDict(frozen=True)

    key: str
    name: str
    citation: str = ""


class Bill(BaseModel):
    """A bill or rule that a need follows, by its number, and the stage at which it was said to be."""

    model_config = ConfigDict(frozen=True)

    number: str
    stage: str


class NeedRaised(Event):
    """A need; `similar` are the needs and policies like it that whoever raised it was shown.

    `process` is the digest of the process that was in use: the policy goes by it until it is moved.
    """

    title: str
    text: str
    sources: tuple[NeedSource, ...]
    plan_goal: str = ""
    decision_due: datetime
    bills: tuple[Bill, ...] = ()
    similar: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    about_process: bool = False
    process: str = ""


class NeedSupported(Event):
    """Whoever acted supports a need that somebody else raised."""

    why: str


class NeedParked(Event):
    """A need waits until a day, and comes back at an instant by itself."""

    until: date
    back: datetime
    reasons: str


class NeedBroughtBack(Event):
    decision_due: datetime


class BillTracked(Event):
    """The stage of a bill or rule; "" takes it off."""

    bill: str
    stage: str


class PursuitRecommended(Event):
    lead: str
    need: Literal["high", "medium", "low"]
    risk: Literal["high", "medium", "low"]
    reasons: str = ""
    target: date | None = None
    lead_due: datetime
    target_due: datetime | None = None


class NeedDeclined(Event):
    reasons: str


class NeedTakenUpAgain(Event):
    reasons: str = ""
    decision_due: datetime


class NeedJoined(Event):
    other: str
    reasons: str = ""


class NeedReceived(Event):
    """Recorded on the policy that a like need was joined to: whoever raised that one is told of this one
    too."""

    joined: str
    raisers: tuple[str, ...]
    with_it: tuple[str, ...] = ()


class NeedCorrected(Event):
    """Whoever raised the need says it in other words, before it is decided on; what was said stays on record."""

    title: str
    text: str
    sources: tuple[NeedSource, ...]
    plan_goal: str = ""
    bills: tuple[Bill, ...] | None = None
    goals: tuple[str, ...] | None = None


class NeedWithdrawn(Event):
    """Whoever raised the need withdraws it, before it is decided on."""

    reason: str = ""


class LeadChanged(Event):
    lead: str
    reason: str = ""


class DevelopmentClosed(Event):
    """The steering group ended a development without a policy; a version in force is reviewed by the date given."""

    reasons: str
    next_review_on: date | None = None
    review_due: datetime | None = None


NeedEvents = (
    NeedRaised
    | PursuitRecommended
    | NeedDeclined
    | NeedTakenUpAgain
    | NeedJoined
    | NeedReceived
    | NeedCorrected
    | NeedWithdrawn
    | NeedSupported
    | NeedParked
    | NeedBroughtBack
    | BillTracked
    | LeadChanged
    | DevelopmentClosed
)
