"""The parties that are notified, and the notifications that several groups of events share."""

from __future__ import annotations

from govbot.core.grammar import Entry, Notification
from govbot.core.workflow.policy import Policy

Notifications = tuple[Notification, ...]

STEERING = "channel:steering"
EVERYBODY = "channel:announcements"
LEAD = "role:lead"
SECRETARY = "role:secretary"
CONTACT = "role:contact"
ADVISOR = "role:advisor"
NOBODY: Notifications = ()


def policy_members(policy: Policy) -> tuple[str, ...]:
    """Everybody in the group, liaisons first."""
    group = policy.development.group if policy.development else None
    return group.everybody if group else ()


def liaisons(policy: Policy) -> tuple[str, ...]:
    """The liaisons of the group."""
    group = policy.development.group if policy.development else None
    return group.liaisons if group else ()


def to_person(person: str, card: str, about: str = "") -> Notification:
    """A card for one person."""
    return Notification(f"person:{person}", card, about)


def to_everybody(card: str, about: str = "", facts: dict[str, str] | None = None) -> Notifications:
    """An announcement, and the same card for whoever raised the need."""
    return tuple(Notification(party, card, about, facts or {}) for party in (EVERYBODY, "raisers"))


def decided_by(entry: Entry) -> str:
    """In which capacity, and on whose authority, a decision was taken."""
    return f"the {entry.capacity}, {entry.authority}" if entry.authority else f"the {entry.capacity}"
