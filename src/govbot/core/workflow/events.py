"""What has happened to a policy: the public record's words, in the order of the process.

Days and instants are copied in when an event is made, so that a later configuration cannot rewrite history.
`due` and `closes_at` are aware UTC instants.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from govbot.core.grammar import DocumentRef, Event

# Part III: needs -------------------------------------------------------------------------------------


class NeedSource(BaseModel):
    """One source of a need (Part III.a to III.e), with its citation."""

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


class LeadChanged(Event):
    lead: str
    reason: str = ""


# Step 1: drafting ------------------------------------------------------------------------------------


class GroupAssembled(Event):
    name: str
    liaisons: tuple[str, ...]
    members: tuple[str, ...]
    perspectives: tuple[str, ...] = ()
    public_meeting: Literal["yes", "no", "not asked"] = "not asked"
    charge: str = ""
    look_in_due: datetime


class WorkedWithoutGroup(Event):
    reasons: str = ""


class MemberAdded(Event):
    person: str
    perspectives: tuple[str, ...] = ()
    look_in_due: datetime


class MemberRemoved(Event):
    person: str
    reason: str = ""


class MemberLookedIn(Event):
    person: str


class LiaisonsChanged(Event):
    liaisons: tuple[str, ...]
    reason: str = ""


class GroupClosed(Event):
    reason: str = ""


class RoomLinked(Event):
    """A chat or channel that people made is the group's room on its platform from now on."""

    platform: str
    conversation: str


class GroupAsked(Event):
    request: str
    kind: Literal["advise", "draft", "review", "strategy"]
    text: str
    due: datetime | None = None


class GroupAnswered(Event):
    """What the group, or a member of it, says to a request."""

    request: str
    text: str
    complete: bool = True


class DraftSubmitted(Event):
    draft: int
    paper: DocumentRef
    note: str = ""
    ask_again: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    review_due: datetime | None = None


class PositionStated(Event):
    draft: int
    position: Literal["support", "can live with it", "unresolved concern"]
    text: str = ""


class FinalPositionsAsked(Event):
    due: datetime


class ReportMade(Event):
    report: str
    kind: Literal["interim", "recommendation"]
    recommends: Literal["", "this draft", "no policy needed"] = ""
    text: str = ""
    consensus: Literal["", "reached", "not reached"] = ""
    differs: str = ""
    impact: str = ""
    legal_exposure: str = ""
    strategy: str = ""
    marks: tuple[str, ...] = ()
    decision_due: datetime | None = None


# Step 2: staff review --------------------------------------------------------------------------------


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


class DevelopmentClosed(Event):
    """The Steering Group ended a development without a policy."""

    reasons: str


class ReviewGiven(Event):
    track: str
    draft: int
    outcome: Literal["no concerns", "with advice", "changes needed"]
    text: str = ""
    representative: str = ""
    marks: tuple[str, ...] = ()
    lead_due: datetime | None = None


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


# Step 3: agency feedback -----------------------------------------------------------------------------


class RosterEntry(BaseModel):
    """One place on a frozen roster: a person, and the capacities for which they are asked."""

    model_config = ConfigDict(frozen=True)

    person: str
    agency: str = ""
    capacities: tuple[str, ...] = ()


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


class NotTheRightPerson(Event):
    period: int
    person: str
    suggested: str = ""
    text: str = ""


class AgencyResponseNamed(Event):
    """Whom the agency named says: this is our agency's response."""

    period: int
    agency: str
    text: str
    comments: tuple[str, ...] = ()
    late: bool = False


class FeedbackClosingChanged(Event):
    period: int
    closes_at: datetime
    reason: str = ""


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


# Step 4: the OPM Secretary ---------------------------------------------------------------------------


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
    """Approval of one exact draft: it is then a release candidate."""

    draft: int
    sha256: str
    text_sha256: str
    note: str = ""
    with_change: bool = False
    adoption_due: datetime


class Returned(Event):
    draft: int
    reasons: str = ""
    lead_due: datetime


class ApprovalWithdrawn(Event):
    reasons: str = ""
    lead_due: datetime


# Step 4: adoption ------------------------------------------------------------------------------------


class AgencyAsked(BaseModel):
    """What a mechanism asks of every agency, and by when."""

    model_config = ConfigDict(frozen=True)

    mechanism: str
    name: str
    asks: Literal["", "acknowledge", "attest", "status"]
    due: datetime


class Adopted(Event):
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


class CameIntoForce(Event):
    version: str


class PublicationNoted(Event):
    version: str
    address: str


