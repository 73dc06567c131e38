"""Steps 4 and 7: adoption, versions, regular reviews."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from govbot.core.grammar import DocumentRef, Event


class AgencyAsked(BaseModel):
    """What a mechanism asks of every agency, and by when."""

    model_config = ConfigDict(frozen=True)

    mechanism: str
    name: str
    asks: Literal["", "acknowledge", "attest", "status"]
    due: datetime


class Adopted(Event):
    """A version is adopted; `marks_ended` are the preliminary marks that end for its draft with it."""

    version: str
    draft: int
    title: str
    originator: str
    effective_on: date
    in_force_from: datetime
    description: str
    laws: str
    publisher: str
    sha256: str
    text_sha256: str
    mechanisms: tuple[AgencyAsked, ...] = ()
    agencies: tuple[str, ...] = ()
    allows_variance_requests: bool = False
    next_review_on: date
    review_reason: str = ""
    review_due: datetime
    marks_ended: tuple[str, ...] = ()


class CameIntoForce(Event):
    version: str


class EffectiveDateMoved(Event):
    """A version adopted for a later day comes into force on another one; what agencies are asked is due anew."""

    version: str
    effective_on: date
    in_force_from: datetime
    mechanisms: tuple[AgencyAsked, ...] = ()
    reason: str = ""


class AdoptionWithdrawn(Event):
    """The adoption for a later day is taken back: the draft is a release candidate again."""

    version: str
    reasons: str = ""
    adoption_due: datetime
    next_review_on: date | None = None
    review_due: datetime | None = None


class PublicationNoted(Event):
    version: str
    address: str


class CorrectionProposed(Event):
    """A technical correction waits: a slip to be confirmed, or, where it `touches` something, to be decided.

    `paper` is the corrected text; for a fact of the header (`part`) it is None, and `value` is the whole of it.
    `passage` is the redline in its sentence: before, removed, added, after.
    """

    correction: str
    corrects: str
    part: Literal["text", "title", "originator", "laws"] = "text"
    old_words: str
    new_words: str
    value: str = ""
    reason: str
    paper: DocumentRef | None = None
    touches: tuple[str, ...] = ()
    due: datetime
    passage: tuple[str, ...] = ()


class CorrectionRefused(Event):
    """It is not made: refused, or taken back by whoever proposed it."""

    correction: str
    reasons: str = ""


class TechnicallyCorrected(Event):
    """A correction is made; `correction` is the one that was proposed ("": of before they were confirmed).

    `word_from` and `word_due` are as in `DraftSubmitted`.
    """

    version: str
    corrects: str
    old_words: str
    new_words: str
    reason: str
    paper: DocumentRef
    corrected_on: date
    correction: str = ""
    part: Literal["text", "title", "originator", "laws"] = "text"
    value: str = ""
    word_from: DocumentRef | None = None
    word_due: datetime | None = None


class WordFileGiven(Event):
    """The publisher gave a Word file that reads as a text that was reworded: the draft or version `of`."""

    of: str
    text_sha256: str
    paper: DocumentRef


class Rescinded(Event):
    version: str
    reasons: str = ""


class ReviewCompleted(Event):
    version: str
    recommends: Literal["reaffirm", "revise", "rescind"]
    reasons: str
    next_review_on: date | None = None
    review_due: datetime | None = None
    lead: str = ""
    lead_due: datetime | None = None
    decision_due: datetime | None = None
    process: str = ""


class ReviewDateSet(Event):
    next_review_on: date
    review_due: datetime
    reason: str


class RescissionDeclined(Event):
    reasons: str = ""
    next_review_on: date
    review_due: datetime


VersionEvents = (
    Adopted
    | CameIntoForce
    | EffectiveDateMoved
    | AdoptionWithdrawn
    | PublicationNoted
    | CorrectionProposed
    | CorrectionRefused
    | TechnicallyCorrected
    | WordFileGiven
    | Rescinded
    | RescissionDeclined
    | ReviewCompleted
    | ReviewDateSet
)
