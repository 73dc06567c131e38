"""Staff reviews and consultations."""

from __future__ import annotations

from datetime import date, datetime
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
    """A review. One with conditions is complete once a draft meets them and the reviewer confirms it."""

    track: str
    draft: int
    outcome: Literal["no concerns", "with advice", "with conditions", "changes needed"]
    text: str = ""
    representative: str = ""
    marks: tuple[str, ...] = ()
    lead_due: datetime | None = None
    goals: tuple[str, ...] = ()


class ConditionsMet(Event):
    """The reviewer confirms that this draft meets the conditions of the review."""

    track: str
    draft: int
    text: str = ""


class PassageNoted(Event):
    """A reviewer's note on a section or on some words of a draft; it completes nothing."""

    track: str
    draft: int
    text: str
    section: str = ""
    passage: str = ""
    marks: tuple[str, ...] = ()


class ReviewDateAsked(Event):
    """A reviewer asks for more time; the lead gives it, or does not."""

    track: str
    until: date
    reason: str


class ReviewerNamed(Event):
    """Somebody was named for a review: by the lead, because the office or seat asked has nobody, or by a colleague."""

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
    | ConditionsMet
    | PassageNoted
    | ReviewDateAsked
    | ReviewerNamed
    | ReviewAnswered
    | ConsultationAsked
    | ConsultationNotNecessary
    | AdviceGiven
)
