"""Feedback periods, what comes in, and the responses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.events.feedback import further_place
from govbot.core.workflow.evolve.board import answered, with_parts
from govbot.core.workflow.evolve.marked import (
    by_author,
    changed,
    current,
    develop,
    entered_id,
    onward,
)
from govbot.core.workflow.policy import (
    AgencyResponse,
    AskedExtension,
    Comment,
    MarkedFile,
    Period,
    Policy,
    RepresentativeQuestion,
    ResponseDraft,
    Roster,
)


def feedback(policy: Policy, entry: Entry, event: e.FeedbackEvents) -> Policy:
    match event:
        case e.FeedbackOpened():
            period = Period(
                event.period,
                event.draft,
                Roster(event.roster),
                event.questions,
                event.closes_at,
                entry.recorded_at,
                asked=event.asked,
            )
            periods = (*current(policy).periods, period)
            return onward(policy, stage="agency feedback", periods=periods, request=None)
        case e.RosterJoined():
            roster = Roster((*_period(policy, event.period).roster, event.entry))
            return _in_period(policy, event.period, roster=roster)
        case e.FeedbackGiven():
            return _given(policy, entry, event)
        case e.MarkedFileSent():
            marked = MarkedFile(
                event.file,
                event.period,
                event.draft,
                entry.actor,
                event.agency,
                event.paper.name,
                event.fits,
                event.items,
            )
            return develop(policy, marked_files=(*current(policy).marked_files, marked))
        case e.NotTheRightPerson():
            return _in_period(
                policy, event.period, wrong=_period(policy, event.period).wrong | {event.person}
            )
        case e.AgencyResponseNamed():
            return _responded(policy, entry, event)
        case e.AgencyResponseDrafted():
            return _drafted(policy, entry, event)
        case e.AgencyAnswered():
            period = _period(policy, event.period)
            with_answer = tuple(
                changed(each, answer=event.response, reasons=event.reasons)
                if each.agency == event.agency
                else each
                for each in period.agency_responses
            )
            return _in_period(policy, event.period, agency_responses=with_answer)
        case e.ExtensionAsked():
            asked = AskedExtension(entry.actor, event.agency, event.until, event.reason)
            return _in_period(
                policy,
                event.period,
                extensions_asked=(*_asked_by_others(policy, event.period, {entry.actor}), asked),
            )
        case e.QuestionAsked():
            question = RepresentativeQuestion(event.question, entry.actor, event.agency, event.text)
            asked_so_far = _questions(policy, event.period)
            return _in_period(policy, event.period, questions_asked=(*asked_so_far, question))
        case e.QuestionAnswered():
            questions = (
                replace(each, answer=event.text, to_all=event.to_all) if each.id == event.question else each
                for each in _questions(policy, event.period)
            )
            return _in_period(policy, event.period, questions_asked=tuple(questions))
        case e.ExtensionRefused():
            return _in_period(
                policy,
                event.period,
                extensions_asked=_asked_by_others(policy, event.period, set(event.people)),
            )
        case e.FeedbackClosingChanged():
            return _closes_later(policy, event)
        case e.FeedbackClosed():
            closes_at = _period(policy, event.period).closes_at if event.by_clock else entry.recorded_at
            return _in_period(
                policy, event.period, closed=True, closes_at=closes_at, response_due=event.response_due
            )
        case e.CommentsAnswered():
            return answered(policy, entry, event)
        case e.LateFeedbackConsidered():
            return _comments(policy, with_parts(policy, event.comments), considered=event.considered)
        case e.CommentPlaced():
            placed = (event.draft, event.section, event.paragraph)
            return _comments(policy, with_parts(policy, (event.comment,)), placed=placed)


def _closes_later(policy: Policy, event: e.FeedbackClosingChanged) -> Policy:
    """What came after the former closing and before the new one came in time: whether to consider it is no question
    any more."""
    responses = tuple(
        changed(response, late=False) if response.agency in event.timely_agencies else response
        for response in _period(policy, event.period).agency_responses
    )
    timely = _comments(policy, event.timely, late=False, considered=None) if event.timely else policy
    return _in_period(
        timely,
        event.period,
        closes_at=event.closes_at,
        closed=False,
        response_due=None,
        agency_responses=responses,
        extensions_asked=(),
    )


def _asked_by_others(policy: Policy, number: int, people: set[str]) -> tuple[AskedExtension, ...]:
    return tuple(asked for asked in _period(policy, number).extensions_asked if asked.person not in people)


def _questions(policy: Policy, number: int) -> tuple[RepresentativeQuestion, ...]:
    return _period(policy, number).questions_asked


def _drafted(policy: Policy, entry: Entry, event: e.AgencyResponseDrafted) -> Policy:
    """The last draft of an agency's response is the one that whom it named sees."""
    draft = ResponseDraft(event.agency, event.stance, event.text, event.comments, entry.actor)
    others = _other_drafts(_period(policy, event.period), event.agency)
    return _in_period(policy, event.period, response_drafts=(*others, draft))


