"""Who is reminded of an obligation; wording is the cards'."""

from __future__ import annotations

from govbot.core.grammar import Notification, Obligation

AFTER = "after"
SNOOZED = "snoozed"


def reminded(obligation: Obligation, which: str) -> str:
    """The party that is reminded: `which` is the business days before ("3", "1", "0"), or "after" the due date.

    The OPM Secretary is not nagged: the office's contact is reminded. Once the date has passed, the policy
    lead is told.
    """
    if which == AFTER:
        return "role:lead"
    return "role:contact" if obligation.party == "role:secretary" else obligation.party


def announced(obligation: Obligation) -> tuple[Notification, ...]:
    """A reminder in a channel: the Steering Group's reads of a regular review too."""
    if obligation.action != "complete_review":
        return ()
    return (Notification("channel:steering", "review_due"),)
