"""Being left alone with something until a day before it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from govbot.core.days import business_day_after, opening, said
from govbot.core.grammar import Ask, Command, Event, FieldErrors, Needs, Obligation, Refusal, all_of
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, today
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.parties import desk_of

NOTHING_AWAITED = "Nothing with a date is awaiting you here now, so there is nothing to be reminded of."


def tomorrow(context: PolicyContext) -> str:
    return business_day_after(today(context) + timedelta(days=1), 0, context.process).isoformat()


class Snooze(Command):
    until: Annotated[date, Ask("Remind me again on", "date", "A day before it is due", initial=tomorrow)]


def snooze(context: PolicyContext, command: Snooze) -> Iterator[Event]:
    awaited = _awaited(context)
    if awaited is None or awaited.due is None:
        raise Refusal(NOTHING_AWAITED)
    if command.until <= today(context):
        raise FieldErrors({"until": "Choose a day after today."})
    instant = opening(command.until, context.process)
    if instant >= awaited.due:
        raise FieldErrors(
            {"until": f"It is due on {said(awaited.due, context.process)}. Choose a day before that."}
        )
    yield e.Snoozed(action=awaited.action, about=awaited.about, until=instant)


def _awaited(context: PolicyContext) -> Obligation | None:
    """What the button names, or else what is due first of all that is awaited of this person here."""
    desk = desk_of(context.who.person, context.directory, context.process, today(context))
    action, _, about = context.about.partition(" ")
    mine = [
        obligation
        for obligation in obligations(context.state)
        if desk.answers(context.state, obligation.party) and obligation.due
    ]
    named = [obligation for obligation in mine if (obligation.action, obligation.about) == (action, about)]
    return min(named or mine, key=lambda obligation: obligation.due or context.now, default=None)


def _is_awaited(context: PolicyContext) -> bool:
    obligation = _awaited(context)
    return obligation is not None and obligation.due is not None


def _is_not_due_yet(context: PolicyContext) -> bool:
    obligation = _awaited(context)
    return obligation is None or obligation.due is None or obligation.due > context.now


def _was_due(context: PolicyContext) -> str:
    obligation = _awaited(context)
    assert obligation is not None
    assert obligation.due is not None  # said of something that is overdue only
    return f"It was due on {said(obligation.due, context.process)}, so it can’t be put off any more."


something_to_snooze = all_of(
    Needs("something with a date that is awaited of the person", met=_is_awaited, otherwise=NOTHING_AWAITED),
    Needs("a date that has not passed", met=_is_not_due_yet, otherwise=_was_due),
)
