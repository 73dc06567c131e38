"""What has happened in a policy of the bench: short ones of four events, and ones as long as is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from govbot.core.grammar import DocumentRef, Event
from govbot.core.workflow import events as e

Made = list[tuple[Event, str]]  # each event with who acted
OPERATOR = "operator"
MONTH = timedelta(days=30)


def small(lead: str, number: int, now: datetime) -> Made:
    """A need that somebody works on, with something awaited."""
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


def asking(people: tuple[e.RosterEntry, ...], paper: DocumentRef, events: int, now: datetime) -> Made:
    """A policy of so many events; the last opens a feedback period that asks everybody.

    Before it, as many periods as it takes, in which everybody says something.
    """
    made = small(people[0].person, 0, now)
    made.append((e.DraftSubmitted(draft=1, paper=paper), people[0].person))
    periods = 0
    while len(made) < events - 1:
        periods += 1
        made.append((_opened(periods, people, now), OPERATOR))
        answers = min(len(people), max(0, events - 2 - len(made)))
        made += [_given(periods, one, len(made) + index) for index, one in enumerate(people[:answers])]
        made.append((e.FeedbackClosed(period=periods), OPERATOR))
    return [*made[: events - 1], (_opened(periods + 1, people, now), OPERATOR)]


def _opened(period: int, people: tuple[e.RosterEntry, ...], now: datetime) -> Event:
    return e.FeedbackOpened(period=period, draft=1, roster=people, closes_at=now + MONTH)


def _given(period: int, one: e.RosterEntry, number: int) -> tuple[Event, str]:
    said = e.FeedbackGiven(
        comment=f"C{number}",
        period=period,
        draft=1,
        kind="comment",
        agency=one.agency,
        text=f"This is comment {number} on the draft. " * 3,
    )
    return said, one.person
