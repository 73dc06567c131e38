"""The action with which the deciding group orders its ranked list of needs, and its rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Command, FieldErrors
from govbot.core.membership import plan_events as p
from govbot.core.membership.base import DirectoryEvent
from govbot.core.membership.context import DirectoryContext

NO_NEED = "That is not a need that waits to be decided on. “/gov priorities” shows those that do."
NO_PLACE = "Write its place as a number: 1 is the first. Leave it empty to take the need off the list."


def _place_now(context: DirectoryContext) -> str:
    place = context.directory.planning.place(context.about)
    return str(place[0]) if place else ""


class RankNeed(Command):
    need: Annotated[str, Ask("Which need?", "policy", initial=lambda context: context.about)]
    place: Annotated[
        str,
        Ask(
            "Its place on the ranked list",
            hint="1 is the first; leave it empty to take it off",
            optional=True,
            initial=_place_now,
            most=3,
        ),
    ] = ""
    reason: Annotated[str, Ask("Reasons", "text", most=1000)]


def rank_need(context: DirectoryContext, command: RankNeed) -> Iterator[DirectoryEvent]:
    """Raises FieldErrors where it is no need that waits, or the place is no number."""
    stages = {each.id: each.stage for each in context.listed}
    is_ranked = context.directory.planning.place(command.need) is not None
    if stages.get(command.need, "need") != "need" and not (is_ranked and not command.place):
        raise FieldErrors({"need": NO_NEED})
    if command.place and not (command.place.isdecimal() and int(command.place)):
        raise FieldErrors({"place": NO_PLACE})
    last = len(context.directory.planning.priorities) + (0 if is_ranked else 1)
    place = min(int(command.place or 0), last)
    yield p.NeedRanked(policy=command.need, place=place, reason=command.reason)
