"""Feedback periods, comments, responses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from govbot.core.grammar import DocumentRef, Event


class RosterEntry(BaseModel):
    """One place on a frozen roster: a person, and the capacities for which they are asked.

    Somebody who answers for several agencies has a place for each; the `place` of the further ones is their key.
    """

    model_config = ConfigDict(frozen=True)

    person: str
    agency: str = ""
    capacities: tuple[str, ...] = ()
    place: str = ""

    @property
    def key(self) -> str:
        """What tells the places of a roster apart: the person, and for a further place the agency too."""
        return self.place or self.person


def further_place(person: str, agency: str) -> str:
    """The key of a person's place for a further agency."""
    return f"{person}@{agency}"


class FeedbackOpened(Event):
    period: int
    draft: int
    roster: tuple[RosterEntry, ...]
    questions: str = ""
    closes_at: datetime | None = None


class RosterJoined(Event):
    """Somebody was added to an open period ("I'm not the right person" named them)."""

    period: int
    entry: RosterEntry
    instead_of: str = ""


class FeedbackGiven(Event):
    comment: str
    period: int
    draft: int
    kind: Literal["no comment", "comment", "implementation issue", "concern", "not applicable"]
    answering_for: tuple[str, ...] = ()
    agency: str = ""
    section: str = ""
    text: str = ""
    late: bool = False
    marks: tuple[str, ...] = ()
    instead_of: str = ""
    also_for: tuple[str, ...] = ()


class NotTheRightPerson(Event):
    """`declined`: whoever it names had said the same before, so that nobody is asked now."""

    period: int
    person: str
    suggested: str = ""
    text: str = ""
    declined: bool = False


class AgencyResponseNamed(Event):
    """Whom the agency named says: this is our agency's response.

    Or a letter of the agency was filed: `signed_by` is who signed it, as written, on `signed_on`; the entry's actor
    is then who filed it. `beside`: it differs from an earlier one that somebody else gave or signed, and both stand.
    """

    period: int
    agency: str
    text: str
    comments: tuple[str, ...] = ()
    late: bool = False
    signed_by: str = ""
    signed_on: date | None = None
    beside: bool = False
    letter: DocumentRef | None = None


class FeedbackClosingChanged(Event):
    """`timely` are comments, and `timely_agencies` agencies' responses, that came late and now came in time."""

    period: int
    closes_at: datetime
    reason: str = ""
    timely: tuple[str, ...] = ()
    timely_agencies: tuple[str, ...] = ()


class FeedbackClosed(Event):
    period: int
    by_clock: bool = False
    response_due: datetime | None = None


class CommentsAnswered(Event):
    comments: tuple[str, ...]
    response: Literal["accepted", "accepted in part", "not accepted", "out of scope", "for a later version"]
    reasons: str


class LateFeedbackConsidered(Event):
    comments: tuple[str, ...]
    considered: bool


FeedbackEvents = (
    FeedbackOpened
    | RosterJoined
    | FeedbackGiven
    | NotTheRightPerson
    | AgencyResponseNamed
    | FeedbackClosingChanged
    | FeedbackClosed
    | CommentsAnswered
    | LateFeedbackConsidered
)
