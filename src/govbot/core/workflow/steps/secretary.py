"""Step 4: the OPM Secretary reviews one exact draft, and approves it, changes it, returns it or asks to
discuss it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.grammar import (
    Ask,
    Change,
    Command,
    Document,
    Event,
    FieldErrors,
    Needs,
    Obligation,
    Refusal,
    StoreDocument,
    all_of,
)
from govbot.core.membership.choices import steering_group
from govbot.core.redline import shown_changes
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import office_or_seat
from govbot.core.workflow.context import PolicyContext, current_development, current_draft, due, today
from govbot.core.workflow.deviations import PassingOverSteps2And3, in_advance, in_emergency, recorded
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.readers import NOT_SHOWN, can_read, marks_of
from govbot.core.workflow.replacement import passage_of, reworded, told_of_word
from govbot.core.workflow.word_files import word_base


class RequestReview(Command):
    presenters: Annotated[
        tuple[str, ...],
        Ask(
            "Who presents it", "people", choices=steering_group, initial=lambda context: (context.state.lead,)
        ),
    ]
    meeting_on: Annotated[date | None, Ask("On which day, if it is arranged", "date", optional=True)] = None
    materials: Annotated[str, Ask("Materials and note", "text", optional=True, most=2000)] = ""
    passing_over: PassingOverSteps2And3 = ""


def request_review(context: PolicyContext, command: RequestReview) -> Iterator[Event]:
    for track in context.process.tracks:
        review = current_development(context).review(track.key)
        if (
            track.strength == "shall"
            and (review is None or not review.outcome)
            and not in_emergency(context, "Step 2")
        ):
            who = office_or_seat(context, track.party)
            raise Refusal(
                f"The {who} shall review for consistency with {track.name} first. "
                "Ask for that review with “/gov advance”."
            )
    if context.process.house_rules.respond_before_secretary and current_development(context).unanswered:
        raise Refusal("A house rule asks for a response to every comment first. Respond with “/gov respond”.")
    if command.meeting_on and command.meeting_on < today(context):
        raise FieldErrors({"meeting_on": "That day has passed. Choose a later one, or leave it empty."})
    yield from recorded(context, command.passing_over, "Step 2", "Step 3")
    paper = current_draft(context).paper
    yield e.SecretaryReviewRequested(
        draft=current_draft(context).number,
        sha256=paper.sha256,
        text_sha256=paper.text_sha256,
        presenters=command.presenters,
        meeting_on=command.meeting_on,
        materials=command.materials,
        due=due(context, context.process.deadlines.secretary_business_days),
    )


def request_in_advance(context: PolicyContext, command: RequestReview) -> Iterator[str]:
    """What is open still: shown as a plain warning, and the process goes on when they say so."""
    yield f"The {context.process.government.secretary} is asked to decide on {current_draft(context).label}."
    left = len(current_development(context).unanswered)
    if left:
        yield f"{left} comment{'s have' if left > 1 else ' has'} no response."
    for review in current_development(context).reviews:
        if review.outcome == "changes needed":
            yield f"The review of {review.asked.name} said: changes needed (on D{review.draft})."
        elif review.complete and review.draft != current_draft(context).number:
            yield f"The review of {review.asked.name} was done on D{review.draft}."
    yield from in_advance(context, "Step 2", "Step 3")


# The decision ----------------------------------------------------------------------------------------


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
    """What the Secretary's buttons are bound to: the draft and its hash."""
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
    """The draft in the Secretary's wording; refused to those from whom a mark keeps it: they would read its words."""
    draft = current_draft(context)
    if not can_read(context, draft):
        raise Refusal(context.say(NOT_SHOWN))
    return reworded(context, draft.paper, command.old_words, command.new_words, f"D{draft.number + 1}")


def change_in_advance(context: PolicyContext, command: ApproveWithChange) -> Iterator[str | Change]:
    """The redline of the Secretary's wording."""
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


class Discuss(Command):
    text: Annotated[str, Ask("What about", "text", optional=True, most=1000)] = ""


def discuss(context: PolicyContext, command: Discuss) -> Iterator[Event]:
    yield e.DiscussionAsked(text=command.text)


class PutOnCalendar(Command):
    meeting_on: Annotated[date, Ask("On which day", "date")]
    text: Annotated[str, Ask("Hour and place", "line", optional=True, most=200)] = ""


def put_on_calendar(context: PolicyContext, command: PutOnCalendar) -> Iterator[Event]:
    if command.meeting_on < today(context):
        raise FieldErrors({"meeting_on": "That day has passed. Choose a later one."})
    yield e.PutOnCalendar(meeting_on=command.meeting_on, text=command.text)


class ReviewedForSecretary(Command):
    text: Annotated[str, Ask("For the {secretary}", "text", optional=True, most=2000)] = ""


def reviewed_for_secretary(context: PolicyContext, command: ReviewedForSecretary) -> Iterator[Event]:
    yield e.ReviewedForSecretary(draft=current_draft(context).number, text=command.text)


class WithdrawApproval(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=2000)] = ""


def withdraw_approval(context: PolicyContext, command: WithdrawApproval) -> Iterator[Event]:
    yield e.ApprovalWithdrawn(
        reasons=command.reasons, lead_due=due(context, context.process.deadlines.lead_business_days)
    )


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The OPM Secretary: a decision; the publisher: adoption of what was approved."""
    development = policy.development
    if development and development.request:
        label = f"D{development.request.draft}"
        yield Obligation(
            "role:secretary",
            "approve",
            f"the {{secretary}}'s decision on {label}",
            development.request.due,
            label,
            strength="shall",
        )
    if development and development.approval and development.stage == "release candidate":
        label = f"D{development.approval.draft}"
        yield Obligation(
            "role:publisher",
            "adopt",
            f"adoption of {label}",
            development.approval.adoption_due,
            label,
            strength="shall",
        )
    if policy.rescission_due:
        yield Obligation(
            "role:secretary",
            "rescind",
            "a decision on rescinding the policy",
            policy.rescission_due,
            strength="shall",
        )