class TechnicallyCorrected(Event):
    version: str
    corrects: str
    old_words: str
    new_words: str
    reason: str
    paper: DocumentRef
    corrected_on: date


class Rescinded(Event):
    version: str
    reasons: str = ""


# Step 6: implementation ------------------------------------------------------------------------------


class Acknowledged(Event):
    version: str
    agency: str
    mechanism: str = ""
    text: str = ""


class Attested(Event):
    version: str
    agency: str
    mechanism: str = ""
    text: str


class StatusReported(Event):
    version: str
    agency: str
    mechanism: str = ""
    status: Literal["not started", "under way", "implemented", "not applicable"]
    text: str = ""
    done_by: date | None = None


class VarianceReported(Event):
    version: str
    variance: str
    agency: str
    section: str = ""
    text: str
    until: date | None = None


class VarianceRequested(Event):
    version: str
    variance: str
    agency: str
    section: str = ""
    text: str
    until: date | None = None
    decision_due: datetime


class VarianceDecided(Event):
    variance: str
    granted: bool
    reasons: str = ""


# Step 7: reviews -------------------------------------------------------------------------------------


class ReviewCompleted(Event):
    version: str
    recommends: Literal["reaffirm", "revise", "rescind"]
    reasons: str
    next_review_on: date | None = None
    review_due: datetime | None = None
    lead: str = ""
    lead_due: datetime | None = None
    decision_due: datetime | None = None


class ReviewDateSet(Event):
    next_review_on: date
    review_due: datetime
    reason: str


class RescissionDeclined(Event):
    reasons: str = ""
    next_review_on: date
    review_due: datetime


# Throughout ------------------------------------------------------------------------------------------


class TimelineSet(Event):
    """Target dates by stage; a statutory deadline with its citation."""

    targets: dict[str, date]
    statutory: date | None = None
    citation: str = ""
    reason: str = ""


class DirectionRecorded(Event):
    text: str


class DeviationRecorded(Event):
    step: str
    exigency: str
    authority: str
    public_sentence: str
    before_the_fact: bool = True
    marks: tuple[str, ...] = ()


class DecisionRecorded(Event):
    text: str
    consensus: Literal["reached", "not reached"] = "reached"
    differs: str = ""


class MarkSet(Event):
    item: str
    marks: tuple[str, ...]
    reason: str = ""


class MarkLifted(Event):
    item: str
    mark: str
    reason: str = ""


class Snoozed(Event):
    """Whoever acted is reminded of this again at an instant before it is due."""

    action: str
    about: str = ""
    until: datetime


class DeliveryTriedAgain(Event):
    """What could not be delivered on this policy is sent once more."""

    unknown_too: bool = False


# The groups, in which the state is told of them -----------------------------------------------------

NeedEvents = (
    NeedRaised
    | PursuitRecommended
    | NeedDeclined
    | NeedTakenUpAgain
    | NeedJoined
    | NeedReceived
    | LeadChanged
    | DevelopmentClosed
)
GroupEvents = (
    GroupAssembled
    | WorkedWithoutGroup
    | MemberAdded
    | MemberRemoved
    | MemberLookedIn
    | LiaisonsChanged
    | GroupClosed
    | RoomLinked
    | GroupAsked
    | GroupAnswered
)
DraftingEvents = DraftSubmitted | PositionStated | FinalPositionsAsked | ReportMade
StaffReviewEvents = (
    AdvancedToStaffReview
    | SentBack
    | ReviewGiven
    | ReviewAnswered
    | ConsultationAsked
    | ConsultationNotNecessary
    | AdviceGiven
)
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
SecretaryEvents = (
    SecretaryReviewRequested
    | ReviewedForSecretary
    | DiscussionAsked
    | PutOnCalendar
    | Approved
    | Returned
    | ApprovalWithdrawn
)
VersionEvents = (
    Adopted
    | CameIntoForce
    | PublicationNoted
    | TechnicallyCorrected
    | Rescinded
    | RescissionDeclined
    | ReviewCompleted
    | ReviewDateSet
)
ImplementationEvents = (
    Acknowledged | Attested | StatusReported | VarianceReported | VarianceRequested | VarianceDecided
)
AnytimeEvents = (
    TimelineSet
    | DirectionRecorded
    | DeviationRecorded
    | DecisionRecorded
    | MarkSet
    | MarkLifted
    | Snoozed
    | DeliveryTriedAgain
)
PolicyEvents = (
    NeedEvents
    | GroupEvents
    | DraftingEvents
    | StaffReviewEvents
    | FeedbackEvents
    | SecretaryEvents
    | VersionEvents
    | ImplementationEvents
    | AnytimeEvents
)
