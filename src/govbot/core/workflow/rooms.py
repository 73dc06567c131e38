"""The room of an ad hoc group: its name, its topic and who belongs in it."""

from __future__ import annotations

from dataclasses import dataclass

from govbot.core.membership.directory import Directory
from govbot.core.workflow.notifications import policy_members
from govbot.core.workflow.policy import Policy


@dataclass(frozen=True, slots=True)
class Room:
    """A room as it should be: its name, its topic, and the ids of the people in it."""

    name: str
    topic: str
    members: tuple[str, ...]


def room_of(policy: Policy, directory: Directory) -> Room | None:
    """The room of a policy's group; None where no group is at work."""
    group = policy.development.group if policy.development else None
    if group is None:
        return None
    members = tuple(person for person in policy_members(policy) if directory.is_active(person))
    return Room(f"{policy.id} {group.name}", f"Ad hoc group for {policy.title}", members)
