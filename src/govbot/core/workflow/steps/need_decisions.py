"""A need is decided: to pursue it, not at this time, taken up again, joined to another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.days import closing
from govbot.core.grammar import Ask, Command, Event, EventOn, FieldErrors, Needs
from govbot.core.membership.choices import steering_group
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import levels
from govbot.core.workflow.context import PolicyContext, due, today
from govbot.core.workflow.policy import stream_of
from govbot.core.workflow.requirements import WITHDRAWN_NEED, is_withdrawn


class RecommendPursuing(Command):
    lead: Annotated[
        str,
        Ask(
            "{Lead}",
            "person",
            "The member who carries the policy from first to last",
            choices=steering_group,
            initial=lambda context: context.who.person,
        ),
    ]
    need: Annotated[
        Literal["high", "medium", "low"], Ask("Relative need", "choice", choices=levels, initial="medium")
    ]
    risk: Annotated[Literal["high", "medium", "low"], Ask("Risk", "choice", choices=levels, initial="medium")]
    target: Annotated[date | None, Ask("Target for the {secretary}'s approval", "date", optional=True)] = None
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=3000)] = ""


def recommend_pursuing(context: PolicyContext, command: RecommendPursuing) -> Iterator[Event]:
    if command.target and command.target < today(context):
        raise FieldErrors({"target": "That day has passed. Choose a later one, or leave it empty."})
    yield e.PursuitRecommended(
        lead=command.lead,
        need=command.need,
        risk=command.risk,
        reasons=command.reasons,
        target=command.target,
        target_due=closing(command.target, context.process) if command.target else None,
        lead_due=due(context, context.process.deadlines.lead_business_days),
    )


class NotAtThisTime(Command):
    reasons: Annotated[str, Ask("Reasons, for whoever raised it", "text", most=3000)]


def not_at_this_time(context: PolicyContext, command: NotAtThisTime) -> Iterator[Event]:
    yield e.NeedDeclined(reasons=command.reasons)


def _is_put_aside(context: PolicyContext) -> bool:
    development = context.state.development
    if development is None or development.withdrawn:
        return False
    return development.stage == "closed" or (development.stage == "need" and bool(development.parked_until))


is_put_aside = Needs(
    "a need that was put aside",
    met=_is_put_aside,
    otherwise=lambda context: (
        WITHDRAWN_NEED if is_withdrawn(context) else "This need has not been put aside."
    ),
)


class TakeUpAgain(Command):
    reasons: Annotated[str, Ask("What has changed?", "text", optional=True, most=3000)] = ""


def take_up_again(context: PolicyContext, command: TakeUpAgain) -> Iterator[Event]:
    decision_due = due(context, context.process.deadlines.decision_business_days)
    yield e.NeedTakenUpAgain(reasons=command.reasons, decision_due=decision_due)


class JoinNeed(Command):
    other: Annotated[
        str,
        Ask(
            "To which need or policy?",
            "policy",
            initial=lambda context: (
                next(iter(need.similar), "") if (need := context.state.development) else ""
            ),
        ),
    ]
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=3000)] = ""


def join_need(context: PolicyContext, command: JoinNeed) -> Iterator[Event | EventOn]:
    if command.other == context.state.id:
        raise FieldErrors({"other": "A need cannot be joined to itself. Choose another one."})
    if command.other in context.state.joined:
        raise FieldErrors({"other": "That need was joined to this one already. Choose another one."})
    yield e.NeedJoined(other=command.other, reasons=command.reasons)
    received = e.NeedReceived(
        joined=context.state.id, raisers=context.state.raisers, with_it=context.state.joined
    )
    yield EventOn(stream_of(command.other), received)
