"""What the group and the staff said on the way to a draft: positions, reports, reviews, consultations."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.drafting import report_words
from govbot.core.cards.group_news import ASKED
from govbot.core.cards.paging import page_of
from govbot.core.cards.reviews import review_notes
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Facts, Items, Part, Text
from govbot.core.workflow.events import AdviceGiven, GroupAnswered, PositionStated, ReviewGiven
from govbot.core.workflow.policy import Consultation, Position, Request, Review
from govbot.core.workflow.readers import STAFF_READERS

NOT_ANSWERED = {False: "No answer yet.", True: "It made its recommendation without an answer to this."}
MOST_OPINIONS = 8


def opinions_card(view: View, page: int = 0) -> Card:
    """Each report, position, review and advice, as the viewer may read it."""
    items = tuple(_opinions(view))
    parts = page_of(view, "opinions", items, page, MOST_OPINIONS)
    nothing = Text("Neither the group nor the staff have said anything yet.")
    return Card(f"What the group and the staff said on {view.title}", parts or (nothing,), view.subject)


def has_opinions(view: View) -> bool:
    """Whether there is anything to read on that card."""
    return any(True for _ in _opinions(view))


def _opinions(view: View) -> Iterator[tuple[Part, ...]]:
    """The staff's own words go no further than the staff and the steering group: not to the group's members."""
    development = view.development
    for request in development.requests:
        yield tuple(_request(view, request))
    for report in development.reports:
        yield tuple(report_words(view, report))
    for position in development.positions:
        yield tuple(position_words(view, position))
    staff = {capacity.kind for capacity in view.held} & STAFF_READERS
    for review in development.reviews:
        if (review.outcome or review.notes) and staff:
            yield tuple(_review(view, review))
    if view.sees_consultations:
        for consultation in development.consultations:
            yield tuple(_consultation(view, consultation))
    kinds = (
        PositionStated,
        GroupAnswered,
        *((ReviewGiven,) if staff else ()),
        *((AdviceGiven,) if view.sees_consultations else ()),
    )
    for words in view.set_aside(*kinds):
        yield (Text(words, "small"),)


def _request(view: View, request: Request) -> Iterator[Part]:
    """What the group was asked, and what it answered, each member's answer by name."""
    yield Text(f"{request.id} · {ASKED[request.kind]}", "strong")
    yield Text(request.text, "quote")
    if request.answers:
        yield Items(tuple(f"{view.name(person)}: {text}" for person, text in request.answers))
    whole = "This is its whole answer." if request.complete else "Its answer is not whole yet."
    yield Text(whole if request.answers else NOT_ANSWERED[request.overtaken], "small")


def position_words(view: View, position: Position) -> Iterator[Part]:
    stated = f"Position on D{position.draft} · {view.name(position.person)}: {position.position}"
    yield Text(f"{stated}{view.entered(position.entered)}", "strong")
    if position.text:
        yield Text(position.text, "quote")


def _review(view: View, review: Review) -> Iterator[Part]:
    item = f"review {review.asked.track}"
    marks = f" (marked {names})" if (names := view.marks(item)) else ""
    if not review.outcome:
        yield Text(
            f"Review of {review.asked.name}: awaited by {view.when(review.asked.due)}{marks}", "strong"
        )
        yield from review_notes(view, review)
        return
    heading = f"Review of {review.asked.name} on D{review.draft} · {view.name(review.by)}: {review.said}"
    yield Text(f"{heading}{marks}{view.entered(review.entered)}", "strong")
    if review.text:
        yield Text(view.readable(item, review.text), "quote")
    if review.met_how:
        yield Text(f"How D{review.met_on} meets the conditions: {view.readable(item, review.met_how)}")
    yield from review_notes(view, review)
    if review.earlier:
        yield Items(tuple(_earlier(view, item, before) for before in review.earlier))
    if review.answer:
        yield Facts(((view.say("The {lead} answered"), view.readable(item, review.answer)),))
    beside = [
        (act, words)
        for act, words in view.entered_beside(ReviewGiven, track=review.asked.track)
        if act.id != review.entered and not act.is_set_aside
    ]
    if beside:
        yield Items(tuple(f"Beside it: {words}" for _, words in beside))
    yield from view.evidence_buttons(review.entered, *(act.id for act, _ in beside))


def _earlier(view: View, item: str, before: Review) -> str:
    """A review that a later one took the place of."""
    said = f": {view.readable(item, before.text)}" if before.text else ""
    return f"Before, on D{before.draft}, {view.day(before.on)}, {view.name(before.by)}: {before.said}{said}"


def _consultation(view: View, consultation: Consultation) -> Iterator[Part]:
    if consultation.not_necessary:
        yield Text(
            view.say("{name}: not necessary, in {office}'s judgment", name=consultation.name), "strong"
        )
        if consultation.reasons:
            yield Text(consultation.reasons, "quote")
        return
    given = "advice given" if consultation.given else "awaited"
    yield Text(f"{consultation.name}: {given}{view.entered(consultation.entered)}", "strong")
    yield Facts((("Asked", consultation.question),))
    if consultation.given:
        yield Text(view.readable(f"advice {consultation.key}", consultation.advice), "quote")
    yield from view.evidence_buttons(consultation.entered)
