"""Whom changes of the ad hoc group, and its requests, are told to."""

from __future__ import annotations

from govbot.core.grammar import Entry, Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import (
    LEAD,
    NOBODY,
    Notifications,
    policy_members,
    to_person,
)
from govbot.core.workflow.policy import Policy

# The group's room follows its members.
ROOM_CHANGES = Notification("room", "room")


def groups(policy: Policy, entry: Entry, event: e.GroupEvents) -> Notifications:
    match event:
        case e.GroupAssembled():
            welcomes = (to_person(person, "group_welcome") for person in policy_members(policy))
            return (*welcomes, ROOM_CHANGES, Notification("room", "group_room"))
        case e.MemberAdded():
            return (to_person(event.person, "group_welcome"), ROOM_CHANGES)
        case e.MemberRemoved(left=True):
            return (*_told_of_leaving(policy, event), ROOM_CHANGES)
        case e.MemberRemoved():
            return (to_person(event.person, "group_left"), ROOM_CHANGES)
        case e.LiaisonsChanged():
            welcomes = (to_person(person, "group_welcome") for person in event.liaisons)
            return (*welcomes, ROOM_CHANGES, Notification("room", "liaisons_changed"))
        case e.GroupClosed():
            return (Notification("room", "group_closed"),)
        case e.RoomLinked():
            return (ROOM_CHANGES, Notification(f"room:{event.platform}", "group_room"))
        case e.RoomMoveAsked():
            former = f"former-room:{event.platform} {event.former}"
            about = f"{event.platform} {event.conversation}"
            people = (f"person:{person}" for person in policy_members(policy) if person != entry.actor)
            return tuple(Notification(to, "room_move", about) for to in (former, *people))
        case e.GroupAsked():
            return (
                Notification("group", "group_asked", event.request),
                Notification("room", "group_asked", event.request),
            )
        case e.GroupAnswered():
            return _answered(policy, entry, event)
        case e.WorkedWithoutGroup() | e.MemberLookedIn() | e.PerspectivesNamed():
            # The lead takes the decision and nobody waits for it; the rest shows on the group's card.
            return NOBODY


def _told_of_leaving(policy: Policy, event: e.MemberRemoved) -> Notifications:
    """The lead, and each liaison besides."""
    group = policy.development.group if policy.development else None
    guides = group.liaisons if group else ()
    parties = (LEAD, *(f"person:{person}" for person in guides if person != policy.lead))
    facts = {"reason": event.reason}
    return tuple(Notification(party, "member_left", event.person, facts=facts) for party in parties)


def _answered(policy: Policy, entry: Entry, event: e.GroupAnswered) -> Notifications:
    """A member's answer goes to the liaisons, the group's whole answer to the lead; to nobody their own."""
    if event.complete:
        return (Notification(LEAD, "group_asked", event.request),)
    assert policy.development is not None
    assert policy.development.group is not None  # who answers belongs to a group
    guides = [person for person in policy.development.group.liaisons if person != entry.actor]
    return tuple(to_person(person, "group_asked", event.request) for person in guides)
