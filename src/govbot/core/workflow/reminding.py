"""Who is reminded of what is awaited; wording is the cards'."""

from __future__ import annotations

from govbot.core.grammar import Notification, Obligation

AFTER = "after"
SNOOZED = "snoozed"


def reminded(owed: Obligation, which: str) -> str:
    """The party that is reminded: `which` is the business days before ("3", "1", "0"), or "after" the due date.

    The OPM Secretary is not nagged: the office's contact is reminded. Once the date has passed, the policy
    lead is told.
    """
    if which == AFTER:
        return "role:lead"
    return "role:contact" if owed.party == "role:secretary" else owed.party


def announced(owed: Obligation) -> tuple[Notification, ...]:
    """What a reminder says to a channel: a regular review is told to the Steering Group's too."""
    return (Notification("channel:steering", "review_due"),) if owed.action == "complete_review" else ()
