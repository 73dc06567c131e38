"""Adoption: an adoption for a later day is withdrawn, or its day is moved, before that day has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from govbot.core.days import closing, due_in, local_day, months_after, said_day
from govbot.core.grammar import Ask, Command, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, due, today
from govbot.core.workflow.policy import Version


def _adopted(context: PolicyContext) -> Version:
    version = context.state.adopted
    assert version is not None  # the row is open to a version that is adopted for later only
    return version


def _waits_for_its_day(context: PolicyContext) -> bool:
    version = context.state.adopted
    return version is not None and version.in_force_from > context.now


adopted_for_later = Needs(
    "a version adopted for a later date",
    met=_waits_for_its_day,
    otherwise="No version of this policy is adopted for a later date.",
)


class WithdrawAdoption(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=2000)] = ""


def withdraw_adoption(context: PolicyContext, command: WithdrawAdoption) -> Iterator[Event]:
    days = context.process.deadlines.adoption_business_days
    next_review = _next_review(context)
    yield e.AdoptionWithdrawn(
        version=_adopted(context).number,
        reasons=command.reasons,
        adoption_due=due(context, days),
        next_review_on=next_review,
        review_due=closing(next_review, context.process) if next_review else None,
    )


def _next_review(context: PolicyContext) -> date | None:
    """When the version that stays in force is reviewed next; None where none is."""
    if context.state.version is None:
        return None
    last = context.state.past[-1]
    return months_after(today(context), context.process.review_months(last.need, last.risk))


def its_date(context: PolicyContext) -> str:
    version = context.state.adopted
    return version.effective_on.isoformat() if version else ""


class MoveEffectiveDate(Command):
    effective_on: Annotated[date, Ask("Effective from now on", "date", initial=its_date)]
    reason: Annotated[str, Ask("Why", "line", most=300)]


def move_effective_date(context: PolicyContext, command: MoveEffectiveDate) -> Iterator[Event]:
    version = _adopted(context)
    if command.effective_on == version.effective_on:
        raise FieldErrors({"effective_on": "That is its date as it is. Choose another one."})
    if command.effective_on < today(context):
        raise FieldErrors({"effective_on": "That day has passed. Choose today or a later day."})
    begins = datetime.combine(command.effective_on, time(), ZoneInfo(context.process.government.zone))
    in_force_from = context.now if command.effective_on == today(context) else begins.astimezone(UTC)
    days = {mechanism.key: mechanism.business_days for mechanism in context.process.mechanisms}
    yield e.EffectiveDateMoved(
        version=version.number,
        effective_on=command.effective_on,
        in_force_from=in_force_from,
        mechanisms=tuple(
            asked.model_copy(update={"due": due_in(in_force_from, days[asked.mechanism], context.process)})
            if asked.mechanism in days
            else asked
            for asked in version.asked
        ),
        reason=command.reason,
    )
    if in_force_from <= context.now:
        yield e.CameIntoForce(version=version.number)


def date_in_advance(context: PolicyContext, command: MoveEffectiveDate) -> Iterator[str]:
    """From when, instead of which day."""
    before, after = said_day(_adopted(context).effective_on), said_day(command.effective_on)
    at_once = (
        " It comes into force at once."
        if command.effective_on <= local_day(context.now, context.process)
        else ""
    )
    yield f"In force from {after}, and not from {before}.{at_once}"
    yield context.say("The {secretary_office} and the {lead} are told.")
