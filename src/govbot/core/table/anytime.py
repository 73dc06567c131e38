"""The rows that are open at any step."""

from __future__ import annotations

from govbot.core.grammar import Action, always
from govbot.core.table.capacities import ADVISOR, ANYONE, LEAD
from govbot.core.workflow import sources as s
from govbot.core.workflow.requirements import developing
from govbot.core.workflow.snoozing import Snooze, snooze, something_to_snooze
from govbot.core.workflow.steps import anytime
from govbot.core.workflow.trying_again import TryAgain, try_again

ROWS: tuple[Action, ...] = (
    Action(
        "set_timeline",
        label="Set the timeline",
        command=anytime.SetTimeline,
        rule=anytime.set_timeline,
        by=LEAD,
        open=developing,
        strength="may",
        source=s.STEERING,
        word="timeline",
        done="The timeline is set.",
    ),
    Action(
        "record_direction",
        label="Record a direction of the {secretary}",
        command=anytime.RecordDirection,
        rule=anytime.record_direction,
        by=ADVISOR,
        open=always,
        strength="may",
        source=s.DIRECTS,
        word="direction",
        done="Recorded.",
    ),
    Action(
        "record_decision",
        label="Record a decision of the {steering_group}",
        command=anytime.RecordDecision,
        rule=anytime.record_decision,
        by=ADVISOR,
        open=always,
        strength="may",
        source=s.STEERING,
        word="decision",
        done="Recorded.",
    ),
    Action(
        "record_deviation",
        label="Record a deviation",
        command=anytime.RecordDeviation,
        rule=anytime.record_deviation,
        by=ADVISOR,
        open=always,
        strength="may",
        source=s.DEVIATION,
        word="deviation",
        done="The deviation is recorded.",
    ),
    Action(
        "try_again",
        label="Send again what did not arrive",
        command=TryAgain,
        rule=try_again,
        by=("lead", "advisor", "keeper", "operator"),
        open=always,
        strength="may",
        source=s.ACCOUNTABILITY,
        word="try-again",
        done="What did not arrive is on its way again.",
    ),
    Action(
        "snooze",
        label="Remind me later",
        command=Snooze,
        rule=snooze,
        by=ANYONE,
        open=something_to_snooze,
        strength="may",
        source=s.TIME_LIMITED,
        word="snooze",
        done="You are reminded again on that day.",
    ),
    Action(
        "set_mark",
        label="Set a mark",
        command=anytime.SetMark,
        rule=anytime.set_mark,
        by=("lead", "liaison", "advisor", "reviewer", "records"),
        open=anytime.has_items,
        strength="may",
        source=s.ACCOUNTABILITY,
        word="mark",
        done="The mark is set.",
    ),
    Action(
        "lift_mark",
        label="Lift a mark",
        command=anytime.LiftMark,
        rule=anytime.lift_mark,
        by=("advisor", "records"),
        open=anytime.has_marked,
        strength="may",
        source=s.ACCOUNTABILITY,
        word="lift-mark",
        done="The mark is lifted.",
    ),
)
