"""What a reviewer does besides giving the review: confirms conditions, notes passages, passes it on, asks for time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Refusal
from govbot.core.membership.choices import as_choices
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import (
    MARKS,
    about_or_first,
    draft_sections,
    is_reviewer,
    mark_choices,
    reviewers,
    usual_review_day,
)
from govbot.core.workflow.context import PolicyContext, by_end_of, current_draft
from govbot.core.workflow.policy import Review

OTHERS_REVIEW = "That review is another office's. You can act on the ones that are listed for you."


def _mine(context: PolicyContext) -> list[Review]:
    development = context.state.development
    reviews = development.reviews if development else ()
    return [review for review in reviews if is_reviewer(context, review)]


def _listed(reviews: list[Review]) -> list[Choice]:
    return [Choice(review.asked.track, review.asked.name) for review in reviews]


def _own(context: PolicyContext, track: str) -> Review:
    review = next((review for review in _mine(context) if review.asked.track == track), None)
    if review is None:
        raise Refusal(OTHERS_REVIEW)
    return review


# The conditions of a review --------------------------------------------------------------------------


def with_conditions(context: PolicyContext) -> list[Choice]:
    """The person's own reviews whose conditions a newer draft may meet."""
    draft = context.state.development.draft if context.state.development else None
    newest = draft.number if draft else 0
    return _listed([review for review in _mine(context) if review.may_be_met(newest)])


class ConfirmConditions(Command):
    track: Annotated[
        str,
        Ask(
            "Review of",
            "choice",
            choices=with_conditions,
            initial=lambda context: about_or_first(context, with_conditions(context)),
        ),
    ]
    text: Annotated[str, Ask("How it meets them", "text", optional=True, most=1000)] = ""


def confirm_conditions(context: PolicyContext, command: ConfirmConditions) -> Iterator[Event]:
    draft = current_draft(context)
    yield e.ConditionsMet(track=command.track, draft=draft.number, text=command.text)


has_conditions = Needs(
    "a review of one's own with conditions, and a newer draft",
    met=lambda context: bool(with_conditions(context)),
    otherwise=(
        "No review of yours waits for this: conditions are confirmed on a draft that is newer than the review."
    ),
)


# Notes on passages -----------------------------------------------------------------------------------


def own_reviews(context: PolicyContext) -> list[Choice]:
    return _listed(_mine(context))


def own_review(context: PolicyContext) -> str:
    return about_or_first(context, own_reviews(context))


class NotePassage(Command):
    track: Annotated[str, Ask("Review of", "choice", choices=own_reviews, initial=own_review)]
    text: Annotated[str, Ask("Your note", "text", most=2000)]
    section: Annotated[
        str,
        Ask(
            "On which section",
            "choice",
            optional=True,
            choices=draft_sections,
            when=lambda context: bool(draft_sections(context)),
        ),
    ] = ""
    passage: Annotated[str, Ask("On which words of it", "line", optional=True, most=300)] = ""
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()


def note_passage(context: PolicyContext, command: NotePassage) -> Iterator[Event]:
    yield e.PassageNoted(
        track=_own(context, command.track).asked.track,
        draft=current_draft(context).number,
        text=command.text,
        section=command.section,
        passage=command.passage,
        marks=command.marks,
    )


has_review = Needs(
    "a review of one's own",
    met=lambda context: bool(_mine(context)),
    otherwise="No review of yours has been asked for.",
)


# Somebody else, and another date ---------------------------------------------------------------------


def awaited_reviews(context: PolicyContext) -> list[Choice]:
    """The person's own reviews that are awaited."""
    return _listed([review for review in _mine(context) if review.awaited])


def awaited_review(context: PolicyContext) -> str:
    return about_or_first(context, awaited_reviews(context))


def colleagues(context: PolicyContext) -> list[Choice]:
    """Everybody else of the offices and seats whose reviews are awaited of this person."""
    development = context.state.development
    tracks = {choice.value for choice in awaited_reviews(context)}
    reviews = [
        review for review in (development.reviews if development else ()) if review.asked.track in tracks
    ]
    people = dict.fromkeys(person for review in reviews for person in reviewers(context, review.asked.party))
    people.pop(context.who.person, None)
    return as_choices(context.directory, tuple(people))


class PassReviewOn(Command):
    track: Annotated[str, Ask("Review of", "choice", choices=awaited_reviews, initial=awaited_review)]
    person: Annotated[str, Ask("Which colleague gives it?", "person", choices=colleagues)]


def pass_review_on(context: PolicyContext, command: PassReviewOn) -> Iterator[Event]:
    review = _own(context, command.track)
    if command.person not in reviewers(context, review.asked.party):
        raise FieldErrors({"person": "Choose a colleague of the office whose review this is."})
    yield e.ReviewerNamed(track=command.track, person=command.person)


has_colleague = Needs(
    "an awaited review, and a colleague of the same office",
    met=lambda context: not _mine(context) or bool(colleagues(context)),
    otherwise=(
        "Your office has nobody else for an awaited review. To have more time for it, use “/gov more-time”."
    ),
)


class AskReviewDate(Command):
    track: Annotated[str, Ask("Review of", "choice", choices=awaited_reviews, initial=awaited_review)]
    until: Annotated[date, Ask("Until the end of", "date", initial=usual_review_day)]
    reason: Annotated[str, Ask("Why", "line", most=300)]


def ask_review_date(context: PolicyContext, command: AskReviewDate) -> Iterator[Event]:
    review = _own(context, command.track)
    if by_end_of(context, command.until, "until") <= review.asked.due:
        raise FieldErrors({"until": "It is due on that day as it is, or later. Choose a later day."})
    yield e.ReviewDateAsked(track=command.track, until=command.until, reason=command.reason)


has_awaited_review = Needs(
    "an awaited review of one's own",
    met=lambda context: bool(awaited_reviews(context)),
    otherwise="No review of yours is awaited now.",
)
