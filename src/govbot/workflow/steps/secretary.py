"""Step 4: the OPM Secretary reviews one exact draft, and approves it, changes it, returns it or asks to
discuss it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.grammar import Ask, Change, Command, Event, Kept, Owed, Refused, Unanswered
from govbot.membership.choices import steering_group
from govbot.redline import changes
from govbot.workflow import events as e
from govbot.workflow.at import AtPolicy, development, draft, due, today
from govbot.workflow.choices import office_or_seat
from govbot.workflow.passing_over import PassingOverSteps2And3, in_advance, recorded
from govbot.workflow.policy import Policy
from govbot.workflow.wording import reworded


class RequestReview(Command):
    presenters: Annotated[
        tuple[str, ...],
        Ask("Who presents it", "people", choices=steering_group, initial=lambda at: (at.state.lead,)),
    ]
    meeting_on: Annotated[date | None, Ask("On which day, if it is arranged", "date", optional=True)] = None
    materials: Annotated[str, Ask("Materials and note", "text", optional=True, most=2000)] = ""
    passing_over: PassingOverSteps2And3 = ""


def request_review(at: AtPolicy, asked: RequestReview) -> Iterator[Event]:
    for track in at.process.tracks:
        review = development(at).review(track.key)
        if track.strength == "shall" and (review is None or not review.outcome):
            who = office_or_seat(at, track.party)
            raise Refused(
                f"The {who} shall review for consistency with {track.name} first. "
                "Ask for that review with “/gov advance”."
            )
    if at.process.house_rules.respond_before_secretary and development(at).unanswered:
        raise Refused("A house rule asks for a response to every comment first. Respond with “/gov respond”.")
    if asked.meeting_on and asked.meeting_on < today(at):
        raise Unanswered({"meeting_on": "That day has passed. Choose a later one, or leave it empty."})
    yield from recorded(at, asked.passing_over, "Step 2", "Step 3")
    paper = draft(at).paper
    yield e.SecretaryReviewRequested(
        draft=draft(at).number,
        sha256=paper.sha256,
        text_sha256=paper.text_sha256,
        presenters=asked.presenters,
        meeting_on=asked.meeting_on,
        materials=asked.materials,
        due=due(at, at.process.deadlines.secretary_business_days),
    )


def request_in_advance(at: AtPolicy, asked: RequestReview) -> Iterator[str]:
    """What is open still: shown as a plain warning, and the process goes on when they say so."""
    yield f"The {at.process.government.secretary} is asked to decide on {draft(at).label}."
    left = len(development(at).unanswered)
    if left:
        yield f"{left} comment{'s have' if left > 1 else ' has'} no response."
    for review in development(at).reviews:
        if review.outcome == "changes needed":
            yield f"The review of {review.asked.name} said: changes needed (on D{review.draft})."
        elif review.complete and review.draft != draft(at).number:
            yield f"The review of {review.asked.name} was done on D{review.draft}."
    yield from in_advance(at, "Step 2", "Step 3")


# The decision ----------------------------------------------------------------------------------------


def is_pending(at: AtPolicy) -> str:
    found = at.state.development
    if found and found.request:
        return ""
    if found and found.approval:
        return f"D{found.approval.draft} has been approved already; it is a release candidate."
    return "No request to the OPM Secretary is pending. A new draft voids one; the policy lead asks again."


def bound_draft(at: AtPolicy) -> str:
    """What the Secretary's buttons are bound to: the draft and its hash."""
    found = at.state.development
    return f"D{found.request.draft} {found.request.sha256}" if found and found.request else ""


def not_their_own(at: AtPolicy) -> str:
    """Authors do not approve their own work; this binds designees, never the Secretary."""
    found = draft(at)
    if at.who.capacity.kind == "delegate" and found.by == at.who.person:
        return (
            f"You submitted {found.label} yourself, and authors do not approve their own work. "
            "The OPM Secretary, or another delegate, can approve it."
        )
    return ""


class Approve(Command):
    pass


def approve(at: AtPolicy, asked: Approve) -> Iterator[Event]:
    yield _approved(at)


