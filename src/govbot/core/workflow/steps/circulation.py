"""A draft circulates to a frozen roster, for as long as its feedback period is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated

from govbot.core.days import business_day_after, said, said_day
from govbot.core.grammar import Ask, Command, Event, FieldErrors, Needs, Obligation
from govbot.core.membership.choices import agency_choices, everybody
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import usual_closing
from govbot.core.workflow.context import (
    PolicyContext,
    by_end_of,
    current_development,
    current_draft,
    latest_period,
    open_period,
)
from govbot.core.workflow.deviations import PassingOverStep2, in_advance, recorded
from govbot.core.workflow.policy import STAGES, Period, Policy
from govbot.core.workflow.question_rows import MOST_QUESTIONS, questions_in
from govbot.core.workflow.reused_rosters import SAVED, WITHOUT, dropped_out, named, roster_of
from govbot.core.workflow.roster import capacity_choices
from govbot.core.workflow.timeline import overrun

TOO_MANY = "These are {count} questions; {most} can be asked, one in each line. Join some, or leave some out."


def usual_capacities(context: PolicyContext) -> tuple[str, ...]:
    """Those that the process names; none where the form is opened with a saved roster."""
    if named(context):
        return ()
    return tuple(context.process.circulation.capacities)


class OpenFeedback(Command):
    capacities: Annotated[
        tuple[str, ...],
        Ask(
            "Roster: capacities", "choices", choices=capacity_choices, initial=usual_capacities, optional=True
        ),
    ] = ()
    agencies: Annotated[
        tuple[str, ...],
        Ask(
            "… of these {agencies} only",
            "choices",
            "Leave empty for all",
            optional=True,
            choices=agency_choices,
        ),
    ] = ()
    people: Annotated[
        tuple[str, ...],
        Ask(
            "… and these people",
            "people",
            "From outside the {agencies} too",
            optional=True,
            choices=everybody,
        ),
    ] = ()
    saved: Annotated[str, SAVED] = ""
    without: Annotated[tuple[str, ...], WITHOUT] = ()
    closes_on: Annotated[
        date | None,
        Ask("Closes at the end of", "date", "Empty: no closing date", optional=True, initial=usual_closing),
    ] = None
    questions: Annotated[
        str,
        Ask(
            "Questions for the {agencies}",
            "text",
            "One in each line; each is answered by itself",
            optional=True,
            most=2000,
        ),
    ] = ""
    passing_over: PassingOverStep2 = ""


def open_feedback(context: PolicyContext, command: OpenFeedback) -> Iterator[Event]:
    entries = _roster(context, command)
    if not entries:
        raise FieldErrors(
            {"capacities": context.say("Nobody is on this roster. Choose capacities, {agencies} or people.")}
        )
    closes_at = by_end_of(context, command.closes_on, "closes_on") if command.closes_on else None
    asked = questions_in(command.questions)
    if len(asked) > MOST_QUESTIONS:
        raise FieldErrors({"questions": TOO_MANY.format(count=len(asked), most=MOST_QUESTIONS)})
    yield from recorded(context, command.passing_over, "Step 2")
    yield e.FeedbackOpened(
        period=len(current_development(context).periods) + 1,
        draft=current_draft(context).number,
        roster=entries,
        questions=command.questions,
        closes_at=closes_at,
        asked=asked if len(asked) > 1 else (),
    )


def _roster(context: PolicyContext, command: OpenFeedback) -> tuple[e.RosterEntry, ...]:
    return roster_of(
        context, command.capacities, command.agencies, command.people, command.saved, command.without
    )


def feedback_in_advance(context: PolicyContext, command: OpenFeedback) -> Iterator[str]:
    """Whom the request will reach, and until when."""
    entries = _roster(context, command)
    count = len({entry.agency for entry in entries if entry.agency})
    outside = sum(not entry.agency for entry in entries)
    others = context.say(", {number} from outside the {agencies}", number=outside) if outside else ""
    yield context.say(
        "{people} people in {count} {agencies}{others} will be asked about {draft}.",
        people=len({entry.person for entry in entries}),
        count=count,
        others=others,
        draft=current_draft(context).label,
    )
    yield from dropped_out(context, command.saved)
    yield from _asked_in_advance(context, command)
    if command.closes_on:
        ends = by_end_of(context, command.closes_on, "closes_on")
        yield f"The feedback period closes on {said(ends, context.process)}."
        yield from _others_that_day(
            context, command.closes_on, list(dict.fromkeys(entry.person for entry in entries))
        )
        yield "Later answers are kept and marked late."
    else:
        yield "The feedback period has no closing date; you close it with a button."
    yield from in_advance(context, "Step 2")


def _asked_in_advance(context: PolicyContext, command: OpenFeedback) -> Iterator[str]:
    """The questions as each will be asked, so that no text is taken apart unseen."""
    asked = questions_in(command.questions)
    if len(asked) > 1:
        yield f"They are asked {len(asked)} questions, each with an answer of its own:"
        yield from (f"{number}. {question}" for number, question in enumerate(asked, 1))


def closing_in_the_timeline(context: PolicyContext, command: OpenFeedback) -> Iterator[str]:
    """The targets that a feedback period would overrun."""
    yield from overrun(context, command.closes_on, "agency feedback")


MOST_NAMED = 3
FREE_WITHIN = 20  # business days among which a free one is looked for


def _others_that_day(context: PolicyContext, day: date, command: list[str]) -> Iterator[str]:
    """Who has another request closing that day, and which day after it is free for everybody asked."""
    busy = [person for person in command if person in context.closings.get(day, ())]
    if not busy:
        return
    names = ", ".join(context.directory.named(person) for person in busy[:MOST_NAMED])
    more = f" and {len(busy) - MOST_NAMED} more" if len(busy) > MOST_NAMED else ""
    have = "has" if len(busy) == 1 else "have"
    yield f"{names}{more} {have} another request closing that day."
    days = (business_day_after(day, count, context.process) for count in range(1, FREE_WITHIN + 1))
    free = next(
        (day for day in days if not context.closings.get(day, frozenset()).intersection(command)), None
    )
    if free:
        yield f"{said_day(free)} is free for everybody asked."


def _close_it_first(context: PolicyContext) -> str:
    period = latest_period(context)
    until = f" until {said(period.closes_at, context.process)}" if period.closes_at else ""
    return (
        f"The feedback period on D{period.draft} is open{until}. Close it first with “/gov close-feedback”, "
        "or give it more time with “/gov extend”."
    )


no_period_open = Needs(
    "no open feedback period", met=lambda context: open_period(context) is None, otherwise=_close_it_first
)


period_is_open = Needs(
    "an open feedback period",
    met=lambda context: open_period(context) is not None,
    otherwise="No feedback period is open now. A closed one can be extended to a later day.",
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """Each representative: an answer for each of their agencies; the clock: the closing."""
    development = policy.development
    if (
        development is None
        or development.period is None
        or development.stage not in STAGES[1:]
        or development.period.closed
    ):
        return
    latest = development.period
    if latest.closes_at:
        yield Obligation("clock", "close_by_clock", "the closing of the feedback period", latest.closes_at)
    if development.stage == "release candidate":
        return
    what, about = f"your feedback on D{latest.draft}", f"P{latest.number}"
    known = answers_awaited(what, latest.closes_at, about)
    heard = latest.answered | latest.wrong | _of_retired_agencies(policy, latest)
    for key in [key for key in latest.roster.keys if key not in heard]:
        yield known.get(key) or known.setdefault(
            key, Obligation(f"person:{key}", "give_feedback", what, latest.closes_at, about)
        )


def _of_retired_agencies(policy: Policy, period: Period) -> frozenset[str]:
    """The places of agencies that are off the list."""
    if not policy.retired:
        return frozenset()
    return frozenset(entry.key for entry in period.roster if entry.agency in policy.retired)


@lru_cache(maxsize=256)
def answers_awaited(what: str, closes_at: datetime | None, about: str) -> dict[str, Obligation]:
    """The answers awaited in a period, by place, made once: what has not changed is then the same object."""
    return {}
