"""What is awaited of a person across policies, with what has passed on to them because somebody left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from govbot.bot.request_context import RequestContext
from govbot.core.grammar import Obligation
from govbot.core.workflow.parties import desk_of


def awaited_of(context: RequestContext, more: Iterable[str] = ()) -> list[tuple[str, Obligation]]:
    """What is awaited of whoever asks, by due date, each with its stream; the same thing only once.

    `more` are parties for which this person is asked too.
    """
    desk = desk_of(context.person, context.directory, context.process, context.today)
    desk = replace(desk, own=desk.own | set(more))
    listed = context.directory.people.get(context.person)
    moved = bool(listed and listed.former)
    awaited: dict[tuple[str, str, str], tuple[str, Obligation]] = {}
    for stream, obligation in context.tx.obligations.of(desk.own | desk.alone):
        is_own = obligation.party in desk.own and not (moved and obligation.party.startswith("person:"))
        if is_own or desk.answers(context.policy(stream), obligation.party):
            awaited.setdefault((stream, obligation.action, obligation.about), (stream, obligation))
    return list(awaited.values())
