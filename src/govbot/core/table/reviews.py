"""The rows of regular reviews."""

from __future__ import annotations

from govbot.core.grammar import Action
from govbot.core.table.capacities import LEAD, SECRETARY
from govbot.core.table.entering import SECRETARYS
from govbot.core.workflow import sources as s
from govbot.core.workflow.entering import since_adopted
from govbot.core.workflow.requirements import has_version, has_version_in_force
from govbot.core.workflow.steps import upkeep

ROWS: tuple[Action, ...] = (
    Action(
        "complete_review",
        label="Complete the regular review",
        short="Complete the review",
        command=upkeep.CompleteReview,
        rule=upkeep.complete_review,
        by=("lead", "steering"),
        open=upkeep.review_is_open,
        strength="shall",
        source=s.REVIEWS,
        word="complete-review",
        style="primary",
        done="Recorded.",
    ),
    Action(
        "set_review_date",
        label="Change the next review date",
        short="Change the review date",
        command=upkeep.SetReviewDate,
        rule=upkeep.set_review_date,
        by=LEAD,
        open=has_version_in_force,
        strength="may",
        source=s.REVIEWS,
        word="review-date",
        done="The next review is moved.",
    ),
    Action(
        "rescind",
        label="Rescind the policy",
        command=upkeep.Rescind,
        rule=upkeep.rescind,
        by=SECRETARY,
        open=has_version,
        strength="may",
        source=s.REVIEWS,
        word="rescind",
        style="danger",
        confirm="Rescind {policy}?",
        done="The policy is rescinded.",
        entering=SECRETARYS,
        since=since_adopted,
    ),
    Action(
        "keep_in_force",
        label="Keep it in force",
        command=upkeep.KeepInForce,
        rule=upkeep.keep_in_force,
        by=SECRETARY,
        open=upkeep.rescission_recommended,
        strength="may",
        source=s.REVIEWS,
        word="keep",
        done="It stays in force.",
        entering=SECRETARYS,
        since=since_adopted,
    ),
)
