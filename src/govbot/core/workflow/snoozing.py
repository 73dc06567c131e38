"""Being left alone with something until a day before it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from govbot.core.days import business_day_after, opening, said
from govbot.core.grammar import Ask, Command, Event, FieldErrors, Obligation, Refusal
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, today
from govbot.core.workflow.obligations import owed, parties_of


def tomorrow(context: PolicyContext) -> str:
    return business_day_after(today(context) + timedelta(days=1), 0, context.process).isoformat()


class Snooze(Command):
    until: Annotated[date, Ask("Remind me again on", "date", "A day before it is due", initial=tomorrow)]


def snooze(context: PolicyContext, asked: Snooze) -> Iterator[Event]:
    awaited = _awaited(context)
    if awaited is None or awaited.due is None:
        raise Refusal(something_to_snooze(context))
    if asked.until <= today(context):
        raise FieldErrors({"until": "Choose a day after today."})
    instant = opening(asked.until, context.process)
    if instant >= awaited.due:
        raise FieldErrors(
            {"until": f"It is due on {said(awaited.due, context.process)}. Choose a day before that."}
        )
    yield e.Snoozed(action=awaited.action, about=awaited.about, until=instant)


def _awaited(context: PolicyContext) -> Obligation | None:
    """What the button names, or else what is due first of all that is awaited of this person here."""
    parties = set(parties_of(context.who.person, context.directory, context.process, today(context)))
    action, _, about = context.about.partition(" ")
    mine = [one for one in owed(context.state) if one.party in parties and one.due]
    named = [one for one in mine if (one.action, one.about) == (action, about)]
    return min(named or mine, key=lambda one: one.due or context.now, default=None)


def something_to_snooze(context: PolicyContext) -> str:
    awaited = _awaited(context)
    if awaited is None or awaited.due is None:
        return "Nothing with a date is awaiting you here now, so there is nothing to be reminded of."
    if awaited.due <= context.now:
        return f"It was due on {said(awaited.due, context.process)}, so it can’t be put off any more."
    return ""
