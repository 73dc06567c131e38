"""Step 7: a policy is reviewed for as long as it lives: reaffirmed, revised, or rescinded by the OPM
Secretary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Literal

from govbot.days import closing, months_after
from govbot.grammar import Ask, Choice, Command, Event, Owed, Unanswered
from govbot.membership.choices import steering_group
from govbot.workflow import events as e
from govbot.workflow.at import AtPolicy, by_end_of, due, live_version, today
from govbot.workflow.policy import Policy

RECOMMENDS = (
    Choice("reaffirm", "Reaffirm it as it is"),
    Choice("revise", "Revise it: a new development begins, this version stays in force"),
    Choice("rescind", "Rescind it: the OPM Secretary decides"),
)


def need_and_risk(at: AtPolicy) -> tuple[str, str]:
    last = at.state.past[-1] if at.state.past else None
    return (last.need, last.risk) if last else ("medium", "medium")


def usual_next_review(at: AtPolicy) -> str:
    months = at.process.review_months(*need_and_risk(at))
    return months_after(today(at), months).isoformat()


def review_is_open(at: AtPolicy) -> str:
    if at.state.version is None:
        return "No version of this policy is in force now."
    if at.state.adopted is not None:
        return f"Version {at.state.adopted.number} is adopted and comes into force first."
    if at.state.development is not None:
        return "A revision of this policy is under way already."
    if at.state.rescission_due is not None:
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
            initial=lambda at: at.state.lead),
    ] = ""  # fmt: skip


def complete_review(at: AtPolicy, asked: CompleteReview) -> Iterator[Event]:
    version = live_version(at).number
    if asked.recommends == "reaffirm":
        if asked.next_review_on is None:
            raise Unanswered({"next_review_on": "Say when the policy is reviewed next."})
        yield e.ReviewCompleted(
            version=version,
            recommends="reaffirm",
            reasons=asked.reasons,
            next_review_on=asked.next_review_on,
            review_due=by_end_of(at, asked.next_review_on, "next_review_on"),
        )
    elif asked.recommends == "revise":
        if not asked.lead:
            raise Unanswered({"lead": "Say who carries the revision as its policy lead."})
        yield e.ReviewCompleted(
            version=version,
            recommends="revise",
            reasons=asked.reasons,
            lead=asked.lead,
            lead_due=due(at, at.process.deadlines.lead_business_days),
        )
    else:
        yield e.ReviewCompleted(
            version=version,
            recommends="rescind",
            reasons=asked.reasons,
            decision_due=due(at, at.process.deadlines.secretary_business_days),
        )


class SetReviewDate(Command):
    next_review_on: Annotated[date, Ask("Next review", "date", initial=usual_next_review)]
    reason: Annotated[str, Ask("Why then", "line", most=300)]


def set_review_date(at: AtPolicy, asked: SetReviewDate) -> Iterator[Event]:
    review_due = by_end_of(at, asked.next_review_on, "next_review_on")
    yield e.ReviewDateSet(next_review_on=asked.next_review_on, review_due=review_due, reason=asked.reason)


class Rescind(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=3000)] = ""


def rescind(at: AtPolicy, asked: Rescind) -> Iterator[Event]:
    version = live_version(at)
    if at.who.entered_by and not at.who.evidence_paper:
        raise Unanswered(
            {"evidence_file": "A rescission entered for the OPM Secretary needs the signed document."}
        )
    yield e.Rescinded(version=version.number, reasons=asked.reasons)


class KeepInForce(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=3000)] = ""


def keep_in_force(at: AtPolicy, asked: KeepInForce) -> Iterator[Event]:
    next_review = months_after(today(at), at.process.review_months(*need_and_risk(at)))
    yield e.RescissionDeclined(
        reasons=asked.reasons, next_review_on=next_review, review_due=_end_of(at, next_review)
    )


def _end_of(at: AtPolicy, day: date) -> datetime:
    return closing(day, at.process)


def rescission_recommended(at: AtPolicy) -> str:
    return "" if at.state.rescission_due else "Nobody has recommended to rescind this policy."


def owed(policy: Policy) -> Iterator[Owed]:
    """The lead: the regular review of the version in force."""
    waits = policy.development or policy.adopted or policy.rescission_due
    if policy.review_due and policy.version and not waits:
        what = f"the regular review of version {policy.version.number}"
        yield Owed("role:lead", "complete_review", what, policy.review_due)
