"""Whom the reports of agencies, and policy variances, are told to."""

from __future__ import annotations

from govbot.core.grammar import Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import LEAD, NOBODY, STEERING, Notifications, to_person
from govbot.core.workflow.policy import Policy


def implementation(policy: Policy, event: e.ImplementationEvents) -> Notifications:
    match event:
        case e.VarianceReported():
            return (
                Notification(LEAD, "variance", event.variance),
                Notification(STEERING, "variance", event.variance),
            )
        case e.VarianceRequested():
            return (
                Notification("role:advisor", "variance", event.variance),
                Notification(LEAD, "variance", event.variance),
            )
        case e.VarianceDecided():
            variance = next(variance for variance in policy.variances if variance.id == event.variance)
            return (to_person(variance.by, "variance", event.variance),)
        case e.Acknowledged() | e.Attested() | e.StatusReported():
            # Every agency reports: the overview by agency counts them, and nobody acts on a single one.
            return NOBODY
