"""Whom an event is told to, and on which card; a file for each group of events.

Each file matches its whole group without a default, so that mypy names an event that was forgotten: where nobody is
told, `NOBODY` is returned and a comment says why. Wording is the cards', delivery the courier's.
"""

from __future__ import annotations

from typing import cast

from govbot.core.entered import EnteredEvents
from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.anytime import anytime
from govbot.core.workflow.notifications.board import board
from govbot.core.workflow.notifications.directory import directory_notifications
from govbot.core.workflow.notifications.drafting import drafting
from govbot.core.workflow.notifications.entered import entered, said_of_entry, told_of
from govbot.core.workflow.notifications.feedback import feedback
from govbot.core.workflow.notifications.group_meetings import group_meetings
from govbot.core.workflow.notifications.groups import groups
from govbot.core.workflow.notifications.implementation import implementation
from govbot.core.workflow.notifications.needs import needs
from govbot.core.workflow.notifications.parties import Notifications, liaisons, policy_members
from govbot.core.workflow.notifications.secretary import secretary
from govbot.core.workflow.notifications.staff_review import staff_review
from govbot.core.workflow.notifications.versions import versions
from govbot.core.workflow.policy import Policy

__all__ = ["directory_notifications", "liaisons", "notifications", "policy_members"]


def notifications(policy: Policy, entry: Entry) -> Notifications:
    """The messages that follow from an entry; `policy` is the state after it."""
    if isinstance(entry.event, EnteredEvents):
        return said_of_entry(policy.entered, entry, told_of(policy))
    return (*_notifications(policy, entry), *entered(policy.entered, entry))


def _notifications(policy: Policy, entry: Entry) -> Notifications:
    event = cast(e.StepEvents, entry.event)
    if isinstance(event, e.FeedbackEvents):
        return feedback(policy, event)
    if isinstance(event, e.BoardEvents):
        return board(policy, entry, event)
    if isinstance(event, e.NeedEvents):
        return needs(event)
    if isinstance(event, e.GroupEvents):
        return groups(policy, entry, event)
    if isinstance(event, e.DraftingEvents):
        return drafting(policy, event)
    if isinstance(event, e.StaffReviewEvents):
        return staff_review(policy, event)
    if isinstance(event, e.SecretaryEvents):
        return secretary(policy, entry, event)
    if isinstance(event, e.VersionEvents):
        return versions(policy, entry, event)
    if isinstance(event, e.ImplementationEvents):
        return implementation(policy, event)
    if isinstance(event, e.AnyGroupEvents):
        return group_meetings(event)
    return anytime(policy, entry, event)
