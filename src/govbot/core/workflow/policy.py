"""Where a policy stands: its versions, and the development in progress, if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from govbot.core.grammar import DocumentRef
from govbot.core.workflow.events import AgencyAsked, NeedSource, ReviewAsked, RosterEntry

Stage = Literal[
    "need",
    "drafting",
    "staff review",
    "agency feedback",
    "secretary's review",
    "release candidate",
    "adopted",
    "closed",
    "joined",
]
STAGES: tuple[Stage, ...] = (
    "need", "drafting", "staff review", "agency feedback", "secretary's review", "release candidate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, D1, D2 …: its document, who submitted it and when."""

    number: int
    paper: DocumentRef
    by: str
    on: date
    note: str = ""
    recorded_at: datetime | None = None

    @property
    def label(self) -> str:
        return f"D{self.number}"


@dataclass(frozen=True, slots=True)
class Group:
    """An ad hoc group: its liaisons and members, and by when each member was asked to look in."""

    name: str
    liaisons: tuple[str, ...]
    members: tuple[str, ...]
    perspectives: tuple[str, ...] = ()
    public_meeting: str = "not asked"
    charge: str = ""
    look_in: Mapping[str, datetime] = field(default_factory=dict)
    looked_in: frozenset[str] = frozenset()
    closed: bool = False

    @property
    def everybody(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.liaisons, *self.members)))


@dataclass(frozen=True, slots=True)
class Request:
    """What the group was asked to do."""

    id: str
    kind: str
    text: str
    due: datetime | None
    answers: tuple[tuple[str, str], ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where a member stands on a draft."""

    person: str
    draft: int
    position: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the liaison to the Steering Group."""

    id: str
    kind: str
    recommends: str
    text: str
    consensus: str
    differs: str
    impact: str
    legal_exposure: str
    strategy: str
    by: str
    on: date
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A staff review by one track: what was asked, and the last that was given, on which draft."""

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

    @property
    def complete(self) -> bool:
        return self.outcome in ("no concerns", "with advice")


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation with Human Resources or Labor Relations, or OPM's judgment that none is necessary."""

    key: str
    name: str
    party: str = ""
    question: str = ""
    due: datetime | None = None
    advice: str = ""
    given: bool = False
    not_necessary: bool = False
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """One answer to a feedback request, with the response that it got."""

    id: str
    period: int
    draft: int
    person: str
    agency: str
    answering_for: tuple[str, ...]
    kind: str
    section: str
    text: str
    late: bool
    at: datetime
    entered_by: str | None = None
    considered: bool | None = None
    response: str = ""
    reasons: str = ""
    on: date | None = None

    @property
    def wants_response(self) -> bool:
        return self.kind in ("comment", "implementation issue", "concern") and self.considered is not False


@dataclass(frozen=True, slots=True)
class AgencyResponse:
    """What somebody whom the agency named gave as the agency's response."""

    agency: str
    person: str
    text: str
    late: bool


class Roster(tuple[RosterEntry, ...]):
    """Whom a period asks, in order; each is found at once."""

    def entry(self, person: str) -> RosterEntry | None:
        return self._places.get(person)

    @cached_property
    def _places(self) -> dict[str, RosterEntry]:
        return {entry.person: entry for entry in reversed(self)}


@dataclass(frozen=True, slots=True)
class Period:
    """A feedback period: the draft, the frozen roster, the closing instant, and what came in."""

    number: int
    draft: int
    roster: Roster
    questions: str = ""
    closes_at: datetime | None = None
    opened_at: datetime | None = None
    closed: bool = False
    response_due: datetime | None = None
    comments: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    agency_responses: tuple[AgencyResponse, ...] = ()

    def is_closed(self, now: datetime) -> bool:
        """The closing instant itself closes the period, whether anybody has recorded it or not."""
        return self.closed or (self.closes_at is not None and now >= self.closes_at)

    def entry(self, person: str) -> RosterEntry | None:
        return self.roster.entry(person)

    @property
    def agencies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.agency for entry in self.roster if entry.agency))

    @property
    def agencies_answered(self) -> tuple[str, ...]:
        """The agencies of which at least one representative has answered."""
        heard = {entry.agency for entry in self.roster if entry.person in self.answered}
        return tuple(agency for agency in self.agencies if agency in heard)


@dataclass(frozen=True, slots=True)
class SecretaryRequest:
    """A pending request for the OPM Secretary's review, bound to one draft."""

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
    """The OPM Secretary's approval of one exact draft."""

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


