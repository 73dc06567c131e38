"""Whom an event is told to, and on which card. Wording is the cards'; delivery is the courier's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from govbot.core.grammar import Entry, Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.policy import Policy, Review

STEERING = "channel:steering"
EVERYBODY = "channel:announcements"
LEAD = "role:lead"
SECRETARY = "role:secretary"


def news(policy: Policy, entry: Entry) -> Iterable[Notification]:
    """The messages that follow from an entry; `policy` is the state after it."""
    event = cast(e.PolicyEvents, entry.event)
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
        case e.LeadChanged():
            return (Notification(LEAD, "lead_named"), Notification(STEERING, "lead_changed"))
        case e.DevelopmentClosed():
            return (
                Notification("raisers", "closed", facts={"reasons": event.reasons}),
                Notification("group", "closed"),
            )
        case _:
            return (
                *_drafting(policy, entry, event),
                *_decisions(policy, entry, event),
                *_versions(policy, entry, event),
            )


def _drafting(policy: Policy, entry: Entry, event: e.PolicyEvents) -> Iterable[Notification]:
    match event:
        case e.GroupAssembled():
            return (
                *(Notification(f"person:{one}", "group_welcome") for one in policy_members(policy)),
                *_room("group_room"),
            )
        case e.MemberAdded():
            return (Notification(f"person:{event.person}", "group_welcome"), *_room())
        case e.MemberRemoved():
            return (Notification(f"person:{event.person}", "group_left"), *_room())
        case e.LiaisonsChanged():
            return (
                *(Notification(f"person:{person}", "group_welcome") for person in event.liaisons),
                *_room("liaisons_changed"),
            )
        case e.GroupClosed():
            return (Notification("room", "group_closed"),)
        case e.RoomLinked():
            return (Notification("room", "room"), Notification(f"room:{event.platform}", "group_room"))
        case e.GroupAsked():
            return (
                Notification("group", "group_asked", event.request),
                Notification("room", "group_asked", event.request),
            )
        case e.GroupAnswered():
            return _answer_told(policy, entry, event)
        case e.DraftSubmitted():
            again = tuple(
                Notification(review.asked.party, "review_asked", review.asked.track)
                for review in _reviews(policy)
                if review.asked.track in event.ask_again
            )
            return (Notification("group", "draft_submitted", f"D{event.draft}"), *again)
        case e.FinalPositionsAsked():
            return (Notification("group", "draft_submitted"),)
        case e.ReportMade():
            return (
                Notification(STEERING, "report", event.report),
                Notification("role:advisor", "report", event.report),
            )
        case e.AdvancedToStaffReview():
            return tuple(Notification(review.party, "review_asked", review.track) for review in event.reviews)
        case e.SentBack():
            facts = {"reasons": event.reasons}
            lead = (
                ()
                if policy.lead in policy_members(policy)
                else (Notification(LEAD, "sent_back", facts=facts),)
            )
            return (*lead, Notification("group", "sent_back", facts=facts))
        case e.ReviewGiven():
            return (Notification(LEAD, "review_given", event.track),)
        case e.ReviewAnswered():
            party = next(one.asked.party for one in _reviews(policy) if one.asked.track == event.track)
            return (Notification(party, "review_asked", event.track),)
        case e.ConsultationAsked():
            return (Notification(event.party, "consultation", event.consultation),)
        case e.AdviceGiven():
            return (Notification(LEAD, "advice_given", event.consultation),)
        case _:
            return ()


def _decisions(policy: Policy, entry: Entry, event: e.PolicyEvents) -> Iterable[Notification]:
    match event:
        case e.FeedbackOpened():
            about = f"P{event.period}"
            return (
                Notification("roster", "feedback_request", about),
                Notification(LEAD, "feedback_progress", about),
            )
        case e.RosterJoined():
            return (Notification(f"person:{event.entry.person}", "feedback_request", f"P{event.period}"),)
        case e.NotTheRightPerson():
            facts = {"person": event.person, "suggested": event.suggested, "text": event.text}
            return (Notification(LEAD, "wrong_person", f"P{event.period}", facts),)
        case e.FeedbackClosingChanged():
            return (Notification("roster", "feedback_changed", f"P{event.period}", {"reason": event.reason}),)
        case e.FeedbackClosed():
            about = f"P{event.period}"
            early = () if event.by_clock else (Notification("roster", "feedback_changed", about),)
            return (
                Notification(LEAD, "feedback_closed", about),
                Notification(STEERING, "feedback_closed", about),
                *early,
            )
        case e.CommentsAnswered():
            return tuple(
                Notification(f"person:{person}", "comments_answered", " ".join(ids))
                for person, ids in _by_author(policy, event.comments).items()
            )
        case e.SecretaryReviewRequested():
            about = f"D{event.draft}"
            parties = (SECRETARY, "role:secretary_designee", "role:delegates", "role:contact")
            return tuple(Notification(party, "secretary_request", about, urgent=True) for party in parties)
        case e.DiscussionAsked() | e.PutOnCalendar():
            text = event.text
            request = policy.development.request if policy.development else None
            presenters = request.presenters if request else ()
            told = dict.fromkeys((LEAD, *(f"person:{person}" for person in presenters)))
            return tuple(
                Notification(party, "discussion", facts={"text": text}, urgent=True) for party in told
            )
        case e.Approved():
            word = "Approved with a change" if event.with_change else "Approved"
            facts = {"decision": f"D{event.draft}: {word}", "by": _by(entry), "reasons": event.note}
            return (*_decided(facts), Notification("role:publisher", "candidate", f"D{event.draft}"))
        case e.Returned():
            facts = {"decision": f"D{event.draft}: Returned", "by": _by(entry), "reasons": event.reasons}
            return (*_decided(facts), Notification(LEAD, "sent_back", facts={"reasons": event.reasons}))
        case e.ApprovalWithdrawn():
            return _decided(
                {"decision": "The approval was withdrawn", "by": _by(entry), "reasons": event.reasons}
            )
        case _:
            return ()


def _versions(policy: Policy, entry: Entry, event: e.PolicyEvents) -> Iterable[Notification]:
    match event:
        case e.Adopted():
            return (*_told("adopted", event.version), Notification(LEAD, "adopted", event.version))
        case e.CameIntoForce():
            version = next(version for version in policy.versions if version.number == event.version)
            asked = tuple(
                Notification(f"agency:{agency}", "agency_asked", f"{event.version} {mechanism.mechanism}")
                for mechanism in version.asked
                if mechanism.asks
                for agency in version.agencies
            )
            later = () if version.adopted_on == entry.happened_on else _told("adopted", event.version)
            return (*later, *asked)
        case e.TechnicallyCorrected():
            return tuple(
                Notification(party, "corrected", event.version) for party in ("role:contact", STEERING, LEAD)
            )
        case e.Rescinded():
            return _told("rescinded", facts={"reasons": event.reasons})
        case e.RescissionDeclined():
            return (
                Notification(
                    STEERING, "review_completed", facts={"recommends": "reaffirm", "reasons": event.reasons}
                ),
            )
        case e.ReviewCompleted():
            facts = {"recommends": event.recommends, "reasons": event.reasons}
            parties = {"revise": (LEAD,), "rescind": (SECRETARY, "role:contact"), "reaffirm": ()}[
                event.recommends
            ]
            return (
                Notification(STEERING, "review_completed", facts=facts),
                *(Notification(party, "review_completed", facts=facts) for party in parties),
            )
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
            one = next(variance for variance in policy.variances if variance.id == event.variance)
            return (Notification(f"person:{one.by}", "variance", event.variance),)
        case e.DirectionRecorded():
            return (Notification(STEERING, "direction", facts={"text": event.text}),)
        case e.DecisionRecorded():
            return (
                Notification(
                    STEERING,
                    "decision",
                    facts={"text": event.text, "consensus": event.consensus, "differs": event.differs},
                ),
            )
        case e.DeviationRecorded():
            return (Notification(STEERING, "deviation", f"V{len(policy.deviations)}"),)
        case _:
            return ()


def _answer_told(policy: Policy, entry: Entry, event: e.GroupAnswered) -> tuple[Notification, ...]:
    """A member's answer is told to the liaisons, the group's whole answer to the lead; nobody of their own."""
    if event.complete:
        return (Notification(LEAD, "group_asked", event.request),)
    assert policy.development is not None
    assert policy.development.group is not None  # who answers belongs to a group
    told = [person for person in policy.development.group.liaisons if person != entry.actor]
    return tuple(Notification(f"person:{person}", "group_asked", event.request) for person in told)


def policy_members(policy: Policy) -> tuple[str, ...]:
    """Everybody in the group, liaisons first."""
    group = policy.development.group if policy.development else None
    return group.everybody if group else ()


def _room(card: str = "") -> tuple[Notification, ...]:
    """The group's room follows its members; then, where there is one, a card in it."""
    return (Notification("room", "room"), *((Notification("room", card),) if card else ()))


def _reviews(policy: Policy) -> tuple[Review, ...]:
    return policy.development.reviews if policy.development else ()


def _by_author(policy: Policy, ids: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for comment in policy.development.comments if policy.development else ():
        if comment.id in ids:
            found.setdefault(comment.person, []).append(comment.id)
    return found


def _by(entry: Entry) -> str:
    return f"the {entry.capacity}, {entry.authority}" if entry.authority else f"the {entry.capacity}"


def _decided(facts: dict[str, str]) -> tuple[Notification, ...]:
    return (
        Notification(LEAD, "decided", facts=facts, urgent=True),
        Notification(STEERING, "decided", facts=facts),
    )


def _told(card: str, about: str = "", facts: dict[str, str] | None = None) -> tuple[Notification, ...]:
    return tuple(Notification(party, card, about, facts or {}) for party in (EVERYBODY, "raisers"))
