"""The deciding group advances a draft to staff review, or sends it back to drafting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, Needs
from govbot.core.membership.choices import steering_group
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import (
    office_or_seat,
    usual_review_day,
)
from govbot.core.workflow.context import (
    PolicyContext,
    by_end_of,
    due,
    open_period,
    response_due,
)
from govbot.core.workflow.timeline import overrun


def track_choices(context: PolicyContext) -> list[Choice]:
    return [
        Choice(track.key, f"{track.name} ({office_or_seat(context, track.party)})")
        for track in context.process.tracks
    ]


def all_tracks(context: PolicyContext) -> tuple[str, ...]:
    """Every track not yet complete; all of them, where all are."""
    development = context.state.development
    done = {review.asked.track for review in development.reviews if review.complete} if development else set()
    left = tuple(track.key for track in context.process.tracks if track.key not in done)
    return left or tuple(track.key for track in context.process.tracks)


class Advance(Command):
    tracks: Annotated[
        tuple[str, ...], Ask("Reviews to ask for", "choices", choices=track_choices, initial=all_tracks)
    ]
    due: Annotated[date, Ask("By when", "date", initial=usual_review_day)]
    representative: Annotated[
        str,
        Ask(
            "Representative of the {steering_group} in the reviews",
            "person",
            choices=steering_group,
            initial=lambda context: context.state.lead,
        ),
    ]
    consensus: Annotated[
        str,
        Ask(
            "The {steering_group}'s consensus",
            "text",
            "Reached, or who differs and why",
            optional=True,
            most=2000,
        ),
    ] = ""


def advance(context: PolicyContext, command: Advance) -> Iterator[Event]:
    ends = by_end_of(context, command.due, "due")
    yield e.AdvancedToStaffReview(
        reviews=tuple(
            e.ReviewAsked(
                track=track.key,
                name=track.name,
                party=track.party,
                strength=track.strength,
                due=ends,
                representative=command.representative,
            )
            for track in context.process.tracks
            if track.key in command.tracks
        ),
        consensus=command.consensus,
    )


def reviews_in_the_timeline(context: PolicyContext, command: Advance) -> Iterator[str]:
    """The targets that the staff review would overrun."""
    yield from overrun(context, command.due, "staff review")


PERIOD = (
    Choice("goes on", "It goes on: {agencies} go on answering on the draft that circulates"),
    Choice("closes", "It closes now"),
)


class SendBack(Command):
    reasons: Annotated[str, Ask("What should change?", "text", most=3000)]
    feedback_period: Annotated[
        Literal["goes on", "closes"],
        Ask(
            "The feedback period, which is open",
            "choice",
            "Everybody asked is told if it closes; what has come in stays either way",
            optional=True,
            choices=PERIOD,
            initial="goes on",
            when=lambda context: open_period(context) is not None,
        ),
    ] = "goes on"


def send_back(context: PolicyContext, command: SendBack) -> Iterator[Event]:
    yield e.SentBack(
        reasons=command.reasons, lead_due=due(context, context.process.deadlines.lead_business_days)
    )
    period = open_period(context)
    if period and command.feedback_period == "closes":
        yield e.FeedbackClosed(period=period.number, response_due=response_due(context))


def _can_be_sent_back(context: PolicyContext) -> bool:
    development = context.state.development
    return development is None or development.stage != "drafting" or development.decision_due is not None


something_to_send_back = Needs(
    "a draft that has left drafting, or a report that awaits a decision",
    met=_can_be_sent_back,
    otherwise="It is in drafting already, and no report awaits a decision.",
)
