"""Step 7: a policy is reviewed for as long as it lives: reaffirmed, revised, or rescinded by the OPM
Secretary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Literal

from govbot.core.days import closing, months_after
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Obligation
from govbot.core.membership.choices import steering_group
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, by_end_of, due, live_version, today
from govbot.core.workflow.policy import Policy

RECOMMENDS = (
    Choice("reaffirm", "Reaffirm it as it is"),
    Choice("revise", "Revise it: a new development begins, this version stays in force"),
    Choice("rescind", "Rescind it: the OPM Secretary decides"),
)


def need_and_risk(context: PolicyContext) -> tuple[str, str]:
    last = context.state.past[-1] if context.state.past else None
    return (last.need, last.risk) if last else ("medium", "medium")


def usual_next_review(context: PolicyContext) -> str:
    months = context.process.review_months(*need_and_risk(context))
    return months_after(today(context), months).isoformat()


def review_is_open(context: PolicyContext) -> str:
    if context.state.version is None:
        return "No version of this policy is in force now."
    if context.state.adopted is not None:
        return f"Version {context.state.adopted.number} is adopted and comes into force first."
    if context.state.development is not None:
        return "A revision of this policy is under way already."
    if context.state.rescission_due is not None:
        return "The OPM Secretary's decision on rescinding it is awaited."
    return ""


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
        Ask("If revised: policy lead", "person", optional=True, choices=steering_group,
            initial=lambda context: context.state.lead),
    ] = ""  # fmt: skip


def complete_review(context: PolicyContext, asked: CompleteReview) -> Iterator[Event]:
    version = live_version(context).number
    if asked.recommends == "reaffirm":
        if asked.next_review_on is None:
            raise FieldErrors({"next_review_on": "Say when the policy is reviewed next."})
        yield e.ReviewCompleted(
            version=version,
            recommends="reaffirm",
            reasons=asked.reasons,
            next_review_on=asked.next_review_on,
            review_due=by_end_of(context, asked.next_review_on, "next_review_on"),
        )
    elif asked.recommends == "revise":
        if not asked.lead:
            raise FieldErrors({"lead": "Say who carries the revision as its policy lead."})
        yield e.ReviewCompleted(
            version=version,
            recommends="revise",
            reasons=asked.reasons,
            lead=asked.lead,
            lead_due=due(context, context.process.deadlines.lead_business_days),
        )
    else:
        yield e.ReviewCompleted(
            version=version,
            recommends="rescind",
            reasons=asked.reasons,
            decision_due=due(context, context.process.deadlines.secretary_business_days),
        )


class SetReviewDate(Command):
    next_review_on: Annotated[date, Ask("Next review", "date", initial=usual_next_review)]
    reason: Annotated[str, Ask("Why then", "line", most=300)]


def set_review_date(context: PolicyContext, asked: SetReviewDate) -> Iterator[Event]:
    review_due = by_end_of(context, asked.next_review_on, "next_review_on")
    yield e.ReviewDateSet(next_review_on=asked.next_review_on, review_due=review_due, reason=asked.reason)


class Rescind(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=3000)] = ""


def rescind(context: PolicyContext, asked: Rescind) -> Iterator[Event]:
    version = live_version(context)
    if context.who.entered_by and not context.who.evidence_paper:
        raise FieldErrors(
            {"evidence_file": "A rescission entered for the OPM Secretary needs the signed document."}
        )
    yield e.Rescinded(version=version.number, reasons=asked.reasons)


class KeepInForce(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=3000)] = ""


def keep_in_force(context: PolicyContext, asked: KeepInForce) -> Iterator[Event]:
    next_review = months_after(today(context), context.process.review_months(*need_and_risk(context)))
    yield e.RescissionDeclined(
        reasons=asked.reasons, next_review_on=next_review, review_due=_end_of(context, next_review)
    )


def _end_of(context: PolicyContext, day: date) -> datetime:
    return closing(day, context.process)


def rescission_recommended(context: PolicyContext) -> str:
    return "" if context.state.rescission_due else "Nobody has recommended to rescind this policy."


def owed(policy: Policy) -> Iterator[Obligation]:
    """The lead: the regular review of the version in force."""
    waits = policy.development or policy.adopted or policy.rescission_due
    if policy.review_due and policy.version and not waits:
        what = f"the regular review of version {policy.version.number}"
        yield Obligation("role:lead", "complete_review", what, policy.review_due)
