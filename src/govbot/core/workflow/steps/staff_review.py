"""Step 2: the Steering Group advances a draft; staff review it by tracks; two offices may be consulted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.days import business_day_after
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Obligation, Refusal
from govbot.core.membership.choices import steering_group
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import MARKS, mark_choices, office_or_seat
from govbot.core.workflow.context import (
    PolicyContext,
    by_end_of,
    development,
    draft,
    due,
    open_period,
    response_due,
    today,
)
from govbot.core.workflow.policy import Policy


def track_choices(context: PolicyContext) -> list[Choice]:
    return [
        Choice(track.key, f"{track.name} ({office_or_seat(context, track.party)})")
        for track in context.process.tracks
    ]


def all_tracks(context: PolicyContext) -> tuple[str, ...]:
    """Every track not yet complete; all of them, where all are."""
    found = context.state.development
    done = {review.asked.track for review in found.reviews if review.complete} if found else set()
    left = tuple(track.key for track in context.process.tracks if track.key not in done)
    return left or tuple(track.key for track in context.process.tracks)


def usual_due(context: PolicyContext) -> str:
    days = max(track.business_days for track in context.process.tracks)
    return business_day_after(today(context), days, context.process).isoformat()


class Advance(Command):
    tracks: Annotated[
        tuple[str, ...], Ask("Reviews to ask for", "choices", choices=track_choices, initial=all_tracks)
    ]
    due: Annotated[date, Ask("By when", "date", initial=usual_due)]
    representative: Annotated[
        str,
        Ask(
            "Representative of the Steering Group in the reviews",
            "person",
            choices=steering_group,
            initial=lambda context: context.state.lead,
        ),
    ]
    consensus: Annotated[
        str,
        Ask(
            "The Steering Group's consensus",
            "text",
            "Reached, or who differs and why",
            optional=True,
            most=2000,
        ),
    ] = ""


def advance(context: PolicyContext, asked: Advance) -> Iterator[Event]:
    ends = by_end_of(context, asked.due, "due")
    yield e.AdvancedToStaffReview(
        reviews=tuple(
            e.ReviewAsked(
                track=track.key,
                name=track.name,
                party=track.party,
                strength=track.strength,
                due=ends,
                representative=asked.representative,
            )
            for track in context.process.tracks
            if track.key in asked.tracks
        ),
        consensus=asked.consensus,
    )


PERIOD = (
    Choice("goes on", "It goes on: agencies go on answering on the draft that circulates"),
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


def send_back(context: PolicyContext, asked: SendBack) -> Iterator[Event]:
    yield e.SentBack(
        reasons=asked.reasons, lead_due=due(context, context.process.deadlines.lead_business_days)
    )
    found = open_period(context)
    if found and asked.feedback_period == "closes":
        yield e.FeedbackClosed(period=found.number, response_due=response_due(context))


def something_to_send_back(context: PolicyContext) -> str:
    found = context.state.development
    if found and found.stage == "drafting" and not found.decision_due:
        return "It is in drafting already, and no report awaits a decision."
    return ""


# The reviews -----------------------------------------------------------------------------------------


def own_tracks(context: PolicyContext) -> list[Choice]:
    """The reviews that are this person's to give, awaited ones first."""
    found = context.state.development
    if found is None:
        return []
    mine = [one for one in found.reviews if context.who.person in reviewers(context, one.asked.party)]
    return [Choice(one.asked.track, one.asked.name) for one in sorted(mine, key=lambda one: not one.awaited)]


def reviewers(context: PolicyContext, party: str) -> list[str]:
    """Who may give the review of this party today."""
    kind, _, of = party.partition(":")
    people = (
        context.directory.seat_people(of, today(context))
        if kind == "seat"
        else context.directory.office_holders(of)
    )
    return list(people)


def own_track(context: PolicyContext) -> str:
    mine = own_tracks(context)
    if any(choice.value == context.about for choice in mine):
        return context.about
    return mine[0].value if mine else ""


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


def give_review(context: PolicyContext, asked: GiveReview) -> Iterator[Event]:
    if asked.outcome != "no concerns" and not asked.text:
        raise FieldErrors({"text": "Say in a sentence what you advise or what must change."})
    review = development(context).review(asked.track)
    if review is None or context.who.person not in reviewers(context, review.asked.party):
        raise Refusal("That review is another office's. You can give the ones that are listed for you.")
    yield e.ReviewGiven(
        track=asked.track,
        draft=draft(context).number,
        outcome=asked.outcome,
        text=asked.text,
        representative=review.asked.representative,
        marks=asked.marks,
        lead_due=due(context, context.process.deadlines.lead_business_days)
        if asked.outcome == "changes needed"
        else None,
    )


def reviews_asked(context: PolicyContext) -> str:
    found = context.state.development
    return "" if found and found.reviews else "No reviews have been asked for yet."


