"""The rows of reviews and rescission."""

from __future__ import annotations

from tests.core import given as g
from tests.core.given import LEAD, acts
from tests.core.rows.case import OVER, Case, wrong

rescission = acts("complete_review", "budget", recommends="rescind", reasons="Obsolete")

CASES: dict[str, Case] = {
    "complete_review": Case(
        g.IN_FORCE,
        "budget",
        {"recommends": "reaffirm", "reasons": "Good"},
        ("ReviewCompleted",),
        days={"next_review_on": 300},
        closed=(g.REVISION, "A revision of this policy is under way already."),
        wrong=(
            wrong({"next_review_on": "Say when the policy is reviewed next."}, next_review_on=""),
            wrong({"lead": "Say who carries the revision as its policy lead."}, recommends="revise"),
            wrong({"next_review_on": OVER}, {"next_review_on": -1}),
        ),
    ),
    "set_review_date": Case(
        g.IN_FORCE,
        LEAD,
        {"reason": "New law"},
        ("ReviewDateSet",),
        days={"next_review_on": 60},
        closed=(g.FOR_LATER, "No version of this policy is in force now."),
        wrong=(wrong({"next_review_on": OVER}, {"next_review_on": -1}),),
    ),
    "rescind": Case(
        g.IN_FORCE,
        "secretary",
        {},
        ("Rescinded",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "keep_in_force": Case(
        (*g.IN_FORCE, rescission),
        "secretary",
        {},
        ("RescissionDeclined",),
        closed=(g.IN_FORCE, "Nobody has recommended to rescind this policy."),
    ),
}
