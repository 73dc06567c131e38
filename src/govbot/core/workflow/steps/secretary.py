"""Step 4: the OPM Secretary reviews one exact draft, and approves it, changes it, returns it or asks to
discuss it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.grammar import Ask, Change, Command, Event, FieldErrors, Obligation, Refusal, StoreDocument
from govbot.core.membership.choices import steering_group
from govbot.core.redline import changes
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import office_or_seat
from govbot.core.workflow.context import PolicyContext, development, draft, due, today
from govbot.core.workflow.deviations import PassingOverSteps2And3, in_advance, recorded
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.replacement import reworded


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


def request_review(context: PolicyContext, asked: RequestReview) -> Iterator[Event]:
    for track in context.process.tracks:
        review = development(context).review(track.key)
        if track.strength == "shall" and (review is None or not review.outcome):
            who = office_or_seat(context, track.party)
            raise Refusal(
                f"The {who} shall review for consistency with {track.name} first. "
                "Ask for that review with “/gov advance”."
            )
    if context.process.house_rules.respond_before_secretary and development(context).unanswered:
        raise Refusal("A house rule asks for a response to every comment first. Respond with “/gov respond”.")
    if asked.meeting_on and asked.meeting_on < today(context):
        raise FieldErrors({"meeting_on": "That day has passed. Choose a later one, or leave it empty."})
    yield from recorded(context, asked.passing_over, "Step 2", "Step 3")
    paper = draft(context).paper
    yield e.SecretaryReviewRequested(
        draft=draft(context).number,
        sha256=paper.sha256,
        text_sha256=paper.text_sha256,
        presenters=asked.presenters,
        meeting_on=asked.meeting_on,
        materials=asked.materials,
        due=due(context, context.process.deadlines.secretary_business_days),
    )


def request_in_advance(context: PolicyContext, asked: RequestReview) -> Iterator[str]:
    """What is open still: shown as a plain warning, and the process goes on when they say so."""
    yield f"The {context.process.government.secretary} is asked to decide on {draft(context).label}."
    left = len(development(context).unanswered)
    if left:
        yield f"{left} comment{'s have' if left > 1 else ' has'} no response."
    for review in development(context).reviews:
        if review.outcome == "changes needed":
            yield f"The review of {review.asked.name} said: changes needed (on D{review.draft})."
        elif review.complete and review.draft != draft(context).number:
            yield f"The review of {review.asked.name} was done on D{review.draft}."
    yield from in_advance(context, "Step 2", "Step 3")


# The decision ----------------------------------------------------------------------------------------


def is_pending(context: PolicyContext) -> str:
    found = context.state.development
    if found and found.request:
        return ""
    if found and found.approval:
        return f"D{found.approval.draft} has been approved already; it is a release candidate."
    return "No request to the OPM Secretary is pending. A new draft voids one; the policy lead asks again."


def bound_draft(context: PolicyContext) -> str:
    """What the Secretary's buttons are bound to: the draft and its hash."""
    found = context.state.development
    return f"D{found.request.draft} {found.request.sha256}" if found and found.request else ""


def not_their_own(context: PolicyContext) -> str:
    """Authors do not approve their own work; this binds designees, never the Secretary."""
    found = draft(context)
    if context.who.capacity.kind == "delegate" and found.by == context.who.person:
        return (
            f"You submitted {found.label} yourself, and authors do not approve their own work. "
            "The OPM Secretary, or another delegate, can approve it."
        )
    return ""


class Approve(Command):
    pass


def approve(context: PolicyContext, asked: Approve) -> Iterator[Event]:
    yield _approved(context)


def _approved(context: PolicyContext) -> e.Approved:
    if context.who.entered_by and not context.who.evidence_paper:
        raise FieldErrors(
            {"evidence_file": "An approval entered for the OPM Secretary needs the signed document."}
        )
    paper = draft(context).paper
    return e.Approved(
        draft=draft(context).number,
        sha256=paper.sha256,
        text_sha256=paper.text_sha256,
        adoption_due=due(context, context.process.deadlines.adoption_business_days),
    )


