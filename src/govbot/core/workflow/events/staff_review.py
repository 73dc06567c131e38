"""Staff reviews and consultations."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from govbot.core.grammar import Event


class ReviewAsked(BaseModel):
    """A review of one track, whose it is and by when."""

    model_config = ConfigDict(frozen=True)

    track: str
    name: str
    party: str
    strength: Literal["shall", "will", "may"]
    due: datetime
    representative: str = ""


class AdvancedToStaffReview(Event):
    reviews: tuple[ReviewAsked, ...]
    consensus: str = ""


class SentBack(Event):
    reasons: str
    lead_due: datetime


class ReviewGiven(Event):
    track: str
    draft: int
    outcome: Literal["no concerns", "with advice", "changes needed"]
    text: str = ""
    representative: str = ""
    marks: tuple[str, ...] = ()
    lead_due: datetime | None = None


class ReviewerNamed(Event):
    """The lead named a person for a review, because the office or seat asked has nobody."""

    track: str
    person: str


class ReviewAnswered(Event):
    track: str
    text: str


class ConsultationAsked(Event):
    consultation: str
    name: str
    party: str
    question: str
    due: datetime


class ConsultationNotNecessary(Event):
    consultation: str
    name: str
    reasons: str = ""


class AdviceGiven(Event):
    consultation: str
    text: str
    marks: tuple[str, ...] = ()


StaffReviewEvents = (
    AdvancedToStaffReview
    | SentBack
    | ReviewGiven
    | ReviewerNamed
    | ReviewAnswered
    | ConsultationAsked
    | ConsultationNotNecessary
    | AdviceGiven
)
