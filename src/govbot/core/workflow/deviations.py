"""Going forward past a *will* step that is not done: one line, recorded as a deviation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from govbot.core.grammar import Ask, Event, FieldErrors, RuleContext
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.events import DeviationRecorded
from govbot.core.workflow.policy import Review

# By the name that the record has of a step: its number as people cite it, and what it is. Templates.
NUMBERS = {"Step 2": "{step_review}", "Step 3": "{step_feedback}"}
STEPS = {"Step 2": "the staff review", "Step 3": "the circulation to {agencies}"}
NOT_COMPLETE = (
    "{passed_over} is not complete. Say in one line why it is passed over; it is recorded as a deviation."
)


def missing(context: PolicyContext, *steps: str) -> list[str]:
    """Which of these steps are neither done in this development nor passed over by a recorded deviation."""
    return [step for step in steps if not _done(context, step) and not _deviated(context, step)]


def _done(context: PolicyContext, step: str) -> bool:
    development = current_development(context)
    if step == "Step 2":
        reviews = (
            development.review(track.key) for track in context.process.tracks if track.strength != "may"
        )
        return all(review is not None and _is_complete(context, review) for review in reviews)
    return any(period.is_closed(context.now) for period in development.periods)


def _is_complete(context: PolicyContext, review: Review) -> bool:
    """Given without a need of changes, or recorded as no longer needed: a deviation of its own."""
    key = (review.party, "give_review", review.asked.track)
    passed_over = any(
        settlement.key == key and settlement.due is None and settlement.base == review.asked.due
        for settlement in context.state.settlements
    )
    return review.complete or (review.awaited and passed_over)


def _deviated(context: PolicyContext, step: str) -> bool:
    number = current_development(context).number
    return any(
        deviation.step == step and deviation.development == number and not deviation.of
        for deviation in context.state.deviations
    )


def in_emergency(context: PolicyContext, step: str) -> bool:
    """Whether this step of the development was passed over in an emergency: what shall be done, too."""
    number = current_development(context).number
    return any(
        deviation.step == step and deviation.development == number and deviation.emergency
        for deviation in context.state.deviations
    )


def asks_why(*steps: str) -> Ask:
    """The field that asks for the line, shown only where a step is not done."""

    def needed(context: RuleContext[Any]) -> bool:
        return context.state.development is not None and bool(missing(context, *steps))

    return Ask(
        "What is passed over, and why",
        "text",
        "An earlier step is not complete. One line on the exigency, internal; it is recorded as a deviation",
        optional=True,
        when=needed,
        most=1000,
    )


def recorded(context: PolicyContext, line: str, *steps: str) -> Iterator[Event]:
    """The deviations that this line records; a problem at its field where one is needed and there is none."""
    left = missing(context, *steps)
    if left and not line:
        names = " and ".join(context.say(f"{NUMBERS[step]} ({STEPS[step]})") for step in left)
        raise FieldErrors({"passing_over": context.say(NOT_COMPLETE, passed_over=names)})
    for step in left:
        yield DeviationRecorded(
            step=step,
            exigency=line,
            authority=str(context.who.capacity),
            public_sentence=context.say(
                f"{NUMBERS[step]}, {STEPS[step]}, was passed over before it was complete."
            ),
            before_the_fact=True,
        )


def in_advance(context: PolicyContext, *steps: str) -> Iterator[str]:
    """What a preview says of the steps that are passed over."""
    for step in missing(context, *steps):
        passed_over = f"{NUMBERS[step]} ({STEPS[step]})"
        yield context.say(f"{passed_over} is passed over; that is recorded as a deviation.")


PassingOverStep2 = Annotated[str, asks_why("Step 2")]
PassingOverSteps2And3 = Annotated[str, asks_why("Step 2", "Step 3")]
