"""The rows of what may be done throughout."""

from __future__ import annotations

from govbot.core.cards.choice_matching import CHOOSE
from tests.core import given as g
from tests.core.given import LEAD, acts
from tests.core.rows.case import DUE_BEFORE, OVER, SOMETHING, Case, wrong

marked = acts("set_mark", LEAD, item="draft D1", marks=["security"])

looked_in = acts("look_in", "professor")
looked_in_too = acts("look_in", "legal")
NOTHING_AWAITED = "Nothing is awaited here now."

CASES: dict[str, Case] = {
    "set_timeline": Case(
        g.IN_DRAFTING,
        LEAD,
        {"citation": "P.A. 26-1"},
        ("TimelineSet",),
        days={"staff_review": 30, "statutory": 200},
        closed=(
            g.IN_FORCE,
            "ITP-1 is at the stage “in force” now; this can be done at “need”, “drafting”, “staff review”, "
            "“agency feedback”, “OPM Secretary's review” "
            "or “release candidate”.",
        ),
        wrong=(
            wrong({"citation": "Cite the law that sets this deadline."}, citation=""),
            wrong({"staff_review": "Give at least one day."}, staff_review="", statutory=""),
            wrong({"staff_review": "That day has passed. Choose a later one."}, {"staff_review": -1}),
            wrong(
                {
                    "agency_feedback": "That is before the target for “staff review”, Thu, Dec 31, 2026.",
                },
                {"agency_feedback": 20},
            ),
            wrong(
                {"staff_review": "That is after the statutory deadline, Fri, Dec 11, 2026."},
                {"statutory": 10},
            ),
        ),
    ),
    "explain_slip": Case(
        g.SLIPPED,
        LEAD,
        {"which": "S1", "reason": "The vendor's answer is missing"},
        ("SlipExplained",),
        closed=(g.IN_DRAFTING, "No target has passed here of which you were asked why."),
        wrong=(wrong({"reason": SOMETHING}, reason=" "),),
    ),
    "record_direction": Case(g.IN_NEED, "advisor", {"text": "Go on"}, ("DirectionRecorded",)),
    "record_decision": Case(
        g.IN_NEED,
        "advisor",
        {"text": "Yes", "consensus": "reached"},
        ("DecisionRecorded",),
        wrong=(
            wrong(
                {"differs": "Say who differs and why, so that the record is fair to them."},
                consensus="not reached",
            ),
        ),
    ),
    "record_deviation": Case(
        g.IN_DRAFTING,
        "advisor",
        {
            "step": "Step 3",
            "exigency": "An attack",
            "authority": "The Secretary",
            "public_sentence": "Urgent.",
            "before": "no",
            "marks": ["security"],
        },
        ("DeviationRecorded",),
        wrong=(wrong({"step": CHOOSE}, step="Step 5"),),
    ),
    "remind": Case(
        g.IN_REVIEW,
        LEAD,
        {"which": "seat:cdo/give_review/data_plan"},
        ("ReminderAsked",),
        closed=((*g.WITH_GROUP, looked_in, looked_in_too), NOTHING_AWAITED),
        wrong=(wrong({"which": CHOOSE}, which="clock/come_into_force/"),),
    ),
    "give_until": Case(
        g.IN_REVIEW,
        LEAD,
        {"which": "seat:cdo/give_review/data_plan", "reason": "A new version of the plan"},
        ("TimeGiven",),
        days={"until": 30},
        closed=((*g.WITH_GROUP, looked_in, looked_in_too), NOTHING_AWAITED),
        wrong=(
            wrong({"until": OVER}, {"until": -1}),
            wrong(
                {"until": "It is due on Tue, Dec 15, 2026, 5:00 PM ET as it is. Choose a later day."},
                {"until": 7},
            ),
        ),
    ),
    "pass_over": Case(
        g.IN_REVIEW,
        LEAD,
        {"which": "office:OPM Legal Counsel/give_review/legal", "reason": "Only a date changes"},
        ("NoLongerNeeded", "DeviationRecorded"),
        closed=(
            g.CANDIDATE,
            "Nothing that may be passed over is awaited here now. What the policy says “shall” be done ends by "
            "being done, or in an emergency.",
        ),
        wrong=(
            wrong({"which": CHOOSE}, which="seat:cdo/give_review/data_plan"),
            wrong({"reason": SOMETHING}, reason=""),
        ),
    ),
    "proceed_in_emergency": Case(
        g.IN_REVIEW,
        "advisor",
        {
            "steps": ["Step 2", "Step 3"],
            "exigency": "An attack on the state's network",
            "authority": "The OPM Secretary, by telephone",
            "public_sentence": "An emergency.",
            "afterwards": "The reviews\nThe circulation",
        },
        ("ProceededInEmergency", "DeviationRecorded", "DeviationRecorded"),
        days={"by": 60},
        closed=(g.IN_NEED, "Nothing is under way here that could be passed over."),
        wrong=(
            wrong({"steps": CHOOSE}, steps=["Step 4"]),
            wrong({"afterwards": SOMETHING}, afterwards=""),
            wrong({"by": OVER}, {"by": -1}),
            wrong(
                {"afterwards": "Give at most 10 lines; join what belongs together."},
                afterwards="\n".join("abcdefghijk"),
            ),
        ),
    ),
    "done_afterwards": Case(
        (*g.IN_REVIEW, g.emergency),
        LEAD,
        {"item": "E1.1", "text": "All reviewed"},
        ("AfterwardsDone",),
        closed=(g.IN_REVIEW, "Nothing is left to be done after an emergency."),
        wrong=(wrong({"item": CHOOSE}, item="E2.1"),),
    ),
    "try_again": Case(g.IN_DRAFTING, LEAD, {"which": "undelivered"}, ("DeliveryTriedAgain",)),
    "undo": Case(
        g.COMMENTED,
        "dss",
        {},
        ("WordTakenBack",),
        closed=(
            (*g.COMMENTED, g.after(days=1)),
            "It can be undone for one minute, and that is over. You can still correct it, or withdraw it with "
            "“/gov take-back”: both stay on record.",
        ),
    ),
    "take_back": Case(
        g.COMMENTED,
        "dss",
        {"reason": "Sent too early"},
        ("WordTakenBack",),
        closed=(
            g.IN_FEEDBACK,
            "There is nothing of yours here that could be withdrawn: an answer that has its response stays, too.",
        ),
        wrong=(wrong({"word": CHOOSE}, word="comment C9"),),
    ),
    "snooze": Case(
        g.IN_FEEDBACK,
        "dss",
        {},
        ("Snoozed",),
        days={"until": 1},
        closed=(
            g.IN_DRAFTING,
            "Nothing with a date is awaiting you here now, so there is nothing to be reminded of.",
        ),
        wrong=(
            wrong({"until": "Choose a day after today."}, {"until": 0}),
            wrong({"until": DUE_BEFORE}, {"until": 300}),
        ),
    ),
    "set_mark": Case(
        g.WITH_DRAFT,
        LEAD,
        {"item": "draft D1", "marks": ["preliminary"]},
        ("MarkSet",),
        closed=(g.WITH_GROUP, "There is nothing yet that could carry a mark."),
        wrong=(wrong({"marks": CHOOSE}, marks=["secret"]),),
    ),
    "lift_mark": Case(
        (*g.WITH_DRAFT, marked),
        "ciso",
        {"which": "draft D1/security", "reason": "Counsel"},
        ("MarkLifted",),
        closed=(
            g.WITH_DRAFT,
            "Nothing of this policy carries a mark. “Lift a mark” belongs to: the mark's office, the OPM Secretary.",
        ),
    ),
}
