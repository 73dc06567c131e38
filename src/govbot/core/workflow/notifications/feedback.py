"""Whom feedback periods, answers and responses are told to."""

from __future__ import annotations

from govbot.core.grammar import Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import LEAD, NOBODY, STEERING, Notifications, to_person
from govbot.core.workflow.policy import Policy


def feedback(policy: Policy, event: e.FeedbackEvents) -> Notifications:
    match event:
        case e.FeedbackOpened():
            about = f"P{event.period}"
            return (
                Notification("roster", "feedback_request", about),
                Notification(LEAD, "feedback_progress", about),
            )
        case e.RosterJoined():
            return (to_person(event.entry.person, "feedback_request", f"P{event.period}"),)
        case e.NotTheRightPerson():
            facts = {"person": event.person, "suggested": event.suggested, "text": event.text}
            facts |= {"declined": "yes"} if event.declined else {}
            return (Notification(LEAD, "wrong_person", f"P{event.period}", facts),)
        case e.ExtensionAsked():
            return (Notification(LEAD, "extension_asked", f"P{event.period}"),)
        case e.ExtensionRefused():
            facts = {"reason": event.reason}
            about = f"P{event.period}"
            return tuple(
                Notification(f"person:{person}", "extension_refused", about, facts) for person in event.people
            )
        case e.QuestionAsked():
            return (Notification(LEAD, "question_asked", event.question),)
        case e.QuestionAnswered():
            return (Notification(_asker(policy, event), "question_answered", event.question),)
        case e.FeedbackClosingChanged():
            return (Notification("roster", "feedback_changed", f"P{event.period}", {"reason": event.reason}),)
        case e.FeedbackClosed():
            about = f"P{event.period}"
            # At the closing date nobody asked needs to be told; a closing before it is told to all of them.
            early = () if event.by_clock else (Notification("roster", "feedback_changed", about),)
            return (
                Notification(LEAD, "feedback_closed", about),
                Notification(STEERING, "feedback_closed", about),
                *early,
            )
        case e.CommentsAnswered():
            return tuple(
                to_person(person, "comments_answered", " ".join(ids))
                for person, ids in _by_author(policy, event.comments).items()
            )
        case e.AgencyResponseDrafted():
            return (to_person(event.voice, "agency_response_drafted", event.agency),)
        case e.AgencyAnswered():
            return (Notification(f"agency:{event.agency}", "agency_answered", event.agency),)
        case e.MarkedFileSent():
            return NOBODY  # it counts only once its sender has looked it through and handed it in
        case e.CommentPlaced():
            return NOBODY  # it says the same as before, at a place of the current draft
        case e.FeedbackGiven() | e.AgencyResponseNamed() | e.LateFeedbackConsidered():
            # Hundreds answer in a period: the lead's progress card counts them, and shows what came late.
            return NOBODY


def _by_author(policy: Policy, ids: tuple[str, ...]) -> dict[str, list[str]]:
    """The ids of these comments by the person who wrote them."""
    by_author: dict[str, list[str]] = {}
    for comment in policy.development.comments if policy.development else ():
        if comment.id in ids:
            by_author.setdefault(comment.person, []).append(comment.id)
    return by_author


def _asker(policy: Policy, event: e.QuestionAnswered) -> str:
    """Everybody on the roster, or whoever asked."""
    if event.to_all:
        return "roster"
    periods = policy.development.periods if policy.development else ()
    asked = (each for period in periods if period.number == event.period for each in period.questions_asked)
    return next((f"person:{each.person}" for each in asked if each.id == event.question), LEAD)
