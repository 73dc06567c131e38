"""The rows of drafts, positions and reports."""

from __future__ import annotations

from tests.core import given as g
from tests.core.given import LEAD, acts, document
from tests.core.rows.case import FAR, OVER, SOME, SOMETHING, Case, wrong

public_meeting = acts(
    "assemble_group", LEAD, name="AI", liaisons=[LEAD], members=["professor"], public_meeting="yes"
)

CASES: dict[str, Case] = {
    "submit_draft": Case(
        g.WITH_GROUP,
        LEAD,
        {"file": document()},
        ("DraftSubmitted",),
        closed=(
            g.CANDIDATE,
            "ITP-1 is at the stage “release candidate” now; "
            "this can be done at “drafting”, “staff review”, “agency feedback” or “OPM Secretary's review”.",
        ),
        wrong=(
            wrong({"file": "Give the draft as a file, or as a short text below."}, file=None),
            wrong(
                {"text": "Give either the file or the text, not both, so that it is clear which one counts."},
                text=document("other"),
            ),
        ),
    ),
    "withdraw_file": Case(
        (*g.WITH_DRAFT, g.changed),
        LEAD,
        {"reason": "It was another policy's"},
        ("FileWithdrawn",),
        closed=(g.WITH_GROUP, "There is no draft yet. Submit one first with “/gov draft”."),
        wrong=(wrong({"reason": SOMETHING}, reason=""),),
    ),
    "state_position": Case(
        g.WITH_DRAFT,
        "professor",
        {"position": "can live with it"},
        ("PositionStated",),
        closed=(
            (*g.IN_DRAFTING, public_meeting, g.drafted),
            "This group is subject to public-meeting rules: positions are taken in its meetings, "
            "not in chat. "
            "The liaison or the policy lead enters them from the meeting with “/gov later position”.",
        ),
        wrong=(
            wrong(
                {"text": "Say in a sentence what concerns you, so that it can be resolved."},
                position="unresolved concern",
            ),
        ),
    ),
    "ask_final_positions": Case(
        g.WITH_DRAFT,
        LEAD,
        {},
        ("FinalPositionsAsked",),
        days={"due": 10},
        closed=(g.WITH_GROUP, "There is no draft yet. Submit one first with “/gov draft”."),
        wrong=(
            wrong({"due": OVER}, {"due": -1}),
            wrong({"due": FAR}, due="9999-12-31"),
            wrong({"due": "That is no day. Write it as in 2026-12-04."}, due="soon"),
        ),
    ),
    "report_back": Case(
        g.WITH_DRAFT,
        LEAD,
        {"kind": "recommendation", "recommends": "this draft", "text": "Good", "legal_exposure": "Some"},
        ("ReportMade",),
        wrong=(
            wrong(
                {"recommends": "Say what the group recommends: the current draft, or that none is needed."},
                recommends="",
            ),
            wrong(
                {"differs": "Say who differs and why, so that the Steering Group can weigh it."},
                consensus="not reached",
            ),
        ),
    ),
    "advance": Case(
        g.WITH_DRAFT,
        "advisor",
        {"tracks": ["legal"], "representative": LEAD},
        ("AdvancedToStaffReview",),
        days={"due": 10},
        closed=(g.WITH_GROUP, "There is no draft yet. Submit one first with “/gov draft”."),
        wrong=(wrong({"due": OVER}, {"due": -1}), wrong({"tracks": SOME}, tracks=[])),
    ),
    "send_back": Case(
        g.IN_REVIEW,
        "advisor",
        {"reasons": "Shorter"},
        ("SentBack",),
        closed=(g.WITH_DRAFT, "It is in drafting already, and no report awaits a decision."),
    ),
    "close_development": Case(
        g.WITH_DRAFT,
        "advisor",
        {"reasons": "No need"},
        ("DevelopmentClosed",),
        closed=(
            g.CANDIDATE,
            "ITP-1 is at the stage “release candidate” now; "
            "this can be done at “drafting”, “staff review”, “agency feedback” or “OPM Secretary's review”.",
        ),
    ),
}
