"""Staff reviews and consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from govbot.core.workflow.events import ReviewAsked


@dataclass(frozen=True, slots=True)
class Review:
    """A staff review by one track: what was asked, and the last that was given, on which draft.

    `named` is the person whom the lead named for it, where the office or seat has nobody.
    `entered` is the id of the entered act where the outcome was entered for the reviewer.
    """

    asked: ReviewAsked
    awaited: bool = True
    outcome: str = ""
    draft: int = 0
    text: str = ""
    by: str = ""
    representative: str = ""
    on: date | None = None
    recorded_at: datetime | None = None
    answer_due: datetime | None = None
    answer: str = ""
    named: str = ""
    entered: str = ""

    @property
    def party(self) -> str:
        """Of whom it is awaited."""
        return f"named:{self.named}" if self.named else self.asked.party

    @property
    def complete(self) -> bool:
        return self.outcome in ("no concerns", "with advice")


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation with one of the consulted offices, or the judgment that none is necessary."""

    key: str
    name: str
    party: str = ""
    question: str = ""
    due: datetime | None = None
    advice: str = ""
    given: bool = False
    not_necessary: bool = False
    reasons: str = ""
    entered: str = ""
