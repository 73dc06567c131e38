"""The rows of Part III: needs."""

from __future__ import annotations

from govbot.core.grammar import Action, all_of, always
from govbot.core.table.capacities import ADVISOR, ANYONE, STEERING
from govbot.core.workflow import sources as s
from govbot.core.workflow.requirements import in_need
from govbot.core.workflow.steps import needs

ROWS: tuple[Action, ...] = (
    Action(
        "raise_need",
        label="Raise a need",
        command=needs.RaiseNeed,
        rule=needs.raise_need,
        by=ANYONE,
        open=always,
        strength="may",
        source=s.RAISE,
        word="need",
        stream="new",
        done="The need is raised; the {steering_group} decides on it.",
    ),
    Action(
        "recommend_pursuing",
        label="Recommend pursuing",
        command=needs.RecommendPursuing,
        rule=needs.recommend_pursuing,
        by=STEERING,
        open=in_need,
        strength="may",
        source=s.RAISE,
        word="pursue",
        style="primary",
        done="Recorded. The {lead} is asked to begin.",
    ),
    Action(
        "not_at_this_time",
        label="Not at this time",
        command=needs.NotAtThisTime,
        rule=needs.not_at_this_time,
        by=STEERING,
        open=in_need,
        strength="may",
        source=s.RAISE,
        word="decline",
        done="Recorded. Whoever raised it is told.",
    ),
    Action(
        "join_need",
        label="Join to another",
        command=needs.JoinNeed,
        rule=needs.join_need,
        by=STEERING,
        open=in_need,
        strength="may",
        source=s.RAISE,
        word="join",
        done="The needs are joined; all who raised them are told.",
    ),
    Action(
        "take_up_again",
        label="Take it up again",
        command=needs.TakeUpAgain,
        rule=needs.take_up_again,
        by=STEERING,
        open=needs.is_put_aside,
        strength="may",
        source=s.RAISE,
        word="reopen",
        done="The need is open again.",
    ),
    Action(
        "change_lead",
        label="Change the {lead}",
        command=needs.ChangeLead,
        rule=needs.change_lead,
        by=ADVISOR,
        open=all_of(always, needs.has_lead),
        strength="may",
        source=s.STEERING,
        word="lead",
        done="The policy has a new lead.",
    ),
)
