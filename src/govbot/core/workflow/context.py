"""What rules read of their context: the development, its draft, group and period; days and deadlines.

The sentences that say that something is missing stand here once; `requirements.py` uses the same ones.
"""

from __future__ import annotations

from datetime import date, datetime

from govbot.core.days import closing, due_in, local_day
from govbot.core.grammar import FieldErrors, Refusal, RuleContext
from govbot.core.workflow.policy import Development, Draft, Group, Period, Policy, Version

PolicyContext = RuleContext[Policy]

NO_DEVELOPMENT = "Nothing is being developed for this policy now. A completed review can begin a revision."
NO_DRAFT = "There is no draft yet. Submit one first with “/gov draft”."
NO_GROUP = "This policy has no {group} at work. To assemble one, use “/gov group”."
NO_PERIOD = "No feedback period has been opened yet."
NO_VERSION = "No version of this policy is adopted yet."


# Days and deadlines ----------------------------------------------------------------------------------


def today(context: PolicyContext) -> date:
    """The government's calendar day of this moment."""
    return local_day(context.now, context.process)


def due(context: PolicyContext, business_days: int) -> datetime:
    """Close of business, UTC, this many business days from now."""
    return due_in(context.now, business_days, context.process)


def by_end_of(context: PolicyContext, day: date, field: str) -> datetime:
    """The close of business, UTC, of a day; FieldErrors for `field` where it has passed."""
    instant = closing(day, context.process)
    if instant <= context.now:
        raise FieldErrors({field: "That day is over. Choose a later one."})
    return instant


# The state -------------------------------------------------------------------------------------------


def current_development(context: PolicyContext) -> Development:
    """The development in progress; raises Refusal where there is none."""
    if context.state.development is None:
        raise Refusal(context.say(NO_DEVELOPMENT))
    return context.state.development


def current_draft(context: PolicyContext) -> Draft:
    """The draft that was submitted last; raises Refusal where there is none."""
    draft = current_development(context).draft
    if draft is None:
        raise Refusal(context.say(NO_DRAFT))
    return draft


def current_group(context: PolicyContext) -> Group:
    """The group at work; raises Refusal where there is none."""
    group = current_development(context).group
    if group is None or group.closed:
        raise Refusal(context.say(NO_GROUP))
    return group


def latest_period(context: PolicyContext) -> Period:
    """The latest feedback period, open or closed; raises Refusal where there is none."""
    period = current_development(context).period
    if period is None:
        raise Refusal(context.say(NO_PERIOD))
    return period


def open_period(context: PolicyContext) -> Period | None:
    """The feedback period that is open at this moment, whatever the stage."""
    period = context.state.development.period if context.state.development else None
    return period if period and not period.is_closed(context.now) else None


def response_due(context: PolicyContext) -> datetime | None:
    """By when unanswered comments are due a response once their period closes; None where there are none."""
    unanswered = current_development(context).unanswered
    return due(context, context.process.circulation.response_business_days) if unanswered else None


def live_version(context: PolicyContext) -> Version:
    """The version in force, or the one adopted for a later date; raises Refusal where there is neither."""
    version = context.state.version or context.state.adopted
    if version is None:
        raise Refusal(context.say(NO_VERSION))
    return version
