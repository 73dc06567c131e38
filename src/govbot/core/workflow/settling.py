"""Settling what is late: a reminder, another date, or no longer needed (for a *will* that is a deviation)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.days import business_day_after, said
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import about_or_first
from govbot.core.workflow.context import PolicyContext, by_end_of, today
from govbot.core.workflow.keys import key_text
from govbot.core.workflow.obligations import STEP_OF, as_asked, obligations
from govbot.core.workflow.offices import office_of

# Feedback is a *may* with a closing of its own: the period is extended, nobody's answer is given more time.
NOT_HERE = ("give_feedback",)
NOTHING_AWAITED = "Nothing is awaited here now."


def awaited_by_key(context: PolicyContext) -> dict[str, Obligation]:
    """What is awaited of somebody now, by the text that names it; the dates are those that the steps gave."""
    settlements = context.state.settlements
    dropped = {(settlement.key, settlement.base) for settlement in settlements if settlement.due is None}
    return {
        key_text(*obligation.key): obligation
        for obligation in as_asked(context.state)
        if obligation.party != "clock" and obligation.action not in NOT_HERE
        if (obligation.key, obligation.due) not in dropped
    }


def awaited_choices(context: PolicyContext) -> list[Choice]:
    return [Choice(key, _label(context, obligation)) for key, obligation in awaited_by_key(context).items()]


def _may_be_passed_over(obligation: Obligation) -> bool:
    """A *shall* ends only by being done, or in an emergency; what other buttons decide is decided with them."""
    return obligation.strength != "shall" and obligation.action in STEP_OF


def passing_choices(context: PolicyContext) -> list[Choice]:
    return [
        Choice(key, _label(context, obligation))
        for key, obligation in awaited_by_key(context).items()
        if _may_be_passed_over(obligation)
    ]


def _label(context: PolicyContext, obligation: Obligation) -> str:
    what = context.process.say_kept(obligation.what).removeprefix("your ")
    if obligation.action == "answer_request":  # the words of a request may carry a mark
        what = what.partition(":")[0] + f" to {obligation.about}"
    return f"{office_of(context.process, context.directory, obligation.party)}: {what}"


def awaited_first(context: PolicyContext) -> str:
    return about_or_first(context, awaited_choices(context))


def passing_first(context: PolicyContext) -> str:
    return about_or_first(context, passing_choices(context))


something_awaited = Needs(
    "something that is awaited",
    met=lambda context: bool(awaited_choices(context)),
    otherwise=NOTHING_AWAITED,
)
something_to_pass_over = Needs(
    "something awaited that may be passed over",
    met=lambda context: bool(passing_choices(context)),
    otherwise=(
        "Nothing that may be passed over is awaited here now. What the policy says “shall” be done ends by being "
        "done, or in an emergency."
    ),
)


class Remind(Command):
    which: Annotated[str, Ask("What is awaited", "choice", choices=awaited_choices, initial=awaited_first)]


def remind(context: PolicyContext, command: Remind) -> Iterator[Event]:
    obligation = awaited_by_key(context)[command.which]
    yield e.ReminderAsked(party=obligation.party, action=obligation.action, about=obligation.about)


def in_a_week(context: PolicyContext) -> str:
    return business_day_after(today(context), 5, context.process).isoformat()


def asked_or_in_a_week(context: PolicyContext) -> str:
    """The day that the reviewer asked for, of whom the button says that something is awaited; else a week from now."""
    obligation = awaited_by_key(context).get(context.about)
    development = context.state.development
    if obligation and development and obligation.action == "give_review":
        review = development.review(obligation.about)
        if review and review.date_asked and review.date_asked > today(context):
            return review.date_asked.isoformat()
    return in_a_week(context)


class GiveUntil(Command):
    which: Annotated[str, Ask("What is awaited", "choice", choices=awaited_choices, initial=awaited_first)]
    until: Annotated[date, Ask("Until the end of", "date", initial=asked_or_in_a_week)]
    reason: Annotated[str, Ask("Why, for whom it is awaited from", "line", optional=True, most=300)] = ""


def give_until(context: PolicyContext, command: GiveUntil) -> Iterator[Event]:
    asked = awaited_by_key(context)[command.which]
    due = by_end_of(context, command.until, "until")
    now_due = next(
        (each.due for each in obligations(context.state) if (each.action, each.about) == asked.key[1:]),
        asked.due,
    )
    if now_due and now_due > context.now and due <= now_due:
        raise FieldErrors(
            {"until": f"It is due on {said(now_due, context.process)} as it is. Choose a later day."}
        )
    yield e.TimeGiven(
        party=asked.party,
        action=asked.action,
        about=asked.about,
        instead_of=asked.due,
        due=due,
        reason=command.reason,
    )


class PassOver(Command):
    which: Annotated[
        str, Ask("What is no longer needed", "choice", choices=passing_choices, initial=passing_first)
    ]
    reason: Annotated[str, Ask("Why", "line", "Internal", most=300)]


# How the public sentence names what was passed over: never in the words in which it was asked for.
PASSED_OVER = {
    "give_review": "a staff review",
    "confirm_conditions": "the confirmation that a draft meets a reviewer's conditions",
    "answer_review": "an answer to a reviewer",
    "answer_request": "an answer of the {group}",
    "state_position": "the position of a member of the {group}",
    "respond_to_agency": "a response to what an {agency} said as its own",
    "respond_to_comments": "responses to comments",
}


def pass_over(context: PolicyContext, command: PassOver) -> Iterator[Event]:
    obligation = awaited_by_key(context)[command.which]
    yield e.NoLongerNeeded(
        party=obligation.party,
        action=obligation.action,
        about=obligation.about,
        due=obligation.due,
        reason=command.reason,
    )
    if obligation.strength == "will":
        step = STEP_OF[obligation.action]
        passed_over = context.say(PASSED_OVER[obligation.action])
        yield e.DeviationRecorded(
            step=step,
            exigency=command.reason,
            authority=str(context.who.capacity),
            public_sentence=f"{context.process.step(step)}: {passed_over} was no longer needed.",
            before_the_fact=obligation.due is None or obligation.due > context.now,
            of=command.which,
        )