def _other_drafts(period: Period, agency: str) -> tuple[ResponseDraft, ...]:
    return tuple(draft for draft in period.response_drafts if draft.agency != agency)


def _responded(policy: Policy, entry: Entry, event: e.AgencyResponseNamed) -> Policy:
    """An agency's response takes the place of its earlier one of the same kind: an own one of an own one, an entered
    one of an entered one; own and entered ones stand beside each other."""
    period, entered = _period(policy, event.period), entered_id(policy, entry)
    person = "" if event.signed_by else entry.actor
    response = AgencyResponse(
        event.agency,
        person,
        event.text,
        event.late,
        entered,
        event.signed_by,
        stance=event.stance,
        comments=event.comments,
    )
    others = (
        other
        for other in period.agency_responses
        if other.agency != event.agency
        or bool(other.entered) != bool(entered)
        or (event.beside and (other.person, other.signed_by) != (person, event.signed_by))
    )
    own = frozenset(place.key for place in period.entries(person) if place.agency == event.agency)
    only = frozenset({person} if person and period.entry(person) else ())
    answered = period.answered | (own or only)
    return _in_period(
        policy,
        event.period,
        agency_responses=(*others, response),
        answered=answered,
        response_drafts=_other_drafts(period, event.agency),
    )


def _given(policy: Policy, entry: Entry, event: e.FeedbackGiven) -> Policy:
    comment = Comment(
        event.comment,
        event.period,
        event.draft,
        entry.actor,
        event.agency,
        event.answering_for,
        event.kind,
        event.section,
        event.text,
        event.late,
        entry.recorded_at,
        entry.entered_by,
        on=entry.happened_on,
        entered=entered_id(policy, entry),
        answers_for=event.instead_of,
        passage=event.passage,
        old_words=event.old_words,
        new_words=event.new_words,
        marked_file=event.marked_file,
        item=event.item,
        publish=event.publish,
        paragraph=event.paragraph,
        question=event.question,
    )
    period = _period(policy, event.period)
    after = changed(
        period,
        comments=(*period.comments, comment.id),
        answered=_with(period.answered, event.instead_of or entry.actor, *event.also_for),
        wrong=period.wrong - {_answered_place(entry.actor, event.instead_of)},
    )
    periods = tuple(after if each is period else each for each in current(policy).periods)
    heard = changed(current(policy), comments=(*current(policy).comments, comment), periods=periods)
    if event.marked_file:
        heard = changed(heard, marked_files=tuple(_handed_in(file, event) for file in heard.marked_files))
    return by_author(policy, f"comment {event.comment}", entry.actor, event.marks, development=heard)


def _handed_in(file: MarkedFile, event: e.FeedbackGiven) -> MarkedFile:
    if file.id != event.marked_file:
        return file
    return changed(file, handed_in=file.handed_in | {event.item})


def _answered_place(person: str, instead_of: str) -> str:
    """The person's own place that an answer is for: the first, or that for a further agency."""
    return instead_of if instead_of.startswith(further_place(person, "")) else person


def _with(people: frozenset[str], *more: str) -> frozenset[str]:
    """The people and these; the same set, uncopied, where they are among them."""
    return people if people.issuperset(more) else people.union(more)


def _period(policy: Policy, number: int) -> Period:
    return next(period for period in current(policy).periods if period.number == number)


def _in_period(policy: Policy, number: int, **changes: Any) -> Policy:
    periods = current(policy).periods
    return develop(
        policy,
        periods=tuple(
            changed(period, **changes) if period.number == number else period for period in periods
        ),
    )


def _comments(policy: Policy, ids: Collection[str], **changes: Any) -> Policy:
    comments = current(policy).comments
    return develop(
        policy,
        comments=tuple(changed(comment, **changes) if comment.id in ids else comment for comment in comments),
    )
