"""Step 2: the Steering Group advances a draft; staff review it by tracks; asks for changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation, Refusal
from govbot.core.membership.choices import everybody, steering_group
from govbot.core.texts import literal
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import (
    MARKS,
    about_or_first,
    mark_choices,
    office_or_seat,
    reviewers,
    usual_review_day,
)
from govbot.core.workflow.context import (
    PolicyContext,
    by_end_of,
    current_development,
    current_draft,
    due,
    open_period,
    response_due,
    today,
)
from govbot.core.workflow.policy import Policy, Review
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


# The reviews -----------------------------------------------------------------------------------------


def own_tracks(context: PolicyContext) -> list[Choice]:
    """The reviews that are this person's to give, awaited ones first."""
    development = context.state.development
    if development is None:
        return []
    mine = [review for review in development.reviews if _may_give(context, review)]
    return [
        Choice(review.asked.track, review.asked.name)
        for review in sorted(mine, key=lambda review: not review.awaited)
    ]


def _may_give(context: PolicyContext, review: Review) -> bool:
    named = context.directory.with_alternates((review.named,), today(context))
    return context.who.person in (*named, *reviewers(context, review.asked.party))


def own_track(context: PolicyContext) -> str:
    return about_or_first(context, own_tracks(context))


OUTCOMES = (
    Choice("no concerns", "Review complete: no concerns"),
    Choice("with advice", "Review complete: with advice"),
    Choice("changes needed", "Changes needed"),
)


class GiveReview(Command):
    track: Annotated[str, Ask("Review of", "choice", choices=own_tracks, initial=own_track)]
    outcome: Annotated[
        Literal["no concerns", "with advice", "changes needed"], Ask("Outcome", "choice", choices=OUTCOMES)
    ]
    text: Annotated[
        str,
        Ask(
            "Advice, or what must change",
            "text",
            "Needed unless there are no concerns",
            optional=True,
            most=3000,
        ),
    ] = ""
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices)
    ] = ()


def give_review(context: PolicyContext, command: GiveReview) -> Iterator[Event]:
    if command.outcome != "no concerns" and not command.text:
        raise FieldErrors({"text": "Say in a sentence what you advise or what must change."})
    review = current_development(context).review(command.track)
    if review is None or not _may_give(context, review):
        raise Refusal("That review is another office's. You can give the ones that are listed for you.")
    yield e.ReviewGiven(
        track=command.track,
        draft=current_draft(context).number,
        outcome=command.outcome,
        text=command.text,
        representative=review.asked.representative,
        marks=command.marks,
        lead_due=due(context, context.process.deadlines.lead_business_days)
        if command.outcome == "changes needed"
        else None,
    )


def without_reviewer(context: PolicyContext) -> list[Choice]:
    """The awaited reviews whose office or seat, and whoever was named instead, has left."""
    development = context.state.development
    return [
        Choice(review.asked.track, f"{review.asked.name} ({office_or_seat(context, review.asked.party)})")
        for review in (development.reviews if development else ())
        if review.awaited and not _has_reviewer(context, review)
    ]


def _has_reviewer(context: PolicyContext, review: Review) -> bool:
    return context.directory.is_active(review.named) or bool(reviewers(context, review.asked.party))


def first_without_reviewer(context: PolicyContext) -> str:
    return about_or_first(context, without_reviewer(context))


has_no_reviewer = Needs(
    "a review whose office has nobody",
    met=lambda context: bool(without_reviewer(context)),
    otherwise="Every review that is awaited is on somebody's desk.",
)


class NameReviewer(Command):
    track: Annotated[
        str, Ask("Review of", "choice", choices=without_reviewer, initial=first_without_reviewer)
    ]
    person: Annotated[str, Ask("Who gives it?", "person", "The office has nobody now", choices=everybody)]


def name_reviewer(context: PolicyContext, command: NameReviewer) -> Iterator[Event]:
    if command.person == context.who.person:
        raise FieldErrors({"person": "Name somebody else: a review is another person's look at the draft."})
    yield e.ReviewerNamed(track=command.track, person=command.person)


reviews_asked = Needs(
    "a review that was asked for",
    met=lambda context: bool(context.state.development and context.state.development.reviews),
    otherwise="No reviews have been asked for yet.",
)


def to_answer(context: PolicyContext) -> list[Choice]:
    development = context.state.development
    wanted = [review for review in development.reviews if review.answer_due] if development else []
    return [Choice(review.asked.track, review.asked.name) for review in wanted]


def first_to_answer(context: PolicyContext) -> str:
    return about_or_first(context, to_answer(context))


has_to_answer = Needs(
    "a reviewer who waits for an answer",
    met=lambda context: bool(to_answer(context)),
    otherwise="No reviewer is waiting for an answer.",
)


class AnswerReview(Command):
    track: Annotated[str, Ask("Which review", "choice", choices=to_answer, initial=first_to_answer)]
    text: Annotated[str, Ask("Your answer; the reviewer is asked again", "text", most=3000)]


def answer_review(context: PolicyContext, command: AnswerReview) -> Iterator[Event]:
    yield e.ReviewAnswered(track=command.track, text=command.text)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """Every reviewer: a review; the lead: a draft or an answer; a consulted office: its advice."""
    development = policy.development
    if development is None or development.stage in ("need", "closed", "joined", "release candidate"):
        return
    for review in development.reviews:
        asked = review.asked
        if review.awaited:
            draft_label = development.draft.label if development.draft else "the draft"
            yield Obligation(
                review.party,
                "give_review",
                f"your review of {draft_label}: {literal(asked.name)}",
                asked.due,
                asked.track,
                strength=asked.strength,
            )
        if review.answer_due:
            what = f"a draft or an answer: {literal(asked.name)} needs changes"
            yield Obligation(
                "role:lead", "answer_review", what, review.answer_due, asked.track, strength="will"
            )
