"""Those who have not answered a feedback request are reminded, all or those of some agencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Event, Needs, Obligation
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.events import RosterEntry
from govbot.core.workflow.obligations import obligations

NOBODY_LEFT = "Everybody who was asked has answered."
MOST_NAMED = 12


def _awaited(context: PolicyContext) -> list[tuple[Obligation, RosterEntry]]:
    """The answers still awaited, each with its place on the roster."""
    development = context.state.development
    period = development.period if development else None
    if period is None:
        return []
    answers = (each for each in obligations(context.state) if each.action == "give_feedback")
    places = ((each, period.entry(each.party.partition(":")[2])) for each in answers)
    return [(each, place) for each, place in places if place is not None]


def unanswered_agencies(context: PolicyContext) -> list[Choice]:
    """The agencies of which somebody has not answered, each with how many."""
    counted: dict[str, int] = {}
    for _, place in _awaited(context):
        if place.agency:
            counted[place.agency] = counted.get(place.agency, 0) + 1
    return [Choice(code, f"{code}: {many} not answered") for code, many in counted.items()]


class RemindUnanswered(Command):
    agencies: Annotated[
        tuple[str, ...],
        Ask(
            "Those of these {agencies} only",
            "choices",
            "Leave empty to remind everybody who has not answered",
            optional=True,
            choices=unanswered_agencies,
        ),
    ] = ()


def _chosen(context: PolicyContext, command: RemindUnanswered) -> list[tuple[Obligation, RosterEntry]]:
    return [
        (each, place)
        for each, place in _awaited(context)
        if not command.agencies or place.agency in command.agencies
    ]


def remind_unanswered(context: PolicyContext, command: RemindUnanswered) -> Iterator[Event]:
    for answer, _ in _chosen(context, command):
        yield e.ReminderAsked(party=answer.party, action=answer.action, about=answer.about)


def reminded_in_advance(context: PolicyContext, command: RemindUnanswered) -> Iterator[str]:
    """How many people will be reminded, and of which agencies."""
    chosen = _chosen(context, command)
    codes = list(dict.fromkeys(place.agency for _, place in chosen if place.agency))
    named = ", ".join(codes[:MOST_NAMED])
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    people = len({place.person for _, place in chosen})
    of = f" ({named}{more})" if codes else ""
    yield f"{people} {'person' if people == 1 else 'people'}{of} will be reminded that an answer is awaited."


somebody_unanswered = Needs(
    "somebody who has not answered",
    met=lambda context: bool(_awaited(context)),
    otherwise=NOBODY_LEFT,
)
