"""Whom reviews and consultations are told to."""

from __future__ import annotations

from govbot.core.grammar import Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import (
    LEAD,
    NOBODY,
    Notifications,
    policy_members,
    to_person,
)
from govbot.core.workflow.policy import Policy


def staff_review(policy: Policy, event: e.StaffReviewEvents) -> Notifications:
    match event:
        case e.AdvancedToStaffReview():
            return tuple(Notification(asked.party, "review_asked", asked.track) for asked in event.reviews)
        case e.SentBack():
            facts = {"reasons": event.reasons}
            in_group = policy.lead in policy_members(policy)
            lead = () if in_group else (Notification(LEAD, "sent_back", facts=facts),)
            return (*lead, Notification("group", "sent_back", facts=facts))
        case e.ReviewGiven() | e.ConditionsMet():
            return (Notification(LEAD, "review_given", event.track),)
        case e.ReviewDateAsked():
            return (Notification(LEAD, "review_date_asked", event.track),)
        case e.PassageNoted():
            return NOBODY  # notes are read with the review
        case e.ReviewerNamed():
            return (to_person(event.person, "review_asked", event.track),)
        case e.ReviewAnswered():
            review = policy.development.review(event.track) if policy.development else None
            assert review is not None  # an answer is recorded to a review only
            return (Notification(review.party, "review_asked", event.track),)
        case e.ConsultationAsked():
            return (Notification(event.party, "consultation", event.consultation),)
        case e.AdviceGiven():
            return (Notification(LEAD, "advice_given", event.consultation),)
        case e.ConsultationNotNecessary():
            # The lead decides it; the office was asked nothing and has nothing to do.
            return NOBODY
