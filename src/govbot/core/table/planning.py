"""The rows of priorities, plans, and reports to bodies."""

from __future__ import annotations

from govbot.core.grammar import Action, all_of, always
from govbot.core.membership import plan_actions as plans
from govbot.core.membership import plan_drafts
from govbot.core.membership import priority_actions as priorities
from govbot.core.membership import report_actions as reports
from govbot.core.table.capacities import ADVISOR, STEERING
from govbot.core.workflow import sources as s

ROWS: tuple[Action, ...] = (
    Action(
        "rank_need",
        label="Rank a need",
        command=priorities.RankNeed,
        rule=priorities.rank_need,
        by=STEERING,
        open=always,
        strength="may",
        source=s.STEERING,
        word="rank",
        stream="directory",
        reads_listed=True,
        done="The ranked list is changed. “/gov priorities” shows it.",
    ),
    Action(
        "set_plan",
        label="Enter a plan's edition and goals",
        short="Enter a plan",
        command=plans.SetPlan,
        rule=plans.set_plan,
        by=STEERING,
        open=plans.has_plan,
        strength="may",
        source=s.RAISE,
        word="plan",
        stream="directory",
        reads_listed=True,
        done="Recorded. “/gov goals” shows which policies serve each goal.",
    ),
    Action(
        "confirm_standing",
        label="Say whether a policy still stands",
        short="Does it stand?",
        command=plans.ConfirmStanding,
        rule=plans.confirm_standing,
        by=STEERING,
        open=all_of(plans.has_plan, plans.something_to_confirm),
        strength="may",
        source=s.REVIEWS,
        word="stands",
        stream="directory",
        done="Recorded. “/gov goals” shows what is left.",
    ),
    Action(
        "begin_plan",
        label="A plan is being drafted",
        command=plans.BeginPlan,
        rule=plans.begin_plan,
        by=STEERING,
        open=plans.a_plan_that_must_accord,
        strength="may",
        source=s.STEERING,
        word="begin-plan",
        stream="directory",
        reads_listed=True,
        done="The seat whose plan it is gets the list of the policies in force.",
    ),
    Action(
        "end_plan_draft",
        label="A plan is not being drafted after all",
        short="Not being drafted",
        command=plan_drafts.EndPlanDraft,
        rule=plan_drafts.end_plan_draft,
        by=STEERING,
        open=plan_drafts.a_plan_in_draft,
        strength="may",
        source=s.STEERING,
        word="end-plan",
        stream="directory",
        done="Recorded. The seat whose plan it is is told.",
    ),
    Action(
        "report_to_body",
        label="Record what was put before a body",
        short="Report to a body",
        command=reports.ReportToBody,
        rule=reports.report_to_body,
        by=ADVISOR,
        open=reports.a_body,
        strength="may",
        source=s.STEERING,
        word="body",
        stream="directory",
        done="Recorded. “/gov bodies” shows it.",
    ),
)
