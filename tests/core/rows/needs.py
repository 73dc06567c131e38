"""The rows of needs."""

from __future__ import annotations

from govbot.core.cards.choice_matching import CHOOSE
from tests.core import given as g
from tests.core.given import LEAD, acts
from tests.core.rows.case import OVER, PASSED, SOME, SOMETHING, Case, wrong

DEVELOPING = (
    "ITP-1 is at the stage “in force” now; this can be done at “need”, “drafting”, “staff review”, "
    "“agency feedback”, “OPM Secretary's review” or “release candidate”."
)
declined = acts("not_at_this_time", "budget", reasons="Not now")

CASES: dict[str, Case] = {
    "raise_need": Case(
        (),
        "professor",
        {"title": "AI", "text": "Why", "sources": ["a", "d"], "citations": "NIST"},
        ("NeedRaised",),
        wrong=(
            wrong({"sources": SOME, "title": SOMETHING}, title="", sources=[]),
            wrong({"sources": CHOOSE}, sources=["z"]),
            wrong({"title": "Write this on one line."}, title="AI\nand more"),
            wrong(
                {
                    "citations": "You chose 2 sources but wrote 3 lines. Give one line for each source, "
                    "or choose more "
                    "sources."
                },
                citations="a\nb\nc",
            ),
        ),
    ),
    "correct_need": Case(
        g.IN_NEED,
        "dss",
        {"title": "AI tools", "text": "Because", "sources": ["d"], "citations": "d: a law"},
        ("NeedCorrected",),
        closed=(
            g.IN_DRAFTING,
            "The Steering Group has decided on this need already, so it stands as it was raised. Write to "
            "CIO (cio@ct.example), or raise a need anew.",
        ),
        wrong=(wrong({"sources": CHOOSE}, sources=["z"]),),
    ),
    "withdraw_need": Case(
        g.IN_NEED,
        "dss",
        {"reason": "Solved"},
        ("NeedWithdrawn",),
        closed=(
            g.IN_DRAFTING,
            "The Steering Group has decided on this need already, so it stands as it was raised. Write to "
            "CIO (cio@ct.example), or raise a need anew.",
        ),
    ),
    "recommend_pursuing": Case(
        g.IN_NEED,
        "budget",
        {"lead": LEAD, "need": "high", "risk": "low"},
        ("PursuitRecommended",),
        days={"target": 90},
        closed=(g.IN_DRAFTING, "ITP-1 is at the stage “drafting” now; this can be done at “need”."),
        wrong=(wrong({"lead": CHOOSE}, lead="dss"), wrong({"target": PASSED}, {"target": -1})),
    ),
    "not_at_this_time": Case(
        g.IN_NEED,
        "budget",
        {"reasons": "Later"},
        ("NeedDeclined",),
        closed=(g.IN_DRAFTING, "ITP-1 is at the stage “drafting” now; this can be done at “need”."),
        wrong=(wrong({"reasons": SOMETHING}, reasons=" "),),
    ),
    "join_need": Case(
        (*g.IN_NEED, g.need),
        "budget",
        {"other": "ITP-2"},
        ("NeedJoined", "NeedReceived"),
        closed=(g.IN_DRAFTING, "ITP-1 is at the stage “drafting” now; this can be done at “need”."),
        wrong=(wrong({"other": "A need cannot be joined to itself. Choose another one."}, other="ITP-1"),),
    ),
    "take_up_again": Case(
        (*g.IN_NEED, declined),
        "budget",
        {},
        ("NeedTakenUpAgain",),
        closed=(g.IN_NEED, "This need has not been put aside."),
    ),
    "change_lead": Case(
        g.IN_DRAFTING,
        "advisor",
        {"lead": "budget"},
        ("LeadChanged",),
        closed=(g.IN_NEED, "No policy lead has been named yet; recommending the pursuit names one."),
        wrong=(wrong({"lead": CHOOSE}, lead="dss"),),
    ),
    "support_need": Case(
        g.IN_NEED,
        "professor",
        {"why": "Our students use it too."},
        ("NeedSupported",),
        closed=(g.IN_DRAFTING, "ITP-1 is at the stage “drafting” now; this can be done at “need”."),
        wrong=(wrong({"why": SOMETHING}, why=" "),),
    ),
    "park_need": Case(
        g.IN_NEED,
        "budget",
        {"reasons": "The legislature meets first."},
        ("NeedParked",),
        days={"until": 60},
        closed=(g.IN_DRAFTING, "ITP-1 is at the stage “drafting” now; this can be done at “need”."),
        wrong=(wrong({"until": OVER}, {"until": -1}), wrong({"reasons": SOMETHING}, reasons=" ")),
    ),
    "track_bill": Case(
        g.IN_DRAFTING,
        LEAD,
        {"bill": "SB 1103", "stage": "in committee"},
        ("BillTracked",),
        closed=(g.IN_FORCE, DEVELOPING),
        wrong=(wrong({"stage": "Say at which stage it is, as in “in committee”."}, stage=""),),
    ),
    "rank_need": Case(
        g.IN_NEED,
        "budget",
        {"need": "ITP-1", "place": "1", "reason": "A federal deadline."},
        ("NeedRanked",),
        wrong=(
            wrong(
                {
                    "place": "Write its place as a number: 1 is the first. "
                    "Leave it empty to take the need off the list."
                },
                place="0",
            ),
            wrong({"reason": SOMETHING}, reason=" "),
        ),
    ),
}
