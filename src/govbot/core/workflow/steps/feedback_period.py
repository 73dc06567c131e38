"""A feedback period that is open: extended, shortened, closed, by hand or by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.grammar import Ask, Command, Event, FieldErrors
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import usual_closing
from govbot.core.workflow.context import (
    PolicyContext,
    by_end_of,
    current_development,
    latest_period,
    response_due,
)
from govbot.core.workflow.timeline import overrun


def asked_or_usual_closing(context: PolicyContext) -> str:
    """The latest day for which somebody asked; else the usual closing."""
    period = context.state.development.period if context.state.development else None
    days = [asked.until for asked in period.extensions_asked] if period else []
    return max(days).isoformat() if days else usual_closing(context)


class ExtendFeedback(Command):
    closes_on: Annotated[date, Ask("Closes now at the end of", "date", initial=asked_or_usual_closing)]
    reason: Annotated[str, Ask("Why, for everybody asked", "text", optional=True, most=1000)] = ""


def extend_feedback(context: PolicyContext, command: ExtendFeedback) -> Iterator[Event]:
    period = latest_period(context)
    closes_at = by_end_of(context, command.closes_on, "closes_on")
    if period.closes_at and closes_at <= period.closes_at:
        raise FieldErrors({"closes_on": "That is not later than now. To close earlier, use “Shorten”."})
    late = [
        comment
        for comment in current_development(context).comments
        if comment.late and comment.period == period.number
    ]
    yield e.FeedbackClosingChanged(
        period=period.number,
        closes_at=closes_at,
        reason=command.reason,
        timely=tuple(comment.id for comment in late),
        timely_agencies=tuple(
            dict.fromkeys(response.agency for response in period.agency_responses if response.late)
        ),
    )


def extension_in_the_timeline(context: PolicyContext, command: ExtendFeedback) -> Iterator[str]:
    """The targets that the longer period would overrun."""
    yield from overrun(context, command.closes_on, "agency feedback")


class ShortenFeedback(Command):
    closes_on: Annotated[date, Ask("Closes now at the end of", "date")]
    reason: Annotated[str, Ask("Why, for everybody asked", "text", most=1000)]


def shorten_feedback(context: PolicyContext, command: ShortenFeedback) -> Iterator[Event]:
    period = latest_period(context)
    closes_at = by_end_of(context, command.closes_on, "closes_on")
    if period.closes_at and closes_at >= period.closes_at:
        raise FieldErrors({"closes_on": "That is not earlier than now. To give more time, use “Extend”."})
    yield e.FeedbackClosingChanged(period=period.number, closes_at=closes_at, reason=command.reason)


class CloseFeedback(Command):
    pass


def close_feedback(context: PolicyContext, command: CloseFeedback) -> Iterator[Event]:
    yield e.FeedbackClosed(period=latest_period(context).number, response_due=response_due(context))


class CloseByClock(Command):
    pass


def close_by_clock(context: PolicyContext, command: CloseByClock) -> Iterator[Event]:
    """The closing instant has come; recorded once, however late the clock is read."""
    period = latest_period(context)
    if not period.closed and period.is_closed(context.now):
        yield e.FeedbackClosed(period=period.number, by_clock=True, response_due=response_due(context))
