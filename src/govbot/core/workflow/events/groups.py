"""The ad hoc group and its requests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from govbot.core.grammar import Event


class GroupAssembled(Event):
    name: str
    liaisons: tuple[str, ...]
    members: tuple[str, ...]
    perspectives: tuple[str, ...] = ()
    public_meeting: Literal["yes", "no", "not asked"] = "not asked"
    charge: str = ""
    look_in_due: datetime
    assembled_on: date | None = None


class WorkedWithoutGroup(Event):
    reasons: str = ""


class MemberAdded(Event):
    person: str
    perspectives: tuple[str, ...] = ()
    look_in_due: datetime


class MemberRemoved(Event):
    """`perspectives` are those that leave the group with the person; `left`: they said themselves that they leave."""

    person: str
    perspectives: tuple[str, ...] = ()
    reason: str = ""
    left: bool = False


class PerspectivesNamed(Event):
    """Which perspectives somebody of the group brings, in place of what was said before."""

    person: str
    perspectives: tuple[str, ...] = ()


class MemberLookedIn(Event):
    person: str


class LiaisonsChanged(Event):
    liaisons: tuple[str, ...]
    reason: str = ""


class GroupClosed(Event):
    reason: str = ""


class RoomLinked(Event):
    """A chat or channel that people made is the group's room on its platform from now on.

    `asked_by` is who had asked to move the room, where the group was asked first.
    """

    platform: str
    conversation: str
    asked_by: str = ""


class RoomMoveAsked(Event):
    """Somebody wants another conversation to be the group's room: the group is asked in its room, `former`."""

    platform: str
    conversation: str
    former: str


class GroupAsked(Event):
    """`stage` is the one in which the answer is wanted; "" where the entry does not say."""

    request: str
    kind: Literal["advise", "draft", "review", "strategy"]
    text: str
    due: datetime | None = None
    stage: str = ""
    asked_on: date | None = None


class GroupAnswered(Event):
    """What the group, or a member of it, says to a request."""

    request: str
    text: str
    complete: bool = True


GroupEvents = (
    GroupAssembled
    | WorkedWithoutGroup
    | MemberAdded
    | MemberRemoved
    | PerspectivesNamed
    | MemberLookedIn
    | LiaisonsChanged
    | GroupClosed
    | RoomLinked
    | RoomMoveAsked
    | GroupAsked
    | GroupAnswered
)
