"""Staff reviews and consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from govbot.core.workflow.events import ReviewAsked


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """A reviewer's note on a section, or on some words (`passage`), of a draft."""

    draft: int
    text: str
    section: str
    passage: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Review:
    """A staff review by one track: what was asked, and the last that was given, on which draft.

    `named` is the person whom the lead named for it, where the office or seat has nobody.
    `entered` is the id of the entered act where the outcome was entered for the reviewer. `met_on` is the draft that
    met the conditions (0: none yet), `date_asked` the day that the reviewer asked for. `earlier` are the reviews that
    the office gave before, the first one first.
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
    met_on: int = 0
    met_how: str = ""
    notes: tuple[ReviewNote, ...] = ()
    date_asked: date | None = None
    date_reason: str = ""
    earlier: tuple[Review, ...] = ()

    @property
    def party(self) -> str:
        """Of whom it is awaited."""
        return f"named:{self.named}" if self.named else self.asked.party

    @property
    def complete(self) -> bool:
        return self.outcome in ("no concerns", "with advice") or bool(self.met_on)

    def may_be_met(self, newest: int) -> bool:
        """Whether its conditions are open, and the newest draft (its number) is another than the one reviewed."""
        return self.outcome == "with conditions" and not self.met_on and newest > self.draft

    @property
    def said(self) -> str:
        """Its outcome, and whether conditions are met."""
        if self.outcome != "with conditions":
            return self.outcome
        return f"with conditions, met by D{self.met_on}" if self.met_on else "with conditions, not met yet"


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
