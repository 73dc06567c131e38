"""A development ends without a policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.days import closing, months_after
from govbot.core.grammar import Ask, Command, Event
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, current_development, today


class CloseDevelopment(Command):
    reasons: Annotated[str, Ask("Why no policy is needed now", "text", most=3000)]


def close_development(context: PolicyContext, command: CloseDevelopment) -> Iterator[Event]:
    development = current_development(context)
    if context.state.version is None:
        yield e.DevelopmentClosed(reasons=command.reasons)
        return
    next_review = months_after(
        today(context), context.process.review_months(development.need, development.risk)
    )
    yield e.DevelopmentClosed(
        reasons=command.reasons,
        next_review_on=next_review,
        review_due=closing(next_review, context.process),
    )
