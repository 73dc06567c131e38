"""A need while it waits: supported by others, parked until a day, with the bill or rule that it follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.grammar import Ask, Command, Event, FieldErrors, Needs, Obligation
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, by_end_of, due
from govbot.core.workflow.policy import Policy

OWN = "You raised this need yourself, so it counts as yours. To say more, correct it: “/gov correct-need”."


class SupportNeed(Command):
    why: Annotated[str, Ask("Why your office needs it too", "text", "In a sentence or two", most=500)]


def support_need(context: PolicyContext, command: SupportNeed) -> Iterator[Event]:
    """Said again, it takes the place of the earlier words."""
    yield e.NeedSupported(why=command.why)


not_own_need = Needs(
    "a need that somebody else raised",
    met=lambda context: context.who.person not in context.state.raisers,
    otherwise=OWN,
)


class ParkNeed(Command):
    until: Annotated[date, Ask("Parked until", "date", "On the next business day it is before you again")]
    reasons: Annotated[str, Ask("Reasons, for whoever raised it", "text", most=2000)]


def park_need(context: PolicyContext, command: ParkNeed) -> Iterator[Event]:
    """Raises FieldErrors where the day is over."""
    back = by_end_of(context, command.until, "until")
    yield e.NeedParked(until=command.until, back=back, reasons=command.reasons)


class BringBack(Command):
    pass


def bring_back(context: PolicyContext, command: BringBack) -> Iterator[Event]:
    """The clock: a parked need is before the deciding group again; recorded once."""
    need = context.state.development
    if need and need.stage == "need" and need.parked_until:
        yield e.NeedBroughtBack(decision_due=due(context, context.process.deadlines.decision_business_days))


class TrackBill(Command):
    bill: Annotated[
        str,
        Ask(
            "Bill or rule, with its number",
            "line",
            "As in “SB 1103” or “45 CFR 164”",
            most=120,
            initial=lambda context: next((bill.number for bill in _bills(context)), ""),
        ),
    ]
    stage: Annotated[
        str,
        Ask(
            "Its stage",
            "line",
            "As in “in committee”, “signed”, “proposed rule”; leave it empty to take the bill off",
            optional=True,
            most=120,
        ),
    ] = ""


def _bills(context: PolicyContext) -> tuple[e.Bill, ...]:
    development = context.state.development
    return development.bills if development else ()


def track_bill(context: PolicyContext, command: TrackBill) -> Iterator[Event]:
    """Raises FieldErrors where a bill is taken off that is not there."""
    known = {bill.number.casefold() for bill in _bills(context)}
    if not command.stage and command.bill.casefold() not in known:
        raise FieldErrors({"stage": "Say at which stage it is, as in “in committee”."})
    yield e.BillTracked(bill=command.bill, stage=command.stage)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The clock brings a parked need back."""
    development = policy.development
    if development and development.stage == "need" and development.parked_back:
        yield Obligation("clock", "bring_back", "the end of its parking", development.parked_back)
