"""Whom the deciding office's review and decision are told to."""

from __future__ import annotations

from govbot.core.grammar import Entry, Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import (
    CONTACT,
    LEAD,
    NOBODY,
    SECRETARY,
    STEERING,
    Notifications,
    decided_by,
)
from govbot.core.workflow.policy import Policy


def secretary(policy: Policy, entry: Entry, event: e.SecretaryEvents) -> Notifications:
    match event:
        case e.SecretaryReviewRequested():
            about = f"D{event.draft}"
            parties = (SECRETARY, "role:secretary_designee", "role:delegates", CONTACT)
            return tuple(Notification(party, "secretary_request", about, urgent=True) for party in parties)
        case e.DiscussionAsked() | e.PutOnCalendar():
            return _discussion(policy, event.text)
        case e.Approved():
            word = "Approved with a change" if event.with_change else "Approved"
            return (
                *_decided(policy, entry, f"D{event.draft}: {word}", event.note),
                Notification("role:publisher", "candidate", f"D{event.draft}"),
            )
        case e.Returned():
            return (
                *_decided(policy, entry, f"D{event.draft}: Returned", event.reasons),
                Notification(LEAD, "sent_back", facts={"reasons": event.reasons}),
            )
        case e.ApprovalWithdrawn():
            return _decided(policy, entry, "The approval was withdrawn", event.reasons)
        case e.ReviewedForSecretary():
            # It shows on the card on which the Secretary decides.
            return NOBODY


def _discussion(policy: Policy, text: str) -> Notifications:
    """The lead and the presenters, each once."""
    request = policy.development.request if policy.development else None
    presenters = request.presenters if request else ()
    parties = dict.fromkeys((LEAD, *(f"person:{person}" for person in presenters)))
    return tuple(Notification(party, "discussion", facts={"text": text}, urgent=True) for party in parties)


def _decided(policy: Policy, entry: Entry, decision: str, reasons: str) -> Notifications:
    facts = {"decision": decision, "by": decided_by(entry), "reasons": reasons}
    if entry.event.entered:
        facts["entered"] = policy.entered[-1].id
    return (
        Notification(LEAD, "decided", facts=facts, urgent=True),
        Notification(STEERING, "decided", facts=facts),
    )