def _approved(at: AtPolicy) -> e.Approved:
    if at.who.entered_by and not at.who.evidence_paper:
        raise Unanswered(
            {"evidence_file": "An approval entered for the OPM Secretary needs the signed document."}
        )
    paper = draft(at).paper
    return e.Approved(
        draft=draft(at).number,
        sha256=paper.sha256,
        text_sha256=paper.text_sha256,
        adoption_due=due(at, at.process.deadlines.adoption_business_days),
    )


class ApproveWithChange(Command):
    old_words: Annotated[str, Ask("Replace these words", "text", "Copied from the draft", most=3000)]
    new_words: Annotated[str, Ask("… by these", "text", "Empty: strike them", optional=True, most=3000)] = ""
    note: Annotated[str, Ask("Note", "text", optional=True, most=1000)] = ""


def approve_with_change(at: AtPolicy, asked: ApproveWithChange) -> Iterator[Event | Kept]:
    number = draft(at).number + 1
    document = reworded(draft(at).paper, at.text, asked.old_words, asked.new_words, f"D{number}.md")
    approval = _approved(at)
    yield Kept(document)
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


def change_in_advance(at: AtPolicy, asked: ApproveWithChange) -> Iterator[str | Change]:
    """The redline of the Secretary's wording."""
    number = draft(at).number + 1
    document = reworded(draft(at).paper, at.text, asked.old_words, asked.new_words, f"D{number}.md")
    yield f"This wording becomes D{number}, and D{number} is approved. The Steering Group is told."
    yield from changes(at.text, document.text)


class ReturnDraft(Command):
    reasons: Annotated[str, Ask("Reasons", "text", "Welcome, not required", optional=True, most=3000)] = ""


def return_draft(at: AtPolicy, asked: ReturnDraft) -> Iterator[Event]:
    yield e.Returned(
        draft=draft(at).number,
        reasons=asked.reasons,
        lead_due=due(at, at.process.deadlines.lead_business_days),
    )


class Discuss(Command):
    text: Annotated[str, Ask("What about", "text", optional=True, most=1000)] = ""


def discuss(at: AtPolicy, asked: Discuss) -> Iterator[Event]:
    yield e.DiscussionAsked(text=asked.text)


class PutOnCalendar(Command):
    meeting_on: Annotated[date, Ask("On which day", "date")]
    text: Annotated[str, Ask("Hour and place", "line", optional=True, most=200)] = ""


def put_on_calendar(at: AtPolicy, asked: PutOnCalendar) -> Iterator[Event]:
    if asked.meeting_on < today(at):
        raise Unanswered({"meeting_on": "That day has passed. Choose a later one."})
    yield e.PutOnCalendar(meeting_on=asked.meeting_on, text=asked.text)


class ReviewedForSecretary(Command):
    text: Annotated[str, Ask("For the OPM Secretary", "text", optional=True, most=2000)] = ""


def reviewed_for_secretary(at: AtPolicy, asked: ReviewedForSecretary) -> Iterator[Event]:
    yield e.ReviewedForSecretary(draft=draft(at).number, text=asked.text)


class WithdrawApproval(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=2000)] = ""


def withdraw_approval(at: AtPolicy, asked: WithdrawApproval) -> Iterator[Event]:
    yield e.ApprovalWithdrawn(
        reasons=asked.reasons, lead_due=due(at, at.process.deadlines.lead_business_days)
    )


def owed(policy: Policy) -> Iterator[Owed]:
    """The OPM Secretary: a decision; the publisher: adoption of what was approved."""
    found = policy.development
    if found and found.request:
        label = f"D{found.request.draft}"
        yield Owed(
            "role:secretary", "approve", f"the OPM Secretary's decision on {label}", found.request.due, label
        )
    if found and found.approval and found.stage == "release candidate":
        label = f"D{found.approval.draft}"
        yield Owed("role:publisher", "adopt", f"adoption of {label}", found.approval.adoption_due, label)
    if policy.rescission_due:
        yield Owed("role:secretary", "rescind", "a decision on rescinding the policy", policy.rescission_due)
