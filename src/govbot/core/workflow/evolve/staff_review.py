"""Staff reviews by track, and the two consultations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.marked import by_author, current, develop, entered_id, onward
from govbot.core.workflow.policy import Consultation, Policy, Review, ReviewNote


def staff_review(policy: Policy, entry: Entry, event: e.StaffReviewEvents) -> Policy:
    match event:
        case e.AdvancedToStaffReview():
            given = {review.asked.track: review for review in current(policy).reviews}
            reviews = tuple(
                replace(given[asked.track], asked=asked, awaited=True, named="")
                if asked.track in given
                else Review(asked)
                for asked in event.reviews
            )
            left = tuple(
                review for track, review in given.items() if track not in {r.asked.track for r in reviews}
            )
            return onward(policy, stage="staff review", reviews=reviews + left, request=None)
        case e.SentBack():
            return develop(
                policy,
                stage="drafting",
                decision_due=None,
                lead_due=event.lead_due,
                request=None,
            )
        case e.ReviewGiven():
            return _given(policy, entry, event)
        case e.ReviewerNamed():
            named = tuple(
                replace(review, named=event.person) if review.asked.track == event.track else review
                for review in current(policy).reviews
            )
            return develop(policy, reviews=named)
        case e.ConditionsMet():
            return _review(policy, event.track, met_on=event.draft, met_how=event.text)
        case e.PassageNoted():
            return _noted(policy, entry, event)
        case e.ReviewDateAsked():
            return _review(policy, event.track, date_asked=event.until, date_reason=event.reason)
        case e.ReviewAnswered():
            answered = tuple(
                replace(review, answer=event.text, answer_due=None, awaited=True)
                if review.asked.track == event.track
                else review
                for review in current(policy).reviews
            )
            return develop(policy, reviews=answered)
        case e.ConsultationAsked():
            asked = Consultation(event.consultation, event.name, event.party, event.question, event.due)
            return _consulted(policy, asked)
        case e.ConsultationNotNecessary():
            none = Consultation(event.consultation, event.name, not_necessary=True, reasons=event.reasons)
            return _consulted(policy, none)
        case e.AdviceGiven():
            before = next(
                consultation
                for consultation in current(policy).consultations
                if consultation.key == event.consultation
            )
            entered = entered_id(policy, entry)
            if entered and before.given and not before.entered:
                return policy  # it stands beside the office's own advice, among the entered acts
            advised = _consulted(policy, replace(before, advice=event.text, given=True, entered=entered))
            return by_author(advised, f"advice {event.consultation}", entry.actor, event.marks)


def _review(policy: Policy, track: str, **changes: Any) -> Policy:
    reviews = tuple(
        replace(review, **changes) if review.asked.track == track else review
        for review in current(policy).reviews
    )
    return develop(policy, reviews=reviews)


def _noted(policy: Policy, entry: Entry, event: e.PassageNoted) -> Policy:
    before = current(policy).review(event.track)
    notes = before.notes if before else ()
    note = ReviewNote(event.draft, event.text, event.section, event.passage, entry.actor, entry.happened_on)
    noted = _review(policy, event.track, notes=(*notes, note))
    return by_author(noted, f"review {event.track}", entry.actor, event.marks)


def _earlier(review: Review) -> tuple[Review, ...]:
    """The reviews given before, with the one that a new one takes the place of."""
    if not review.outcome:
        return review.earlier
    return (*review.earlier, replace(review, notes=(), earlier=()))


def _given(policy: Policy, entry: Entry, event: e.ReviewGiven) -> Policy:
    """The reviewer's own word is the track's outcome. An entered one completes what is awaited; beside an own word
    that answers the same question it stands among the entered acts."""
    entered, before = entered_id(policy, entry), current(policy).review(event.track)
    if entered and before and not before.awaited and not before.entered:
        return policy
    reviews = tuple(
        replace(
            review,
            awaited=False,
            outcome=event.outcome,
            draft=event.draft,
            text=event.text,
            by=entry.actor,
            representative=event.representative,
            on=entry.happened_on,
            recorded_at=entry.recorded_at,
            answer_due=event.lead_due,
            answer="",
            entered=entered,
            met_on=0,
            met_how="",
            date_asked=None,
            date_reason="",
            earlier=_earlier(review),
        )
        if review.asked.track == event.track
        else review
        for review in current(policy).reviews
    )
    goals = tuple(dict.fromkeys((*policy.goals, *event.goals)))
    reviewed = replace(develop(policy, reviews=reviews), goals=goals)
    return by_author(reviewed, f"review {event.track}", entry.actor, event.marks)


def _consulted(policy: Policy, consultation: Consultation) -> Policy:
    others = tuple(other for other in current(policy).consultations if other.key != consultation.key)
    return develop(policy, consultations=(*others, consultation))
