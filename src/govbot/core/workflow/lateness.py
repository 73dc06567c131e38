"""Whether an answer to a feedback period came late."""

from __future__ import annotations

from datetime import date

from govbot.core.days import local_day
from govbot.core.workflow.context import PolicyContext, today
from govbot.core.workflow.policy import Period


def came_late(context: PolicyContext, period: Period, said_on: date | None) -> bool:
    """Late from the closing instant on. What was received by the closing day, and is entered for somebody
    on a later day, is not; on the day itself, the instant of the entry counts.

    `said_on` is the day of what is entered for somebody; None for one's own answer.
    """
    received_in_time = (
        said_on is not None
        and period.closes_at is not None
        and said_on < today(context)
        and said_on <= local_day(period.closes_at, context.process)
    )
    return period.is_closed(context.now) and not received_in_time
