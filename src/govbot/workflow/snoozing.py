"""Being left alone with something until a day before it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from govbot.days import business_day_after, opening, said
from govbot.grammar import Ask, Command, Event, Owed, Refused, Unanswered
from govbot.workflow import events as e
from govbot.workflow.at import AtPolicy, today
from govbot.workflow.owed import owed, parties_of


def tomorrow(at: AtPolicy) -> str:
    return business_day_after(today(at) + timedelta(days=1), 0, at.process).isoformat()


class Snooze(Command):
    until: Annotated[date, Ask("Remind me again on", "date", "A day before it is due", initial=tomorrow)]


def snooze(at: AtPolicy, asked: Snooze) -> Iterator[Event]:
    awaited = _awaited(at)
    if awaited is None or awaited.due is None:
        raise Refused(something_to_snooze(at))
    if asked.until <= today(at):
        raise Unanswered({"until": "Choose a day after today."})
    instant = opening(asked.until, at.process)
    if instant >= awaited.due:
        raise Unanswered(
            {"until": f"It is due on {said(awaited.due, at.process)}. Choose a day before that."}
        )
    yield e.Snoozed(action=awaited.action, about=awaited.about, until=instant)


def _awaited(at: AtPolicy) -> Owed | None:
    """What the button names, or else what is due first of all that is awaited of this person here."""
    parties = set(parties_of(at.who.person, at.directory, at.process, today(at)))
    action, _, about = at.about.partition(" ")
    mine = [one for one in owed(at.state) if one.party in parties and one.due]
    named = [one for one in mine if (one.action, one.about) == (action, about)]
    return min(named or mine, key=lambda one: one.due or at.now, default=None)


def something_to_snooze(at: AtPolicy) -> str:
    awaited = _awaited(at)
    if awaited is None or awaited.due is None:
        return "Nothing with a date is awaiting you here now, so there is nothing to be reminded of."
    if awaited.due <= at.now:
        return f"It was due on {said(awaited.due, at.process)}, so it can’t be put off any more."
    return ""
