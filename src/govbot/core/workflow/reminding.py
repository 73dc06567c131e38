"""Who is reminded of an obligation, when and how often; wording is the cards'."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.core.grammar import Notification, Obligation, Strength
from govbot.core.workflow.passing_on import above

AFTER = "after"
SNOOZED = "snoozed"
WEEK = "week "  # and its number, counted from the due date
REVIEW_DAYS = (60, 30, 7)  # days before a policy in force is to be reviewed


def is_reminded_weekly(strength: Strength) -> bool:
    """Whether whoever it is awaited from is reminded once the date has passed, until it is settled."""
    return strength in ("shall", "will")


def is_review(obligation: Obligation) -> bool:
    """A regular review is announced long before, in days; all else in business days."""
    return obligation.action == "complete_review"


def days_before(obligation: Obligation, usual: Sequence[int]) -> Sequence[int]:
    """How long before it is due there are reminders. Feedback is a *may*: one, before the closing."""
    if is_review(obligation):
        return REVIEW_DAYS
    return (max(usual),) if obligation.action == "give_feedback" and usual else usual


def reminded(obligation: Obligation, which: str, strength: Strength = "may") -> tuple[str, ...]:
    """The parties that are reminded: `which` is the days before ("3", "1", "0"), "after" or "week 2".

    The deciding office is not nagged: the office's contact is reminded. Once the date has passed, the one above is
    told, once.
    """
    party = "role:contact" if obligation.party == "role:secretary" else obligation.party
    if which != AFTER:
        return (party,)
    over = above(obligation.party)
    return (party, over) if is_reminded_weekly(strength) and party != over else (over,)


def announced(obligation: Obligation, which: str) -> tuple[Notification, ...]:
    """A reminder in a channel: the steering group's reads of a regular review; its weekly list has it afterwards."""
    if not is_review(obligation) or which.startswith(WEEK):
        return ()
    return (Notification("channel:steering", "review_due"),)