class ApproveWithChange(Command):
    old_words: Annotated[str, Ask("Replace these words", "text", "Copied from the draft", most=3000)]
    new_words: Annotated[str, Ask("… by these", "text", "Empty: strike them", optional=True, most=3000)] = ""
    note: Annotated[str, Ask("Note", "text", optional=True, most=1000)] = ""


def approve_with_change(context: PolicyContext, asked: ApproveWithChange) -> Iterator[Event | StoreDocument]:
    number = draft(context).number + 1
    document = reworded(draft(context).paper, context.text, asked.old_words, asked.new_words, f"D{number}.md")
    approval = _approved(context)
    yield StoreDocument(document)
    yield e.DraftSubmitted(draft=number, paper=document.paper, note="The OPM Secretary's wording")
    yield approval.model_copy(
        update={
            "draft": number,
            "sha256": document.paper.sha256,
            "text_sha256": document.paper.text_sha256,
            "note": asked.note,
            "with_change": True,
        }
    )


def change_in_advance(context: PolicyContext, asked: ApproveWithChange) -> Iterator[str | Change]:
    """The redline of the Secretary's wording."""
    number = draft(context).number + 1
    document = reworded(draft(context).paper, context.text, asked.old_words, asked.new_words, f"D{number}.md")
    yield f"This wording becomes D{number}, and D{number} is approved. The Steering Group is told."
    yield from changes(context.text, document.text)


class ReturnDraft(Command):
    reasons: Annotated[str, Ask("Reasons", "text", "Welcome, not required", optional=True, most=3000)] = ""


def return_draft(context: PolicyContext, asked: ReturnDraft) -> Iterator[Event]:
    yield e.Returned(
        draft=draft(context).number,
        reasons=asked.reasons,
        lead_due=due(context, context.process.deadlines.lead_business_days),
    )


class Discuss(Command):
    text: Annotated[str, Ask("What about", "text", optional=True, most=1000)] = ""


def discuss(context: PolicyContext, asked: Discuss) -> Iterator[Event]:
    yield e.DiscussionAsked(text=asked.text)


class PutOnCalendar(Command):
    meeting_on: Annotated[date, Ask("On which day", "date")]
    text: Annotated[str, Ask("Hour and place", "line", optional=True, most=200)] = ""


def put_on_calendar(context: PolicyContext, asked: PutOnCalendar) -> Iterator[Event]:
    if asked.meeting_on < today(context):
        raise FieldErrors({"meeting_on": "That day has passed. Choose a later one."})
    yield e.PutOnCalendar(meeting_on=asked.meeting_on, text=asked.text)


class ReviewedForSecretary(Command):
    text: Annotated[str, Ask("For the OPM Secretary", "text", optional=True, most=2000)] = ""


def reviewed_for_secretary(context: PolicyContext, asked: ReviewedForSecretary) -> Iterator[Event]:
    yield e.ReviewedForSecretary(draft=draft(context).number, text=asked.text)


class WithdrawApproval(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=2000)] = ""


def withdraw_approval(context: PolicyContext, asked: WithdrawApproval) -> Iterator[Event]:
    yield e.ApprovalWithdrawn(
        reasons=asked.reasons, lead_due=due(context, context.process.deadlines.lead_business_days)
    )


def owed(policy: Policy) -> Iterator[Obligation]:
    """The OPM Secretary: a decision; the publisher: adoption of what was approved."""
    found = policy.development
    if found and found.request:
        label = f"D{found.request.draft}"
        yield Obligation(
            "role:secretary", "approve", f"the OPM Secretary's decision on {label}", found.request.due, label
        )
    if found and found.approval and found.stage == "release candidate":
        label = f"D{found.approval.draft}"
        yield Obligation(
            "role:publisher", "adopt", f"adoption of {label}", found.approval.adoption_due, label
        )
    if policy.rescission_due:
        yield Obligation(
            "role:secretary", "rescind", "a decision on rescinding the policy", policy.rescission_due
        )
