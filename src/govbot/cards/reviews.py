"""Cards of Step 2: staff reviews and the two consultations."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.cards.drafting import draft_facts
from govbot.cards.view import View
from govbot.cards.vocabulary import Buttons, Facts, Part, Text


def review_asked(view: View) -> Iterator[Part]:
    """One review, for its reviewer."""
    review = view.development.review(view.about)
    if review is None:
        return
    strength = {"shall": "required", "will": "asked for", "may": "offered"}[review.asked.strength]
    rows = [("Review of", f"{review.asked.name} ({strength})"), ("By", view.when(review.asked.due))]
    if review.asked.representative:
        rows.append(("With the Steering Group's", view.name(review.asked.representative)))
    yield Facts(tuple(rows))
    draft = view.development.draft
    if draft:
        yield from draft_facts(view, draft)
    if review.outcome:
        yield Text(f"Given on D{review.draft}: {review.outcome}.", "strong")
    if review.answer:
        yield Text(f"The policy lead answers: {review.answer}", "quote")
    if review.awaited:
        yield Buttons((view.show("read", "Read the draft"),))
        yield from view.buttons("give_review")


def review_given(view: View) -> Iterator[Part]:
    """A review as it was given, for the lead."""
    review = view.development.review(view.about)
    if review is None:
        return
    yield Facts(
        (
            ("Review of", review.asked.name),
            ("Outcome", f"{review.outcome}, on D{review.draft}"),
            ("Reviewer", view.name(review.by)),
        )
    )
    if review.text:
        yield Text(view.readable(f"review {view.about}", review.text), "quote")
    if review.answer_due:
        yield Text(f"A draft or an answer is awaited by {view.when(review.answer_due)}.")
        yield from view.buttons("answer_review", "submit_draft")
    if view.development.reviews_complete:
        yield Text("All reviews are complete.", "strong")
        yield from view.buttons("open_feedback")


def consultation(view: View) -> Iterator[Part]:
    """A consultation, for the office asked."""
    found = next((one for one in view.development.consultations if one.key == view.about), None)
    if found is None:
        return
    yield Text(found.question, "quote")
    yield Facts((("By", view.when(found.due)),))
    if found.given:
        yield Text("Your office's advice is on record.", "strong")
    else:
        yield Buttons((view.show("read", "Read the draft"),))
        yield from view.buttons("give_advice")


def advice_given(view: View) -> Iterator[Part]:
    """The advice, for the lead."""
    found = next((one for one in view.development.consultations if one.key == view.about), None)
    if found is None:
        return
    yield Facts((("Consultation", found.name),))
    yield Text(view.readable(f"advice {found.key}", found.advice), "quote")
