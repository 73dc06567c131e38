"""Whom drafts, positions and reports are told to."""

from __future__ import annotations

from govbot.core.grammar import Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import LEAD, NOBODY, STEERING, Notifications
from govbot.core.workflow.policy import Policy


def drafting(policy: Policy, event: e.DraftingEvents) -> Notifications:
    match event:
        case e.DraftSubmitted():
            reviews = policy.development.reviews if policy.development else ()
            asked_again = (
                review
                for review in reviews
                if review.asked.track in event.ask_again or review.may_be_met(event.draft)
            )
            return (
                Notification("group", "draft_submitted", f"D{event.draft}"),
                *(Notification(review.party, "review_asked", review.asked.track) for review in asked_again),
            )
        case e.FileWithdrawn():
            facts = {"draft": f"D{event.draft}", "reason": event.reason}
            return tuple(Notification(party, "file_withdrawn", facts=facts) for party in ("group", LEAD))
        case e.FinalPositionsAsked():
            return (Notification("group", "draft_submitted"),)
        case e.ReportMade():
            return (
                Notification(STEERING, "report", event.report),
                Notification("role:advisor", "report", event.report),
            )
        case e.PositionStated():
            # Positions are read on the draft's card and in the liaison's report, not one by one.
            return NOBODY
