"""The staff reviews of a draft: in one line, and as a list, each with the draft on which it was given."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.policy import Development, Review

CONDITIONS = ("with conditions not met yet",)
MOST_SAID = 600  # characters of a review on this card; the whole stands with all that was said


def reviews_words(development: Development) -> str:
    """ "6 of 6 complete, 1 with advice"."""
    reviews = development.reviews
    if not reviews:
        return "none was asked for"
    complete = sum(review.complete for review in reviews)
    told = [f"{complete} of {len(reviews)} reviews complete"]
    for outcome in ("with advice", *CONDITIONS, "changes needed"):
        count = sum(
            (review.outcome if outcome not in CONDITIONS else _open(review)) == outcome for review in reviews
        )
        told += [f"{count} {outcome}"] if count else []
    return ", ".join(told)


def _open(review: Review) -> str:
    return CONDITIONS[0] if review.outcome == "with conditions" and not review.met_on else ""


def reviews_card(view: View) -> Card:
    """Each review with its outcome, its draft and its words, as the viewer may read them."""
    parts: list[Part] = [Text(f"{reviews_words(view.development)}.", "strong")]
    for review in view.development.reviews:
        parts += _review(view, review)
    parts.append(Buttons((view.show("opinions", "Read all that was said, in full"),)))
    return Card(f"The staff reviews of {view.title}", tuple(parts), view.subject)


def _review(view: View, review: Review) -> Iterator[Part]:
    name = f"{review.asked.name[:1].upper()}{review.asked.name[1:]}"
    if not review.outcome:
        yield Text(f"{name}: awaited by {view.when(review.asked.due)}")
        return
    item = f"review {review.asked.track}"
    again = "; asked again" if review.awaited else ""
    marked = f"; marked {marks}" if (marks := view.marks(item)) else ""
    by = f"{view.name(review.by)}, {view.on(review.on, review.recorded_at)}"
    yield Text(
        f"{name}: {review.said}, on D{review.draft} ({by}{again}{marked}){view.entered(review.entered)}"
    )
    if review.text:
        yield Text(view.readable(item, excerpt(review.text, MOST_SAID)), "quote")
    if review.answer:
        yield Text(
            view.say(
                "The {lead} answered: {answer}", answer=view.readable(item, excerpt(review.answer, MOST_SAID))
            ),
            "small",
        )
    yield from view.evidence_buttons(review.entered)
