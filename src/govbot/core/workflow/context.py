"""What rules ask of the moment: the policy, its development and draft, days and deadlines; and when an
action is open.

A condition answers with an empty string where the action is open, else with the sentence that says why it
is not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from govbot.core.days import closing, due_in, local_day
from govbot.core.grammar import FieldErrors, Refusal, RuleContext
from govbot.core.workflow.policy import STAGES, Development, Draft, Group, Period, Policy, Version

PolicyContext = RuleContext[Policy]
Condition = Callable[[PolicyContext], str]


def today(context: PolicyContext) -> date:
    """The government's day of this moment."""
    return local_day(context.now, context.process)


def due(context: PolicyContext, business_days: int) -> datetime:
    """Close of business, UTC, so many business days from now."""
    return due_in(context.now, business_days, context.process)


def by_end_of(context: PolicyContext, day: date, field: str) -> datetime:
    """The close of business of a day that must not be over: a deadline in the past helps nobody."""
    instant = closing(day, context.process)
    if instant <= context.now:
        raise FieldErrors({field: "That day is over. Choose a later one."})
    return instant


def development(context: PolicyContext) -> Development:
    """The development in progress; else a refusal."""
    found = context.state.development
    if found is None:
        raise Refusal(
            "Nothing is being developed for this policy now. A completed review can begin a revision."
        )
    return found


def draft(context: PolicyContext) -> Draft:
    """The current draft; else a refusal."""
    found = development(context).draft
    if found is None:
        raise Refusal("There is no draft yet. Submit one first with “/gov draft”.")
    return found


def group(context: PolicyContext) -> Group:
    """The group at work; else a refusal."""
    found = development(context).group
    if found is None or found.closed:
        raise Refusal("This policy has no ad hoc group at work. To assemble one, use “/gov group”.")
    return found


def period(context: PolicyContext) -> Period:
    """The latest feedback period; else a refusal."""
    found = development(context).period
    if found is None:
        raise Refusal("No feedback period has been opened yet.")
    return found


def open_period(context: PolicyContext) -> Period | None:
    """The feedback period that is open at this moment, whatever the stage."""
    found = context.state.development.period if context.state.development else None
    return found if found and not found.is_closed(context.now) else None


def response_due(context: PolicyContext) -> datetime | None:
    """By when the comments that have no response are to get one, once their period closes."""
    unanswered = development(context).unanswered
    return due(context, context.process.circulation.response_business_days) if unanswered else None


def live_version(context: PolicyContext) -> Version:
    """The version in force, or the one adopted for a later date; else a refusal."""
    found = context.state.version or context.state.adopted
    if found is None:
        raise Refusal("No version of this policy is adopted yet.")
    return found


# When an action is open ------------------------------------------------------------------------------


def always(context: PolicyContext) -> str:
    """Open at any time, once there is a policy."""
    return ""


def all_of(*conditions: Condition) -> Condition:
    """Open when each of these is; else the first sentence."""

    def check(context: PolicyContext) -> str:
        return next((why for condition in conditions if (why := condition(context))), "")

    return check


def in_stage(*stages: str) -> Condition:
    """Open while the development is in one of these stages."""

    def check(context: PolicyContext) -> str:
        found = context.state.development
        if found is None or found.stage not in stages:
            *others, last = (f"“{one}”" for one in stages)
            listed = f"{', '.join(others)} or {last}" if others else last
            return f"{context.state.id} is at the stage “{context.state.stage}” now; this can be done at {listed}."
        return ""

    return check


in_need = in_stage("need")
under_way = in_stage(*STAGES[1:])
before_approval = in_stage(*STAGES[1:5])
developing = in_stage(*STAGES)


def has_draft(context: PolicyContext) -> str:
    found = context.state.development
    return "" if found and found.draft else "There is no draft yet. Submit one first with “/gov draft”."


def has_group(context: PolicyContext) -> str:
    found = context.state.development
    if found and found.stage in STAGES and found.group and not found.group.closed:
        return ""
    return "This policy has no ad hoc group at work. To assemble one, use “/gov group”."


def has_version(context: PolicyContext) -> str:
    return (
        "" if context.state.version or context.state.adopted else "No version of this policy is adopted yet."
    )


def has_version_in_force(context: PolicyContext) -> str:
    return "" if context.state.version else "No version of this policy is in force now."


def has_period(context: PolicyContext) -> str:
    found = context.state.development
    return "" if found and found.period else "No feedback period has been opened yet."
