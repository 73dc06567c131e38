"""What may be a slip in an answer, as a plain warning: shown before it is confirmed, and nothing is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from govbot.core.cards.forms import asks_of
from govbot.core.days import business_day_after, business_days_between, is_business_day, said_day
from govbot.core.grammar import Action, Ask, Command, RuleContext
from govbot.core.workflow.context import today

LONG_PAST = 1  # years; a day further back may be a slip of the year
LONG_AHEAD = 10
TIGHT = 3  # business days; fewer are pointed out where others have to do something
# Fields by whose end others have to do something, or at which something closes.
DUE_FIELDS = frozenset({"due", "closes_on", "by"})
# Fields of a day on which people are to meet, or a step is to begin: offices should be open then.
WORKING_DAYS = frozenset(
    {"staff_review", "agency_feedback", "secretarys_review", "release_candidate", "meeting_on"}
)


def doubts(
    action: Action, command: Command, context: RuleContext[Any], envelope: Mapping[str, Ask]
) -> Iterator[str]:
    """The warnings: days that lie far away, and whatever else the action's row finds worth a second look."""
    now = today(context)
    for name, ask in asks_of(action.command).items():
        value = getattr(command, name)
        if isinstance(value, date):
            yield from far_away(ask.label, value, now)
            if name in DUE_FIELDS and value > now:
                yield from _on_a_bad_day(ask.label, value, context)
            elif name in WORKING_DAYS and value > now:
                yield from _on_a_closed_day(ask.label, value, context)
    if context.who.happened_on != now:
        yield from far_away(envelope["happened_on"].label, context.who.happened_on, now)
    if action.doubts:
        yield from action.doubts(context, command)


def _on_a_closed_day(label: str, day: date, context: RuleContext[Any]) -> Iterator[str]:
    """Points out a day on which offices are closed."""
    asked, process = context.say(label).rstrip("?:… "), context.process
    if not is_business_day(day, process):
        following = said_day(business_day_after(day, 0, process))
        yield f"“{asked}” is {said_day(day)}, on which offices are closed. The next business day is {following}."


def _on_a_bad_day(label: str, day: date, context: RuleContext[Any]) -> Iterator[str]:
    """Points out a day on which offices are closed, and one that leaves people hardly any time."""
    yield from _on_a_closed_day(label, day, context)
    asked, process = context.say(label).rstrip("?:… "), context.process
    left = business_days_between(today(context), day, process)
    if left < TIGHT:
        yield f"“{asked}” is {said_day(day)}: that leaves {left} business day{'' if left == 1 else 's'}."


def far_away(label: str, day: date, now: date) -> Iterator[str]:
    """Says of a day long past or far ahead how far it is."""
    first, last = sorted((day, now))
    years = last.year - first.year - ((last.month, last.day) < (first.month, first.day))
    asked = label.rstrip("?:… ")
    if day < now and years >= LONG_PAST:
        yield f"“{asked}” is {said_day(day)}. That is {_years(years)} ago."
    elif day > now and years >= LONG_AHEAD:
        yield f"“{asked}” is {said_day(day)}. That is in {_years(years)}."


def _years(count: int) -> str:
    return f"{count} years" if count > 1 else "a year"
