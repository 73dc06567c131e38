"""The deciding office is asked to review a draft; it discusses it, has it reviewed by a designee, and withdraws an
approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.grammar import (
    Ask,
    Command,
    Event,
    FieldErrors,
    Obligation,
    Refusal,
)
from govbot.core.membership.choices import steering_group
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import office_or_seat
from govbot.core.workflow.context import PolicyContext, current_development, current_draft, due, today
from govbot.core.workflow.deviations import PassingOverSteps2And3, in_advance, in_emergency, recorded
from govbot.core.workflow.policy import Policy


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
        elif review.outcome == "with conditions" and not review.met_on:
            yield f"The review of {review.asked.name} has conditions that are not confirmed as met."
        elif review.complete and review.draft != current_draft(context).number:
            yield f"The review of {review.asked.name} was done on D{review.draft}."
    yield from in_advance(context, "Step 2", "Step 3")


# The decision ----------------------------------------------------------------------------------------


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
    """The deciding office: a decision; the publisher: adoption of what was approved."""
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
