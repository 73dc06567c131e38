"""The deciding office's review and decision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.marked import current, develop, entered_id, onward
from govbot.core.workflow.policy import Approval, Policy, SecretaryRequest


def secretary(policy: Policy, entry: Entry, event: e.SecretaryEvents) -> Policy:
    match event:
        case e.SecretaryReviewRequested():
            request = SecretaryRequest(
                event.draft, event.sha256, event.presenters, event.due, event.meeting_on, event.materials
            )
            return onward(policy, stage="secretary's review", request=request)
        case e.ReviewedForSecretary():
            return _request(policy, reviewed_by=entry.actor, review_text=event.text)
        case e.DiscussionAsked():
            return _request(policy, discussion=event.text or "asked")
        case e.PutOnCalendar():
            return _request(policy, meeting_on=event.meeting_on)
        case e.Approved():
            approval = _approval(entry, event, entered_id(policy, entry))
            return develop(policy, stage="release candidate", approval=approval, request=None)
        case e.Returned():
            returned = (*current(policy).returned, event.reasons)
            return develop(
                policy,
                stage="drafting",
                request=None,
                lead_due=event.lead_due,
                decision_due=None,
                returned=returned,
                returned_draft=event.draft,
            )
        case e.ApprovalWithdrawn():
            return develop(
                policy, stage="drafting", approval=None, lead_due=event.lead_due, decision_due=None
            )


def _approval(entry: Entry, event: e.Approved, entered: str) -> Approval:
    return Approval(
        event.draft,
        event.sha256,
        event.text_sha256,
        entry.actor,
        entry.capacity,
        entry.authority,
        entry.happened_on,
        event.adoption_due,
        event.note,
        event.with_change,
        entry.recorded_at,
        entered,
        event.old_words,
        event.new_words,
        event.passage,
    )


def _request(policy: Policy, **changes: Any) -> Policy:
    request = current(policy).request
    assert request is not None
    return develop(policy, request=replace(request, **changes))
