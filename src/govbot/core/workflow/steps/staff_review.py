"""Staff review a draft, each office by its track, and the lead answers those that need changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation, Refusal
from govbot.core.membership.choices import everybody
from govbot.core.membership.plan_actions import goal_choices
from govbot.core.texts import literal
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import (
    MARKS,
    about_or_first,
    is_reviewer,
    mark_choices,
    office_or_seat,
    reviewers,
)
from govbot.core.workflow.context import (
    PolicyContext,
    current_development,
    current_draft,
    due,
)
from govbot.core.workflow.policy import Policy, Review

# The reviews -----------------------------------------------------------------------------------------


def own_tracks(context: PolicyContext) -> list[Choice]:
    """The reviews that are this person's to give, awaited ones first."""
    development = context.state.development
    if development is None:
        return []
    mine = [review for review in development.reviews if is_reviewer(context, review)]
    return [
        Choice(review.asked.track, review.asked.name)
        for review in sorted(mine, key=lambda review: not review.awaited)
    ]


def own_track(context: PolicyContext) -> str:
    return about_or_first(context, own_tracks(context))


OUTCOMES = (
    Choice("no concerns", "Review complete: no concerns"),
    Choice("with advice", "Review complete: with advice"),
    Choice("with conditions", "With conditions: complete once a draft meets them and I confirm it"),
    Choice("changes needed", "Changes needed"),
)


def own_goals(context: PolicyContext) -> list[Choice]:
    """The goals of the plans whose seat this person's reviews are."""
    mine = {choice.value for choice in own_tracks(context)}
    seats = {track.seat for track in context.process.tracks if track.seat and track.key in mine}
    plans = {plan.key for plan in context.process.plans if plan.seat in seats}
    return [choice for choice in goal_choices(context) if choice.value.partition("/")[0] in plans]


class GiveReview(Command):
    track: Annotated[str, Ask("Review of", "choice", choices=own_tracks, initial=own_track)]
    outcome: Annotated[
        Literal["no concerns", "with advice", "with conditions", "changes needed"],
        Ask("Outcome", "choice", choices=OUTCOMES),
    ]
    text: Annotated[
        str,
        Ask(
            "Advice, conditions, or what must change",
            "text",
            "Needed unless there are no concerns",
            optional=True,
            most=3000,
        ),
    ] = ""
    goals: Annotated[
        tuple[str, ...],
        Ask(
            "Goals of the plan that the draft serves",
            "choices",
            optional=True,
            choices=own_goals,
            initial=lambda context: context.state.goals,
        ),
    ] = ()
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()


def give_review(context: PolicyContext, command: GiveReview) -> Iterator[Event]:
    if command.outcome != "no concerns" and not command.text:
        raise FieldErrors(
            {"text": "Say in a sentence what you advise, on which conditions, or what must change."}
        )
    review = current_development(context).review(command.track)
    if review is None or not is_reviewer(context, review):
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
        goals=command.goals,
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
        if development.draft and review.may_be_met(development.draft.number) and not review.awaited:
            what = f"whether {development.draft.label} meets your conditions: {literal(asked.name)}"
            yield Obligation(
                review.party, "confirm_conditions", what, None, asked.track, strength=asked.strength
            )
        if review.answer_due:
            what = f"a draft or an answer: {literal(asked.name)} needs changes"
            yield Obligation(
                "role:lead", "answer_review", what, review.answer_due, asked.track, strength="will"
            )