@dataclass(frozen=True, slots=True)
class Development:
    """The work towards one version, from a need (or a revision) to adoption.

    `taken_further` is the draft that went on from drafting last: positions are awaited on later ones only.
    """

    number: int
    stage: Stage
    text: str = ""
    sources: tuple[NeedSource, ...] = ()
    plan_goal: str = ""
    decision_due: datetime | None = None
    lead_due: datetime | None = None
    need: str = "medium"
    risk: str = "medium"
    closed_because: str = ""
    joined_to: str = ""
    group: Group | None = None
    without_group: bool = False
    requests: tuple[Request, ...] = ()
    drafts: tuple[Draft, ...] = ()
    positions: tuple[Position, ...] = ()
    taken_further: int = 0
    final_positions_due: datetime | None = None
    reports: tuple[Report, ...] = ()
    reviews: tuple[Review, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    periods: tuple[Period, ...] = ()
    comments: tuple[Comment, ...] = ()
    request: SecretaryRequest | None = None
    returned: tuple[str, ...] = ()
    approval: Approval | None = None
    targets: Mapping[str, date] = field(default_factory=dict)
    statutory: date | None = None
    statutory_citation: str = ""

    @property
    def draft(self) -> Draft | None:
        """The current draft: the last that was submitted."""
        return self.drafts[-1] if self.drafts else None

    @property
    def period(self) -> Period | None:
        """The latest feedback period."""
        return self.periods[-1] if self.periods else None

    @property
    def unanswered(self) -> tuple[Comment, ...]:
        """Comments that have no response yet."""
        return tuple(comment for comment in self.comments if comment.wants_response and not comment.response)

    @property
    def asks_positions(self) -> bool:
        """On each draft, until it goes on from drafting; not where the group takes positions in its meetings."""
        if self.draft is None or self.group is None or self.group.closed:
            return False
        still_here = self.stage == "drafting" or self.draft.number > self.taken_further
        return still_here and self.group.public_meeting != "yes"

    @property
    def reviews_complete(self) -> bool:
        return bool(self.reviews) and all(review.complete for review in self.reviews)

    def review(self, track: str) -> Review | None:
        return next((review for review in self.reviews if review.asked.track == track), None)

    def comment(self, comment_id: str) -> Comment | None:
        return next((comment for comment in self.comments if comment.id == comment_id), None)


@dataclass(frozen=True, slots=True)
class Correction:
    """A technical correction: what was replaced, and why."""

    old_words: str
    new_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """What an agency reported of its implementation of a version."""

    agency: str
    mechanism: str
    kind: str
    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Variance:
    """A policy variance, reported or requested by an agency."""

    id: str
    version: str
    agency: str
    section: str
    text: str
    until: date | None
    requested: bool
    by: str
    decision_due: datetime | None = None
    granted: bool | None = None
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the policy as adopted and published."""

    number: str
    title: str
    originator: str
    effective_on: date
    in_force_from: datetime
    adopted_on: date
    description: str
    laws: str
    publisher: str
    paper: DocumentRef
    draft: int
    approval: Approval | None
    asked: tuple[AgencyAsked, ...] = ()
    agencies: tuple[str, ...] = ()
    allows_variance_requests: bool = False
    status: Literal["adopted", "in force", "superseded", "rescinded"] = "adopted"
    address: str = ""
    reports: tuple[AgencyReport, ...] = ()
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Deviation:
    """A deviation from the process: which step, what exigency, on whose authority."""

    id: str
    step: str
    exigency: str
    authority: str
    public_sentence: str
    before_the_fact: bool
    on: date
    development: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A direction of the OPM Secretary or a decision of the Steering Group, as recorded."""

    kind: Literal["direction", "decision"]
    text: str
    consensus: str
    differs: str
    on: date


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: its versions, at most one in force, and at most one development in progress."""

    id: str
    title: str = ""
    raisers: tuple[str, ...] = ()
    lead: str = ""
    development: Development | None = None
    past: tuple[Development, ...] = ()
    versions: tuple[Version, ...] = ()
    next_review_on: date | None = None
    review_due: datetime | None = None
    review_reason: str = ""
    rescission_due: datetime | None = None
    rescission_reasons: str = ""
    rescinded_on: date | None = None
    variances: tuple[Variance, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    notes: tuple[Note, ...] = ()
    joined: tuple[str, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> Version | None:
        """The version in force."""
        return next((version for version in self.versions if version.status == "in force"), None)

    @property
    def adopted(self) -> Version | None:
        """The version that is adopted and comes into force later."""
        return next((version for version in self.versions if version.status == "adopted"), None)

    @property
    def stage(self) -> str:
        """The stage of the development; without one, the state of the latest version."""
        if self.development is not None:
            return self.development.stage
        return self.versions[-1].status if self.versions else "need"


def stream_of(policy_id: str) -> str:
    return f"policy:{policy_id}"


def blank(stream: str) -> Policy:
    """A policy of which nothing is recorded yet."""
    return Policy(id=stream.partition(":")[2])
