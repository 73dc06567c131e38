"""The state of a policy: plain values, each frozen. Other folders import from here."""

from __future__ import annotations

from govbot.core.workflow.policy.board import ORGANISING, Before, BoardAct, BoardKind, DraftedResponse
from govbot.core.workflow.policy.development import STAGES, Development, Slip, SlipReason, Stage, Support
from govbot.core.workflow.policy.drafting import Draft, Group, Position, Report, Request, RoomMove
from govbot.core.workflow.policy.feedback import (
    AgencyResponse,
    AskedExtension,
    Comment,
    MarkedFile,
    Period,
    RepresentativeQuestion,
    ResponseDraft,
    Roster,
)
from govbot.core.workflow.policy.policy import (
    Decision,
    Deviation,
    FollowUp,
    Note,
    Policy,
    Settlement,
    blank,
    stream_of,
)
from govbot.core.workflow.policy.secretary import Approval, SecretaryRequest
from govbot.core.workflow.policy.staff_review import Consultation, Review, ReviewNote
from govbot.core.workflow.policy.version import (
    AgencyReport,
    Correction,
    ProposedCorrection,
    Variance,
    Version,
    agencies_heard,
    differ,
    standing_answers,
)

__all__ = [
    "ORGANISING",
    "STAGES",
    "AgencyReport",
    "AgencyResponse",
    "Approval",
    "AskedExtension",
    "Before",
    "BoardAct",
    "BoardKind",
    "Comment",
    "Consultation",
    "Correction",
    "Decision",
    "Development",
    "Deviation",
    "Draft",
    "DraftedResponse",
    "FollowUp",
    "Group",
    "MarkedFile",
    "Note",
    "Period",
    "Policy",
    "Position",
    "ProposedCorrection",
    "Report",
    "RepresentativeQuestion",
    "Request",
    "ResponseDraft",
    "Review",
    "ReviewNote",
    "RoomMove",
    "Roster",
    "SecretaryRequest",
    "Settlement",
    "Slip",
    "SlipReason",
    "Stage",
    "Support",
    "Variance",
    "Version",
    "agencies_heard",
    "blank",
    "differ",
    "standing_answers",
    "stream_of",
]
