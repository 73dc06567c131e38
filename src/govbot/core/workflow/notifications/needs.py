"""Whom needs, and decisions on them, are told to."""

from __future__ import annotations

from govbot.core.grammar import Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import LEAD, NOBODY, STEERING, Notifications


def needs(event: e.NeedEvents) -> Notifications:
    match event:
        case e.NeedRaised():
            return (Notification(STEERING, "need"), Notification("steering", "need"))
        case e.PursuitRecommended():
            return (Notification("raisers", "need_decided"), Notification(LEAD, "lead_named"))
        case e.NeedDeclined():
            return (Notification("raisers", "need_decided"),)
        case e.NeedTakenUpAgain():
            return (Notification("raisers", "need_decided"), Notification("steering", "need"))
        case e.NeedJoined():
            return (Notification("raisers", "need_decided", facts={"reasons": event.reasons}),)
        case e.NeedReceived():
            return (Notification("raisers", "need_received", event.joined),)
        case e.NeedParked():
            return (Notification("raisers", "need_decided"),)
        case e.NeedBroughtBack():
            return (Notification("raisers", "need_decided"), Notification("steering", "need"))
        case e.NeedSupported() | e.BillTracked():
            # The card that asks for a decision is drawn again; the support stands there with its words.
            return NOBODY
        case e.NeedCorrected() | e.NeedWithdrawn():
            # The cards that asked for a decision are drawn again; nobody else was told of the need.
            return NOBODY
        case e.LeadChanged():
            return (Notification(LEAD, "lead_named"), Notification(STEERING, "lead_changed"))
        case e.DevelopmentClosed():
            return (
                Notification("raisers", "closed", facts={"reasons": event.reasons}),
                Notification("group", "closed"),
            )
