"""The deciding office's review and decision."""

from __future__ import annotations

from datetime import date, datetime

from govbot.core.grammar import Event


class SecretaryReviewRequested(Event):
    draft: int
    sha256: str
    text_sha256: str
    presenters: tuple[str, ...] = ()
    meeting_on: date | None = None
    materials: str = ""
    due: datetime


class ReviewedForSecretary(Event):
    draft: int
    text: str = ""


class DiscussionAsked(Event):
    text: str = ""


class PutOnCalendar(Event):
    meeting_on: date
    text: str = ""


class Approved(Event):
    """Approval of one exact draft: it is then a release candidate.

    Where it was approved with a change, `old_words` were replaced by `new_words`; `passage` is the redline in its
    sentence: before, removed, added, after.
    """

    draft: int
    sha256: str
    text_sha256: str
    note: str = ""
    with_change: bool = False
    adoption_due: datetime
    old_words: str = ""
    new_words: str = ""
    passage: tuple[str, ...] = ()


class Returned(Event):
    draft: int
    reasons: str = ""
    lead_due: datetime


class ApprovalWithdrawn(Event):
    reasons: str = ""
    lead_due: datetime


SecretaryEvents = (
    SecretaryReviewRequested
    | ReviewedForSecretary
    | DiscussionAsked
    | PutOnCalendar
    | Approved
    | Returned
    | ApprovalWithdrawn
)
