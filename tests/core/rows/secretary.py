"""The rows of the OPM Secretary's review."""

from __future__ import annotations

from tests.core import given as g
from tests.core.given import LEAD
from tests.core.rows.case import PASSED, Case, wrong

CASES: dict[str, Case] = {
    "request_review": Case(
        g.AFTER_FEEDBACK,
        LEAD,
        {"presenters": [LEAD]},
        ("SecretaryReviewRequested",),
        days={"meeting_on": 5},
        closed=(
            g.BEFORE_SECRETARY,
            "ITP-1 is at the stage “OPM Secretary's review” now; "
            "this can be done at “drafting”, “staff review” or “agency feedback”.",
        ),
        wrong=(wrong({"meeting_on": PASSED}, {"meeting_on": -1}),),
    ),
    "approve": Case(
        g.BEFORE_SECRETARY,
        "secretary",
        {},
        ("Approved",),
        closed=(g.CANDIDATE, "D1 has been approved already; it is a release candidate."),
    ),
    "approve_with_change": Case(
        g.BEFORE_SECRETARY,
        "secretary",
        {"old_words": "Agencies may use", "new_words": "Agencies use"},
        ("DraftSubmitted", "Approved"),
        closed=(g.CANDIDATE, "D1 has been approved already; it is a release candidate."),
        wrong=(
            wrong(
                {"old_words": "These words stand nowhere in the draft text; copy them from the draft."},
                old_words="no such words",
            ),
            wrong(
                {"new_words": "That is the same wording. Write how it should read."},
                new_words="Agencies may use",
            ),
        ),
    ),
    "return_draft": Case(
        g.BEFORE_SECRETARY,
        "secretary",
        {},
        ("Returned",),
        closed=(
            g.AFTER_FEEDBACK,
            "No request to the OPM Secretary is pending. A new draft voids one; the policy lead asks again.",
        ),
    ),
    "discuss": Case(
        g.BEFORE_SECRETARY,
        "secretary",
        {},
        ("DiscussionAsked",),
        closed=(g.CANDIDATE, "D1 has been approved already; it is a release candidate."),
    ),
    "put_on_calendar": Case(
        g.BEFORE_SECRETARY,
        "contact",
        {},
        ("PutOnCalendar",),
        days={"meeting_on": 3},
        closed=(g.CANDIDATE, "D1 has been approved already; it is a release candidate."),
        wrong=(wrong({"meeting_on": "That day has passed. Choose a later one."}, {"meeting_on": -1}),),
    ),
    "reviewed_for_secretary": Case(
        (*g.BEFORE_SECRETARY, g.with_designee),
        "designee",
        {},
        ("ReviewedForSecretary",),
        closed=((*g.CANDIDATE, g.with_designee), "D1 has been approved already; it is a release candidate."),
    ),
    "withdraw_approval": Case(
        g.CANDIDATE,
        "secretary",
        {},
        ("ApprovalWithdrawn",),
        closed=(
            g.BEFORE_SECRETARY,
            "ITP-1 is at the stage “OPM Secretary's review” now; this can be done at “release candidate”.",
        ),
    ),
}