def to_answer(context: PolicyContext) -> list[Choice]:
    found = context.state.development
    wanted = [one for one in found.reviews if one.answer_due] if found else []
    return [Choice(one.asked.track, one.asked.name) for one in wanted]


def first_to_answer(context: PolicyContext) -> str:
    choices = to_answer(context)
    if any(choice.value == context.about for choice in choices):
        return context.about
    return choices[0].value if choices else ""


def has_to_answer(context: PolicyContext) -> str:
    return "" if to_answer(context) else "No reviewer is waiting for an answer."


class AnswerReview(Command):
    track: Annotated[str, Ask("Which review", "choice", choices=to_answer, initial=first_to_answer)]
    text: Annotated[str, Ask("Your answer; the reviewer is asked again", "text", most=3000)]


def answer_review(context: PolicyContext, asked: AnswerReview) -> Iterator[Event]:
    yield e.ReviewAnswered(track=asked.track, text=asked.text)


# The consultations -----------------------------------------------------------------------------------


def consultations(context: PolicyContext) -> list[Choice]:
    return [Choice(one.key, one.name) for one in context.process.consultations]


def undecided(context: PolicyContext) -> list[Choice]:
    """The consultations of which nothing is recorded yet."""
    found = context.state.development
    decided = {one.key for one in found.consultations} if found else set()
    return [choice for choice in consultations(context) if choice.value not in decided]


def has_undecided(context: PolicyContext) -> str:
    return "" if undecided(context) else "Both consultations are decided already."


def consults(context: PolicyContext) -> str:
    return "" if context.process.consultations else "This government's process names no consultations."


class Consult(Command):
    consultation: Annotated[str, Ask("Whom", "choice", choices=consultations)]
    question: Annotated[str, Ask("What is asked", "text", most=2000)]
    due: Annotated[date, Ask("By when", "date", initial=usual_due)]


def consult(context: PolicyContext, asked: Consult) -> Iterator[Event]:
    chosen = next(one for one in context.process.consultations if one.key == asked.consultation)
    yield e.ConsultationAsked(
        consultation=chosen.key,
        name=chosen.name,
        party=f"office:{chosen.office}",
        question=asked.question,
        due=by_end_of(context, asked.due, "due"),
    )


class NotNecessary(Command):
    consultation: Annotated[str, Ask("Which consultation", "choice", choices=undecided)]
    reasons: Annotated[str, Ask("OPM's judgment", "text", optional=True, most=2000)] = ""


def not_necessary(context: PolicyContext, asked: NotNecessary) -> Iterator[Event]:
    chosen = next(one for one in context.process.consultations if one.key == asked.consultation)
    yield e.ConsultationNotNecessary(consultation=chosen.key, name=chosen.name, reasons=asked.reasons)


def own_consultations(context: PolicyContext) -> list[Choice]:
    found = context.state.development
    mine = (
        [
            one
            for one in found.consultations
            if one.party and context.who.person in reviewers(context, one.party)
        ]
        if found
        else []
    )
    return [Choice(one.key, one.name) for one in mine]


def own_consultation(context: PolicyContext) -> str:
    mine = own_consultations(context)
    if any(choice.value == context.about for choice in mine):
        return context.about
    return mine[0].value if mine else ""


def is_consulted(context: PolicyContext) -> str:
    return "" if own_consultations(context) else "Your office has not been consulted on this policy."


class GiveAdvice(Command):
    consultation: Annotated[
        str, Ask("Consultation", "choice", choices=own_consultations, initial=own_consultation)
    ]
    text: Annotated[str, Ask("Your advice", "text", most=3000)]
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices)
    ] = ()


def give_advice(context: PolicyContext, asked: GiveAdvice) -> Iterator[Event]:
    yield e.AdviceGiven(consultation=asked.consultation, text=asked.text, marks=asked.marks)


def owed(policy: Policy) -> Iterator[Obligation]:
    """Every reviewer: a review; the lead: a draft or an answer; a consulted office: its advice."""
    found = policy.development
    if found is None or found.stage in ("need", "closed", "joined", "release candidate"):
        return
    for review in found.reviews:
        asked = review.asked
        if review.awaited:
            draft_label = found.draft.label if found.draft else "the draft"
            yield Obligation(
                asked.party,
                "give_review",
                f"your review of {draft_label}: {asked.name}",
                asked.due,
                asked.track,
            )
        if review.answer_due:
            what = f"a draft or an answer: {asked.name} needs changes"
            yield Obligation("role:lead", "answer_review", what, review.answer_due, asked.track)
    for one in found.consultations:
        if one.party and not one.given:
            yield Obligation(one.party, "give_advice", f"your office's advice: {one.name}", one.due, one.key)
