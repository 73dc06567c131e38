"""The decision on one exact draft: approved, approved with a change, or returned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import (
    Ask,
    Change,
    Command,
    Document,
    Event,
    Needs,
    Refusal,
    StoreDocument,
    all_of,
)
from govbot.core.redline import shown_changes
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, current_draft, due
from govbot.core.workflow.readers import NOT_SHOWN, can_read, marks_of
from govbot.core.workflow.replacement import passage_of, reworded, told_of_word
from govbot.core.workflow.word_files import word_base


def _has_request(context: PolicyContext) -> bool:
    return context.state.development is not None and context.state.development.request is not None


def _is_not_approved(context: PolicyContext) -> bool:
    development = context.state.development
    return development is None or development.approval is None or development.request is not None


is_pending = all_of(
    Needs(
        "a draft that is not approved yet",
        met=_is_not_approved,
        otherwise=lambda context: (
            f"D{context.state.development.approval.draft} has been approved already; it is a release candidate."
        ),
    ),
    Needs(
        "a pending request for the decision",
        met=_has_request,
        otherwise=("No request to the {secretary} is pending. A new draft voids one; the {lead} asks again."),
    ),
)


def bound_draft(context: PolicyContext) -> str:
    """What the buttons of a decision are bound to: the draft and its hash."""
    development = context.state.development
    return (
        f"D{development.request.draft} {development.request.sha256}"
        if development and development.request
        else ""
    )


def bound_approval(context: PolicyContext) -> str:
    """What withdrawing an approval is bound to: the approved draft and its hash."""
    development = context.state.development
    approval = development.approval if development else None
    return f"D{approval.draft} {approval.sha256}" if approval else ""


def _is_not_their_own(context: PolicyContext) -> bool:
    return context.who.capacity.kind != "delegate" or context.who.person not in current_draft(context).authors


# Authors do not approve their own work; this binds designees, never the Secretary.
not_their_own = Needs(
    "a draft that somebody else submitted, for delegates",
    met=_is_not_their_own,
    otherwise=lambda context: context.say(
        "You submitted {draft} yourself, and authors do not approve their own work. "
        "The {secretary}, or another delegate, can approve it.",
        draft=current_draft(context).label,
    ),
)


class Approve(Command):
    pass


def approve(context: PolicyContext, command: Approve) -> Iterator[Event]:
    yield _approved(context)


def _approved(context: PolicyContext) -> e.Approved:
    paper = current_draft(context).paper
    return e.Approved(
        draft=current_draft(context).number,
        sha256=paper.sha256,
        text_sha256=paper.text_sha256,
        adoption_due=due(context, context.process.deadlines.adoption_business_days),
    )


class ApproveWithChange(Command):
    old_words: Annotated[str, Ask("Replace these words", "text", "Copied from the draft", most=3000)]
    new_words: Annotated[str, Ask("… by these", "text", "Empty: strike them", optional=True, most=3000)] = ""
    note: Annotated[str, Ask("Note", "text", optional=True, most=1000)] = ""


def approve_with_change(
    context: PolicyContext, command: ApproveWithChange
) -> Iterator[Event | StoreDocument]:
    number = current_draft(context).number + 1
    before = current_draft(context)
    document = _reworded(context, command)
    approval = _approved(context)
    yield StoreDocument(document)
    base = None if document.paper.is_word else word_base(context.state, before)
    yield e.DraftSubmitted(
        draft=number,
        paper=document.paper,
        note=context.say("The {secretary}'s wording"),
        summary=current_draft(context).summary,
        marks=marks_of(context, current_draft(context)),
        rewords=before.number,
        word_from=base,
        word_due=approval.adoption_due if base else None,
        attachments=before.attachments,
    )
    yield approval.model_copy(
        update={
            "draft": number,
            "sha256": document.paper.sha256,
            "text_sha256": document.paper.text_sha256,
            "note": command.note,
            "with_change": True,
            "old_words": command.old_words,
            "new_words": command.new_words,
            "passage": passage_of(context.text, document.text),
        }
    )


def _reworded(context: PolicyContext, command: ApproveWithChange) -> Document:
    """The draft in the approver's wording; refused to those from whom a mark keeps it: they would read its words."""
    draft = current_draft(context)
    if not can_read(context, draft):
        raise Refusal(context.say(NOT_SHOWN))
    return reworded(context, draft.paper, command.old_words, command.new_words, f"D{draft.number + 1}")


def change_in_advance(context: PolicyContext, command: ApproveWithChange) -> Iterator[str | Change]:
    """The redline of the approver's wording."""
    number = current_draft(context).number + 1
    before = current_draft(context)
    document = _reworded(context, command)
    yield context.say(
        "This wording becomes {new}, and {new} is approved. The {steering_group} is told.", new=f"D{number}"
    )
    yield from told_of_word(context, before, document)
    yield from shown_changes(context.text, document.text)


class ReturnDraft(Command):
    reasons: Annotated[str, Ask("Reasons", "text", "Welcome, not required", optional=True, most=3000)] = ""


def return_draft(context: PolicyContext, command: ReturnDraft) -> Iterator[Event]:
    yield e.Returned(
        draft=current_draft(context).number,
        reasons=command.reasons,
        lead_due=due(context, context.process.deadlines.lead_business_days),
    )


def return_in_advance(context: PolicyContext, command: ReturnDraft) -> Iterator[str]:
    """Asks once more where no reason is given: one is welcome, none is required."""
    if not command.reasons:
        yield context.say(
            "Return draft {label} of {policy} “{title}” without a reason? The {lead} would not know what to change. "
            "Give a reason below, or confirm.",
            label=current_draft(context).label,
            policy=context.state.id,
            title=context.state.title,
        )
