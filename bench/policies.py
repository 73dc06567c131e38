"""The events of the policies that benchmarks run on: short ones, ones of any length, adopted ones."""

from __future__ import annotations

from datetime import datetime, timedelta

from govbot.core.grammar import DocumentRef, Event
from govbot.core.process import Process
from govbot.core.workflow import events as e

Events = list[tuple[Event, str]]  # each event with the person who acted
OPERATOR = "operator"
MONTH = timedelta(days=30)


def short_policy(lead: str, number: int, now: datetime) -> Events:
    """A need that somebody works on without a group; a draft is awaited."""
    return [
        (
            e.NeedRaised(
                title=f"Policy {number}", text="For the bench", sources=(), decision_due=now + MONTH
            ),
            OPERATOR,
        ),
        (e.PursuitRecommended(lead=lead, need="high", risk="low", lead_due=now + MONTH), OPERATOR),
        (e.WorkedWithoutGroup(), lead),
    ]


def policy_in_review(lead: str, number: int, paper: DocumentRef, began: datetime, process: Process) -> Events:
    """A policy whose staff reviews are all awaited, begun on that day; the target for its review was 20 days later."""
    day = began.date()
    targets = {
        "staff review": day + timedelta(days=5),
        "agency feedback": day + timedelta(days=20 + number % 30),
        "secretary's review": day + timedelta(days=90 + number % 30),
    }
    reviews = tuple(
        e.ReviewAsked(
            track=track.key,
            name=track.name,
            party=f"office:{track.office}" if track.office else f"seat:{track.seat}",
            strength=track.strength,
            due=began + timedelta(days=30 + number % 30),
        )
        for track in process.tracks
    )
    return [
        *short_policy(lead, number, began),
        (e.TimelineSet(targets=targets), lead),
        (e.DraftSubmitted(draft=1, paper=paper), lead),
        (e.AdvancedToStaffReview(reviews=reviews), OPERATOR),
    ]


def policy_in_feedback(
    roster: tuple[e.RosterEntry, ...], paper: DocumentRef, events: int, now: datetime
) -> Events:
    """A policy of so many events; the last opens a feedback period that asks everybody.

    Earlier feedback periods, in which everybody comments, fill it up to that number.
    """
    lead = roster[0].person
    policy = [*short_policy(lead, 0, now), (e.DraftSubmitted(draft=1, paper=paper), lead)]
    periods = 0
    while len(policy) < events - 1:
        periods += 1
        policy.append((_feedback_opened(periods, roster, now), OPERATOR))
        comments = min(len(roster), max(0, events - 2 - len(policy)))
        first = len(policy)
        policy += [_comment(periods, entry, first + index) for index, entry in enumerate(roster[:comments])]
        policy.append((e.FeedbackClosed(period=periods), OPERATOR))
    return [*policy[: events - 1], (_feedback_opened(periods + 1, roster, now), OPERATOR)]


def adopted_policy(
    lead: str, number: int, first: DocumentRef, corrected: DocumentRef, now: datetime
) -> Events:
    """A policy of two versions, the second a correction of the first, so that it has a redline."""
    today = now.date()
    adopted = e.Adopted(
        version="1.0",
        draft=1,
        title=f"Adopted policy {number}",
        originator="Office of Policy and Management",
        effective_on=today,
        in_force_from=now,
        description="The first version",
        laws="",
        publisher="Office of Policy and Management",
        sha256=first.sha256,
        text_sha256=first.text_sha256,
        next_review_on=today + 12 * MONTH,
        review_due=now + 12 * MONTH,
    )
    correction = e.TechnicallyCorrected(
        version="1.1",
        corrects="1.0",
        old_words="must",
        new_words="shall",
        reason="One word throughout",
        paper=corrected,
        corrected_on=today,
    )
    return [
        *short_policy(lead, number, now),
        (e.DraftSubmitted(draft=1, paper=first), lead),
        (adopted, OPERATOR),
        (e.CameIntoForce(version="1.0"), OPERATOR),
        (correction, OPERATOR),
    ]


def _feedback_opened(period: int, roster: tuple[e.RosterEntry, ...], now: datetime) -> Event:
    return e.FeedbackOpened(period=period, draft=1, roster=roster, closes_at=now + MONTH)


def _comment(period: int, entry: e.RosterEntry, number: int) -> tuple[Event, str]:
    comment = e.FeedbackGiven(
        comment=f"C{number}",
        period=period,
        draft=1,
        kind="comment",
        agency=entry.agency,
        text=f"This is comment {number} on the draft. " * 3,
    )
    return comment, entry.person
