"""Whom an event is told to, and on which card; a file for each group of events.

Each file matches its whole group without a default, so that mypy names an event that was forgotten: where nobody is
told, `NOBODY` is returned and a comment says why. Wording is the cards', delivery the courier's.
"""

from __future__ import annotations

from typing import cast

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.anytime import anytime
from govbot.core.workflow.notifications.drafting import drafting
from govbot.core.workflow.notifications.feedback import feedback
from govbot.core.workflow.notifications.groups import groups
from govbot.core.workflow.notifications.implementation import implementation
from govbot.core.workflow.notifications.needs import needs
from govbot.core.workflow.notifications.parties import Notifications, liaisons, policy_members
from govbot.core.workflow.notifications.secretary import secretary
from govbot.core.workflow.notifications.staff_review import staff_review
from govbot.core.workflow.notifications.versions import versions
from govbot.core.workflow.policy import Policy

__all__ = ["liaisons", "notifications", "policy_members"]


def notifications(policy: Policy, entry: Entry) -> Notifications:
    """The messages that follow from an entry; `policy` is the state after it."""
    event = cast(e.PolicyEvents, entry.event)
    if isinstance(event, e.FeedbackEvents):
        return feedback(policy, event)
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
    return anytime(policy, event)
