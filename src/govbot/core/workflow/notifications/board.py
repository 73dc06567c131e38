"""Whom the acts on the comment board are told to."""

from __future__ import annotations

from govbot.core.grammar import Entry, Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import LEAD, NOBODY, Notifications, to_person
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.steps.drafted_responses import second_person


def board(policy: Policy, entry: Entry, event: e.BoardEvents) -> Notifications:
    match event:
        case e.CommentsSorted():
            if not event.drafter or event.drafter == entry.actor:
                return NOBODY
            return (to_person(event.drafter, "comments_given", " ".join(event.comments)),)
        case e.ResponseDrafted():
            return (Notification(second_person(policy, entry.actor), "response_drafted", event.draft),)
        case e.DraftedResponseReturned():
            drafts = policy.development.drafted_responses if policy.development else ()
            return tuple(
                to_person(draft.by, "response_drafted", draft.id)
                for draft in drafts
                if draft.id == event.draft
            )
        case e.ResponseJudged():
            # That a response answers its author is counted on the board; a concern that remains is told.
            about = " ".join(event.comments)
            return (Notification(LEAD, "concern_remains", about),) if event.remains else NOBODY
        case e.CommentsJoined() | e.CommentSplit() | e.OrganisingUndone() | e.ChangeLinked():
            return NOBODY  # the board shows it to whoever looks
