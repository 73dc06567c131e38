"""The rows of plans, of goals, and of reports to bodies."""

from __future__ import annotations

from tests.core import given as g
from tests.core.given import LEAD, acts
from tests.core.rows.case import Case, wrong

GOALS = "1.1: Data is shared\n1.2: Data is safe"
PLANNED = acts("set_plan", "cdo", plan="data_plan", edition="2026", goals=GOALS)
NAMED = acts("name_goals", LEAD, goals=["data_plan/2026/1.2"])
ANEW = acts("set_plan", "cdo", plan="data_plan", edition="2028", goals="1: Data is open")

CASES: dict[str, Case] = {
    "set_plan": Case(
        (),
        "cdo",
        {"plan": "data_plan", "edition": "2026-2028", "goals": GOALS},
        ("PlanSet",),
        wrong=(
            wrong(
                {
                    "goals": "Write a line for each goal as in “1.2: Data is shared”: its number, a colon, the goal. "
                    "This is none: “Share data”."
                },
                goals="Share data",
            ),
            wrong(
                {"goals": "Number 1 stands twice. Give each goal a number of its own."},
                goals="1: Share\n1: Guard",
            ),
            wrong({"edition": "Write it without a slash, as in “2026-2028”."}, edition="2026/28"),
        ),
    ),
    "confirm_standing": Case(
        (*g.IN_FORCE, PLANNED, NAMED, ANEW),
        "cdo",
        {"which": "data_plan ITP-1", "outcome": "to be revised", "words": "It names the old plan."},
        ("StandingConfirmed",),
        closed=((PLANNED,), "No new edition of a plan of yours asks whether policies still stand."),
        wrong=(wrong({"words": "Say in a sentence why."}, words=""),),
    ),
    "begin_plan": Case(g.IN_FORCE, "cio", {"plan": "it_plan"}, ("PlanDraftBegun",)),
    "end_plan_draft": Case(
        (*g.IN_FORCE, acts("begin_plan", "cio", plan="it_plan")),
        "cio",
        {"plan": "it_plan", "reason": "It waits for the budget"},
        ("PlanDraftEnded",),
        closed=((), "No plan is being drafted, as far as is recorded."),
    ),
    "report_to_body": Case(
        (),
        "advisor",
        {"body": "executive", "text": "The policy on backups", "outcome": "Taken note of"},
        ("BodyReported",),
        days={"convened_on": 0},
        wrong=(
            wrong({"outcome": "That day has not come yet. Add the outcome afterwards."}, {"convened_on": 5}),
        ),
    ),
    "name_goals": Case(
        (*g.IN_DRAFTING, PLANNED),
        LEAD,
        {"goals": ["data_plan/2026/1.1"]},
        ("GoalsNamed",),
        closed=(
            g.IN_DRAFTING,
            "No plan's goals are entered yet. The seat whose plan it is enters them with “/gov plan”.",
        ),
    ),
}
