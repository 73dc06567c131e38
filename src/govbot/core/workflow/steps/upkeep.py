"""A policy is reviewed for as long as it lives: reaffirmed, revised, or rescinded by the OPM
Secretary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Literal

from govbot.core.days import closing, months_after
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation, all_of
from govbot.core.membership.choices import steering_group
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, by_end_of, due, live_version, today
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.requirements import has_version_in_force

RECOMMENDS = (
    Choice("reaffirm", "Reaffirm it as it is"),
    Choice("revise", "Revise it: a new development begins, this version stays in force"),
    Choice("rescind", "Rescind it: the {secretary} decides"),
)


def need_and_risk(context: PolicyContext) -> tuple[str, str]:
    last = context.state.past[-1] if context.state.past else None
    return (last.need, last.risk) if last else ("medium", "medium")


def usual_next_review(context: PolicyContext) -> str:
    months = context.process.review_months(*need_and_risk(context))
    return months_after(today(context), months).isoformat()


review_is_open = all_of(
    has_version_in_force,
    Needs(
        "no version adopted for a later date",
        met=lambda context: context.state.adopted is None,
        otherwise=lambda context: (
            f"Version {context.state.adopted.number} is adopted and comes into force first."
        ),
    ),
    Needs(
        "no revision under way",
        met=lambda context: context.state.development is None,
        otherwise="A revision of this policy is under way already.",
    ),
    Needs(
        "no rescission to decide on",
        met=lambda context: context.state.rescission_due is None,
        otherwise="The {secretary}'s decision on rescinding it is awaited.",
    ),
)


class CompleteReview(Command):
    recommends: Annotated[
        Literal["reaffirm", "revise", "rescind"],
        Ask("What the review recommends", "choice", choices=RECOMMENDS),
    ]
    reasons: Annotated[str, Ask("Reasons", "text", most=3000)]
    next_review_on: Annotated[
        date | None,
        Ask("If reaffirmed: next review", "date", "From need and risk; you may change it", optional=True,
            initial=usual_next_review),
    ] = None  # fmt: skip
    lead: Annotated[
        str,
        Ask("If revised: {lead}", "person", optional=True, choices=steering_group,
            initial=lambda context: context.state.lead),
    ] = ""  # fmt: skip


def complete_review(context: PolicyContext, command: CompleteReview) -> Iterator[Event]:
    version = live_version(context).number
    if command.recommends == "reaffirm":
        if command.next_review_on is None:
            raise FieldErrors({"next_review_on": "Say when the policy is reviewed next."})
        yield e.ReviewCompleted(
            version=version,
            recommends="reaffirm",
            reasons=command.reasons,
            next_review_on=command.next_review_on,
            review_due=by_end_of(context, command.next_review_on, "next_review_on"),
        )
    elif command.recommends == "revise":
        if not command.lead:
            raise FieldErrors({"lead": context.say("Say who carries the revision as its {lead}.")})
        yield e.ReviewCompleted(
            version=version,
            recommends="revise",
            reasons=command.reasons,
            lead=command.lead,
            process=context.directory.process_sha256,
            lead_due=due(context, context.process.deadlines.lead_business_days),
        )
    else:
        yield e.ReviewCompleted(
            version=version,
            recommends="rescind",
            reasons=command.reasons,
            decision_due=due(context, context.process.deadlines.secretary_business_days),
        )


class SetReviewDate(Command):
    next_review_on: Annotated[date, Ask("Next review", "date", initial=usual_next_review)]
    reason: Annotated[str, Ask("Why then", "line", most=300)]


def set_review_date(context: PolicyContext, command: SetReviewDate) -> Iterator[Event]:
    review_due = by_end_of(context, command.next_review_on, "next_review_on")
    yield e.ReviewDateSet(next_review_on=command.next_review_on, review_due=review_due, reason=command.reason)


class Rescind(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=3000)] = ""


def rescind(context: PolicyContext, command: Rescind) -> Iterator[Event]:
    version = live_version(context)
    yield e.Rescinded(version=version.number, reasons=command.reasons)


class KeepInForce(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=3000)] = ""


def keep_in_force(context: PolicyContext, command: KeepInForce) -> Iterator[Event]:
    next_review = months_after(today(context), context.process.review_months(*need_and_risk(context)))
    yield e.RescissionDeclined(
        reasons=command.reasons, next_review_on=next_review, review_due=_end_of(context, next_review)
    )


def _end_of(context: PolicyContext, day: date) -> datetime:
    return closing(day, context.process)


rescission_recommended = Needs(
    "a recommendation to rescind",
    met=lambda context: context.state.rescission_due is not None,
    otherwise="Nobody has recommended to rescind this policy.",
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The lead: the regular review of the version in force."""
    waits = policy.development or policy.adopted or policy.rescission_due
    if policy.review_due and policy.version and not waits:
        what = f"the regular review of version {policy.version.number}"
        yield Obligation("role:lead", "complete_review", what, policy.review_due, strength="shall")
