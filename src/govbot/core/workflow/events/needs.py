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


class NeedRaised(Event):
    title: str
    text: str
    sources: tuple[NeedSource, ...]
    plan_goal: str = ""
    decision_due: datetime


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
    | LeadChanged
    | DevelopmentClosed
)
