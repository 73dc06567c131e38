"""Who of a group is still there, and which perspectives those people represent. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from govbot.core.membership.directory import Directory
from govbot.core.workflow.policy import Group


def present(people: Iterable[str], directory: Directory) -> tuple[str, ...]:
    """Those of these people who are still there."""
    return tuple(person for person in people if directory.is_active(person))


def gone(group: Group, directory: Directory) -> tuple[str, ...]:
    """Who of the group has left the government since."""
    return tuple(person for person in group.everybody if not directory.is_active(person))


def brought_alone(group: Group, people: Iterable[str]) -> tuple[str, ...]:
    """The perspectives that these people brought, and nobody else of the group does."""
    leaving = set(people)
    others = {name for person, names in group.brings.items() if person not in leaving for name in names}
    brought = (name for person in leaving for name in group.brings.get(person, ()))
    return tuple(dict.fromkeys(name for name in brought if name not in others))


def represented(group: Group, directory: Directory) -> tuple[str, ...]:
    """The perspectives of the group without those that only people brought who have left."""
    left = brought_alone(group, gone(group, directory))
    return tuple(name for name in group.perspectives if name not in left)


def unsure(group: Group, directory: Directory) -> tuple[str, ...]:
    """The perspectives that were named for the whole group, once somebody of whom it consisted then has left."""
    first = [person for person in gone(group, directory) if person not in group.brings]
    named = {name for names in group.brings.values() for name in names}
    return tuple(name for name in group.perspectives if name not in named) if first else ()
