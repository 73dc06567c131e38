"""Which conversation is the group's room; another one becomes it when the group has agreed."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.grammar import Command, Event, Needs, Refusal
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, current_group
from govbot.core.workflow.policy import RoomMove
from govbot.core.workflow.present import present

WHERE_TO_LINK = (
    "Type “/gov link {policy}” in the chat or channel that is to be the group's room, after adding govbot to it. "
    "A conversation with govbot alone can't be one, nor one of the government's own channels."
)
SOMEBODY_ELSE = "You asked for it: another member of the group agrees, in the room that is the group's now."


class LinkRoom(Command):
    pass


def link_room(context: PolicyContext, command: LinkRoom) -> Iterator[Event]:
    """What the button is about says where it was typed: the platform, and its conversation.

    Where the group has another room there, the group is asked in it first.
    """
    platform, _, conversation = context.about.partition(" ")
    if not conversation:
        raise Refusal(context.say(WHERE_TO_LINK, policy=context.state.id))
    former = context.rooms.get(platform, "")
    if former in ("", conversation):
        yield e.RoomLinked(platform=platform, conversation=conversation)
    else:
        yield e.RoomMoveAsked(platform=platform, conversation=conversation, former=former)


class MoveRoom(Command):
    pass


def move_room(context: PolicyContext, command: MoveRoom) -> Iterator[Event]:
    """The group's room moves; whoever asked for it agrees only where nobody else belongs to the group."""
    move = asked_move(context)
    assert move is not None  # the row asks for it
    everybody = present(current_group(context).everybody, context.directory)
    others = [person for person in everybody if person != move.by]
    if context.who.person == move.by and others:
        raise Refusal(SOMEBODY_ELSE)
    yield e.RoomLinked(platform=move.platform, conversation=move.conversation, asked_by=move.by)


def asked_move(context: PolicyContext) -> RoomMove | None:
    """The move of the room that waits for the group's word."""
    development = context.state.development
    return development.group.move if development and development.group else None


def moving_to(context: PolicyContext) -> str:
    """The conversation to which the room would move: what a button is bound to."""
    move = asked_move(context)
    return move.to if move else ""


is_asked_to_move = Needs(
    "a request to move the group's room",
    met=lambda context: asked_move(context) is not None,
    otherwise="Nobody asks any more to move the group's room.",
)
