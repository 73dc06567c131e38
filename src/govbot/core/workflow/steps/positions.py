"""Members of a group say where they stand on a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.days import business_day_after
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.context import (
    PolicyContext,
    by_end_of,
    current_draft,
    today,
)

POSITIONS = (
    Choice("support", "I support it"),
    Choice("can live with it", "I can live with it"),
    Choice("unresolved concern", "I have an unresolved concern"),
)


class StatePosition(Command):
    position: Annotated[
        Literal["support", "can live with it", "unresolved concern"],
        Ask("Where do you stand on this draft?", "choice", choices=POSITIONS),
    ]
    text: Annotated[str, Ask("In your words", "text", "Needed for a concern", optional=True, most=3000)] = ""


def state_position(context: PolicyContext, command: StatePosition) -> Iterator[Event]:
    if command.position == "unresolved concern" and not command.text:
        raise FieldErrors({"text": "Say in a sentence what concerns you, so that it can be resolved."})
    yield e.PositionStated(draft=current_draft(context).number, position=command.position, text=command.text)


def _collects_positions(context: PolicyContext) -> bool:
    if context.who.entered_by:
        return True  # what members said in the meeting is entered from there
    group = context.state.development.group if context.state.development else None
    return group is None or group.public_meeting != "yes"


collects_positions = Needs(
    "a group that takes its positions in chat",
    met=_collects_positions,
    otherwise=(
        "This group is subject to public-meeting rules: positions are taken in its meetings, not in chat. The "
        "{liaison} or the {lead} enters them from the meeting with “/gov later position”."
    ),
)


def in_two_weeks(context: PolicyContext) -> str:
    return business_day_after(today(context), 10, context.process).isoformat()


class AskFinalPositions(Command):
    due: Annotated[date, Ask("By when", "date", initial=in_two_weeks)]


def ask_final_positions(context: PolicyContext, command: AskFinalPositions) -> Iterator[Event]:
    yield e.FinalPositionsAsked(due=by_end_of(context, command.due, "due"))
