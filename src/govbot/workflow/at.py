"""What rules ask of the moment: the policy, its development and draft, days and deadlines; and when an
action is open.

A condition answers with an empty string where the action is open, else with the sentence that says why it
is not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from govbot.days import closing, due_in, local_day
from govbot.grammar import At, Refused, Unanswered
from govbot.workflow.policy import STAGES, Development, Draft, Group, Period, Policy, Version

AtPolicy = At[Policy]
Condition = Callable[[AtPolicy], str]


def today(at: AtPolicy) -> date:
    """The government's day of this moment."""
    return local_day(at.now, at.process)


def due(at: AtPolicy, business_days: int) -> datetime:
    """Close of business, UTC, so many business days from now."""
    return due_in(at.now, business_days, at.process)


def by_end_of(at: AtPolicy, day: date, field: str) -> datetime:
    """The close of business of a day that must not be over: a deadline in the past helps nobody."""
    instant = closing(day, at.process)
    if instant <= at.now:
        raise Unanswered({field: "That day is over. Choose a later one."})
    return instant


def development(at: AtPolicy) -> Development:
    """The development in progress; else a refusal."""
    found = at.state.development
    if found is None:
        raise Refused(
            "Nothing is being developed for this policy now. A completed review can begin a revision."
        )
    return found


def draft(at: AtPolicy) -> Draft:
    """The current draft; else a refusal."""
    found = development(at).draft
    if found is None:
        raise Refused("There is no draft yet. Submit one first with “/gov draft”.")
    return found


def group(at: AtPolicy) -> Group:
    """The group at work; else a refusal."""
    found = development(at).group
    if found is None or found.closed:
        raise Refused("This policy has no ad hoc group at work. To assemble one, use “/gov group”.")
    return found


def period(at: AtPolicy) -> Period:
    """The latest feedback period; else a refusal."""
    found = development(at).period
    if found is None:
        raise Refused("No feedback period has been opened yet.")
    return found


def open_period(at: AtPolicy) -> Period | None:
    """The feedback period that is open at this moment, whatever the stage."""
    found = at.state.development.period if at.state.development else None
    return found if found and not found.is_closed(at.now) else None


def response_due(at: AtPolicy) -> datetime | None:
    """By when the comments that have no response are to get one, once their period closes."""
    unanswered = development(at).unanswered
    return due(at, at.process.circulation.response_business_days) if unanswered else None


def live_version(at: AtPolicy) -> Version:
    """The version in force, or the one adopted for a later date; else a refusal."""
    found = at.state.version or at.state.adopted
    if found is None:
        raise Refused("No version of this policy is adopted yet.")
    return found


# When an action is open ------------------------------------------------------------------------------


def always(at: AtPolicy) -> str:
    """Open at any time, once there is a policy."""
    return ""


def all_of(*conditions: Condition) -> Condition:
    """Open when each of these is; else the first sentence."""

    def check(at: AtPolicy) -> str:
        return next((why for condition in conditions if (why := condition(at))), "")

    return check


def in_stage(*stages: str) -> Condition:
    """Open while the development is in one of these stages."""

    def check(at: AtPolicy) -> str:
        found = at.state.development
        if found is None or found.stage not in stages:
            *others, last = (f"“{one}”" for one in stages)
            listed = f"{', '.join(others)} or {last}" if others else last
            return f"{at.state.id} is at the stage “{at.state.stage}” now; this can be done at {listed}."
        return ""

    return check


in_need = in_stage("need")
under_way = in_stage(*STAGES[1:])
before_approval = in_stage(*STAGES[1:5])
developing = in_stage(*STAGES)


def has_draft(at: AtPolicy) -> str:
    found = at.state.development
    return "" if found and found.draft else "There is no draft yet. Submit one first with “/gov draft”."


def has_group(at: AtPolicy) -> str:
    found = at.state.development
    if found and found.stage in STAGES and found.group and not found.group.closed:
        return ""
    return "This policy has no ad hoc group at work. To assemble one, use “/gov group”."


def has_version(at: AtPolicy) -> str:
    return "" if at.state.version or at.state.adopted else "No version of this policy is adopted yet."


def has_version_in_force(at: AtPolicy) -> str:
    return "" if at.state.version else "No version of this policy is in force now."


def has_period(at: AtPolicy) -> str:
    found = at.state.development
    return "" if found and found.period else "No feedback period has been opened yet."
