"""A request for the deciding office's review, and the approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SecretaryRequest:
    """A pending request for the deciding office's review, bound to one draft."""

    draft: int
    sha256: str
    presenters: tuple[str, ...]
    due: datetime
    meeting_on: date | None = None
    materials: str = ""
    reviewed_by: str = ""
    review_text: str = ""
    discussion: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """The deciding office's approval of one exact draft; `old_words` became `new_words` where it changed them."""

    draft: int
    sha256: str
    text_sha256: str
    by: str
    capacity: str
    authority: str
    on: date
    adoption_due: datetime
    note: str = ""
    with_change: bool = False
    recorded_at: datetime | None = None
    entered: str = ""
    old_words: str = ""
    new_words: str = ""
    passage: tuple[str, ...] = ()
