"""A development: the work towards one version, and its stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from govbot.core.workflow.events import Bill, NeedSource
from govbot.core.workflow.policy.board import BoardAct, DraftedResponse
from govbot.core.workflow.policy.drafting import Draft, Group, Position, Report, Request
from govbot.core.workflow.policy.feedback import AgencyResponse, Comment, MarkedFile, Period
from govbot.core.workflow.policy.secretary import Approval, SecretaryRequest
from govbot.core.workflow.policy.staff_review import Consultation, Review

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
class Support:
    """Somebody's support of a need that another person raised."""

    person: str
    why: str
    on: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SlipReason:
    """Why a target's day passed, in somebody's words; `party` is the one that was asked."""

    party: str
    person: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Slip:
    """A target whose day passed before its stage was reached; "statutory" for the statutory deadline.

    `id` is "S1" for the first of a development. `asked` are the parties that were asked why, until `due`.
    """

    id: str
    stage: str
    target: date
    asked: tuple[str, ...]
    due: datetime
    reasons: tuple[SlipReason, ...] = ()

    @property
    def silent(self) -> tuple[str, ...]:
        """The parties that have given no reason yet."""
        said = {reason.party for reason in self.reasons}
        return tuple(party for party in self.asked if party not in said)


@dataclass(frozen=True, slots=True)
class Development:
    """The work towards one version, from a need (or a revision) to adoption.

    `taken_further` is the draft that went on from drafting last: positions are awaited on later ones only.
    `withdrawn`: whoever raised the need withdrew it before a decision.
    `returned_draft` is the one that was returned last. `stages` are the stages that it came to, each with the day.
    `similar` are the needs and policies like it that whoever raised it was shown; `supports` are of others. A need is
    parked until `parked_until`, and comes back at the instant `parked_back`.
    `met` are the targets of stages that it has come to since, by stage: they are met even where it goes back later.
    `process` is the digest of the process by which it goes ("": as it is now); `process_moved` the one that it went by
    before, and when it was moved from it.
    `target_dues` are the instants at which the targets' days end, by stage, and "statutory" for the deadline.
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
    withdrawn: bool = False
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
    marked_files: tuple[MarkedFile, ...] = ()
    board_acts: tuple[BoardAct, ...] = ()
    drafted_responses: tuple[DraftedResponse, ...] = ()
    request: SecretaryRequest | None = None
    returned: tuple[str, ...] = ()
    returned_draft: int = 0
    approval: Approval | None = None
    targets: Mapping[str, date] = field(default_factory=dict)
    statutory: date | None = None
    statutory_citation: str = ""
    stages: tuple[tuple[Stage, date], ...] = ()
    target_dues: Mapping[str, datetime] = field(default_factory=dict)
    met: Mapping[str, date] = field(default_factory=dict)
    process: str = ""
    process_moved: tuple[str, datetime] | None = None
    slips: tuple[Slip, ...] = ()
    bills: tuple[Bill, ...] = ()
    similar: tuple[str, ...] = ()
    supports: tuple[Support, ...] = ()
    parked_until: date | None = None
    parked_back: datetime | None = None
    parked_because: str = ""
    about_process: bool = False

    @property
    def draft(self) -> Draft | None:
        """The current draft: the last that was submitted, and not withdrawn as a wrong file."""
        return next((draft for draft in reversed(self.drafts) if not draft.withdrawn), None)

    @property
    def period(self) -> Period | None:
        """The latest feedback period."""
        return self.periods[-1] if self.periods else None

    @property
    def circulated(self) -> Draft | None:
        """The draft that is, or was last, out for feedback."""
        number = self.period.draft if self.period else 0
        return next((draft for draft in self.drafts if draft.number == number), None)

    @property
    def counted(self) -> tuple[Comment, ...]:
        """The answers that count: not those that were set aside, nor the parts of one that was split."""
        return tuple(comment for comment in self.comments if not (comment.set_aside or comment.part_of))

    @property
    def to_resolve(self) -> tuple[Comment, ...]:
        """Comments that want a response, answered or not; of one that was split, its parts."""
        return tuple(comment for comment in self.comments if comment.wants_response)

    @property
    def agency_responses(self) -> tuple[AgencyResponse, ...]:
        """What agencies gave as their own responses, of all periods."""
        return tuple(response for period in self.periods for response in period.agency_responses)

    @property
    def accepted_words(self) -> tuple[Comment, ...]:
        """Comments whose proposed words were accepted, and that no draft since has taken in."""
        now = self.draft.number if self.draft else 0
        return tuple(
            comment
            for comment in self.comments
            if comment.proposes_words
            and comment.response == "accepted"
            and comment.answered_on == now
            and comment.change is None
        )

    @property
    def unanswered(self) -> tuple[Comment, ...]:
        """Comments that have no response yet."""
        return tuple(comment for comment in self.comments if comment.wants_response and not comment.response)

    @property
    def open_targets(self) -> dict[str, date]:
        """The targets of the stages that are still ahead: not of those that it came to before it went back."""
        ahead = STAGES[STAGES.index(self.stage) + 1 :] if self.stage in STAGES else ()
        return {
            stage: day for stage, day in self.targets.items() if stage in ahead and self.met.get(stage) != day
        }

    @property
    def asks_positions(self) -> bool:
        """On each draft, until it goes on from drafting; not where the group takes positions in its meetings.

        A draft that comes back was decided on: positions are asked for on the next one.
        """
        if self.draft is None or self.group is None or self.group.closed:
            return False
        return self.draft.number > self.taken_further and self.group.public_meeting != "yes"

    @property
    def reviews_complete(self) -> bool:
        return bool(self.reviews) and all(review.complete for review in self.reviews)

    def review(self, track: str) -> Review | None:
        return next((review for review in self.reviews if review.asked.track == track), None)

    def comment(self, comment_id: str) -> Comment | None:
        return next((comment for comment in self.comments if comment.id == comment_id), None)
