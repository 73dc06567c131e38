"""Feedback periods, comments, responses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from govbot.core.grammar import DocumentRef, Event

Stance = Literal["", "support", "support with changes", "does not support", "no position", "see letter"]


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
    """`questions` is what is asked in particular, as it was written; `asked` are its questions, one after the other."""

    period: int
    draft: int
    roster: tuple[RosterEntry, ...]
    questions: str = ""
    closes_at: datetime | None = None
    asked: tuple[str, ...] = Field(default=(), exclude_if=lambda asked: not asked)


class RosterJoined(Event):
    """Somebody was added to an open period ("I'm not the right person" named them)."""

    period: int
    entry: RosterEntry
    instead_of: str = ""


class FeedbackGiven(Event):
    """An answer. `passage` are the words that it is about; `old_words` and `new_words` a proposed change of words.

    What was handed in from a marked-up file names the file and its item there (`marked_file`, `item`). `publish` says
    whether its author lets it be published; "" where nothing was said. `paragraph` is the one of the section, counted
    from 1; 0 for the whole section. An "answer" is one to a question of the period: `question` is its number.
    `attached` is a file that its author sent with it.
    """

    comment: str
    period: int
    draft: int
    kind: Literal["no comment", "comment", "implementation issue", "concern", "not applicable", "answer"]
    answering_for: tuple[str, ...] = ()
    agency: str = ""
    section: str = ""
    text: str = ""
    late: bool = False
    marks: tuple[str, ...] = ()
    instead_of: str = ""
    also_for: tuple[str, ...] = ()
    passage: str = ""
    old_words: str = ""
    new_words: str = ""
    marked_file: str = ""
    item: int = 0
    publish: Literal["", "yes", "no"] = ""
    paragraph: int = Field(default=0, exclude_if=lambda number: not number)
    question: int = Field(default=0, exclude_if=lambda number: not number)
    attached: DocumentRef | None = Field(default=None, exclude_if=lambda paper: paper is None)


class MarkedItem(BaseModel):
    """Something that a marked-up file says: a comment in its margin, or a change of the draft's words.

    `section` is the draft's section ("" where the place is not known), `passage` the words that it is about;
    of a change `old_words` went out and `new_words` came in.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    section: str = ""
    passage: str = ""
    text: str = ""
    old_words: str = ""
    new_words: str = ""


class MarkedFileSent(Event):
    """A representative sent a draft with comments and changes in it; none of them counts until it is handed in.

    `file` is its id ("M1"); `fits` says whether it reads as the draft that circulates, but for its changes: of
    another text the comments are taken alone. `instead_of` as in `FeedbackGiven`.
    """

    file: str
    period: int
    draft: int
    paper: DocumentRef
    items: tuple[MarkedItem, ...]
    fits: bool = True
    agency: str = ""
    instead_of: str = ""


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
    stance: Stance = Field(default="", exclude_if=lambda stance: not stance)


class AgencyResponseDrafted(Event):
    """A representative drafted the agency's response for `voice`, who gives it; until then it is nobody's response."""

    period: int
    agency: str
    text: str
    voice: str
    stance: Stance = ""
    comments: tuple[str, ...] = ()


class AgencyAnswered(Event):
    """An agency's response has a response, as comments have."""

    period: int
    agency: str
    response: Literal["accepted", "accepted in part", "not accepted", "out of scope", "for a later version"]
    reasons: str


class ExtensionAsked(Event):
    """A representative asks that the period be extended; the lead extends it, or says why not."""

    period: int
    agency: str
    until: date
    reason: str


class QuestionAsked(Event):
    """A representative asks something on the draft; `question` is its id within the period: "N1"."""

    period: int
    question: str
    agency: str
    text: str


class QuestionAnswered(Event):
    """Who guides the draft answers a question: to whoever asked, or `to_all` on the roster, without their name."""

    period: int
    question: str
    text: str
    to_all: bool = False


class ExtensionRefused(Event):
    """The lead does not extend the period; `people` are those who had asked."""

    period: int
    people: tuple[str, ...]
    reason: str


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
    """The response to these comments. `drafted` is the drafted response that it was, once it had been looked at."""

    comments: tuple[str, ...]
    response: Literal["accepted", "accepted in part", "not accepted", "out of scope", "for a later version"]
    reasons: str
    drafted: str = Field(default="", exclude_if=lambda draft: not draft)


class CommentPlaced(Event):
    """A comment that had lost its place stands here now: in a section of this draft, and which paragraph (0: all)."""

    comment: str
    draft: int
    section: str
    paragraph: int = 0


class LateFeedbackConsidered(Event):
    comments: tuple[str, ...]
    considered: bool


FeedbackEvents = (
    FeedbackOpened
    | RosterJoined
    | FeedbackGiven
    | MarkedFileSent
    | NotTheRightPerson
    | AgencyResponseNamed
    | AgencyResponseDrafted
    | AgencyAnswered
    | ExtensionAsked
    | ExtensionRefused
    | QuestionAsked
    | QuestionAnswered
    | FeedbackClosingChanged
    | FeedbackClosed
    | CommentsAnswered
    | LateFeedbackConsidered
    | CommentPlaced
)
