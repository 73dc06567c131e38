"""The ad hoc group, and what it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.marked import current, develop
from govbot.core.workflow.policy import Group, Policy, Request, RoomMove
from govbot.core.workflow.present import brought_alone


def groups(policy: Policy, entry: Entry, event: e.GroupEvents) -> Policy:
    match event:
        case e.GroupAssembled():
            policy = replace(policy, meetings=replace(policy.meetings, public=event.public_meeting))
            return develop(policy, group=_assembled(event), without_group=False, lead_due=None)
        case e.WorkedWithoutGroup():
            return develop(policy, without_group=True, lead_due=None)
        case e.MemberAdded():
            group = _group(policy)
            perspectives = tuple(dict.fromkeys((*group.perspectives, *event.perspectives)))
            look_in = {**group.look_in, event.person: event.look_in_due}
            members = tuple(dict.fromkeys((*group.members, event.person)))
            brings = (
                {**group.brings, event.person: event.perspectives} if event.perspectives else group.brings
            )
            return _change(policy, members=members, perspectives=perspectives, look_in=look_in, brings=brings)
        case e.MemberRemoved():
            return _removed(policy, event)
        case e.PerspectivesNamed():
            group = _group(policy)
            brings = {**group.brings, event.person: event.perspectives}
            dropped = set(brought_alone(group, (event.person,))) - set(event.perspectives)
            kept = (name for name in group.perspectives if name not in dropped)
            named = tuple(dict.fromkeys((*kept, *event.perspectives)))
            return _change(policy, brings=brings, perspectives=named)
        case e.MemberLookedIn():
            return looked_in(policy, event.person)
        case e.LiaisonsChanged():
            return _change(policy, liaisons=event.liaisons)
        case e.GroupClosed():
            return _change(policy, closed=True)
        case e.RoomLinked():
            development = policy.development
            return _change(policy, move=None) if development and development.group else policy
        case e.RoomMoveAsked():
            move = RoomMove(event.platform, event.conversation, entry.actor)
            return _change(policy, move=move)
        case e.GroupAsked():
            request = Request(
                event.request, event.kind, event.text, event.due, stage=event.stage, on=event.asked_on
            )
            return develop(policy, requests=(*current(policy).requests, request))
        case e.GroupAnswered():
            answered = tuple(
                replace(
                    request,
                    answers=(*request.answers, (entry.actor, event.text)),
                    complete=request.complete or event.complete,
                )
                if request.id == event.request
                else request
                for request in current(policy).requests
            )
            return looked_in(develop(policy, requests=answered), entry.actor)


def _removed(policy: Policy, event: e.MemberRemoved) -> Policy:
    """The group without the person, and without the perspectives that leave with them."""
    group = _group(policy)
    return _change(
        policy,
        members=tuple(person for person in group.members if person != event.person),
        perspectives=tuple(name for name in group.perspectives if name not in event.perspectives),
        brings={person: names for person, names in group.brings.items() if person != event.person},
    )


def looked_in(policy: Policy, person: str) -> Policy:
    """Whatever a member does in the group shows that they have looked in."""
    group = current(policy).group
    if group is None or person in group.looked_in:
        return policy
    return _change(policy, looked_in=group.looked_in | {person})


def _assembled(event: e.GroupAssembled) -> Group:
    return Group(
        event.name,
        event.liaisons,
        event.members,
        event.perspectives,
        event.public_meeting,
        event.charge,
        look_in=dict.fromkeys(event.members, event.look_in_due),
        on=event.assembled_on,
    )


def _group(policy: Policy) -> Group:
    group = current(policy).group
    assert group is not None
    return group


def _change(policy: Policy, **changes: Any) -> Policy:
    return develop(policy, group=replace(_group(policy), **changes))
