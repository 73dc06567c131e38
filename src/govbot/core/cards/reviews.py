"""Cards of staff reviews and consultations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from govbot.core.cards.changes import key_changes
from govbot.core.cards.drafting import attachments, draft_rows, draft_words
from govbot.core.cards.hidden import held_line
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Facts, Items, Part, Text
from govbot.core.days import local_day
from govbot.core.workflow.keys import key_text
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import Review, ReviewNote

SEEN_BY = (
    "Only the {step_review} reviewers, the {steering_group}, the {secretary} with designees and office contact, and "
    "the records officer see this consultation."
)
CONFIRM = "You gave conditions on D{before}. Does {label} meet them? If not, give your review again."
PLEASE = "Is the draft consistent with {matter}? Say: no concerns, with advice, with conditions, or changes needed."
STRENGTH = {"shall": "required", "will": "asked for", "may": "offered"}


def review_asked(view: View) -> Iterator[Part]:
    """One review, for its reviewer."""
    review = view.development.review(view.about)
    if review is None:
        return
    draft = view.development.draft
    is_asked = review.awaited and not view.over
    if is_asked:
        yield Text(f"Please give your review by {view.when(review.asked.due)}.", "strong")
        yield Text(PLEASE.format(matter=review.asked.name))
    if draft:
        yield from draft_words(view, draft)
        yield from key_changes(view, draft)
    rows = [("Review of", f"{review.asked.name} ({STRENGTH[review.asked.strength]})")]
    if not is_asked:
        rows.append(("By", view.when(review.asked.due)))
    if review.asked.representative:
        representative = view.you_or(review.asked.representative)
        rows.append((view.say("{steering_group} representative"), representative))
    rows += draft_rows(view, draft) if draft else []
    yield Facts(tuple(rows))
    if draft and view.reads(f"draft {draft.label}"):
        yield from attachments(view, draft)
        yield from held_line(view, draft)
    item = f"review {view.about}"
    if review.outcome:
        yield Text(f"Given on D{review.draft}: {review.said}{view.entered(review.entered)}.", "strong")
        yield from view.evidence_buttons(review.entered)
    if review.answer:
        yield Text(view.say("The {lead} answers:"))
        yield Text(view.readable(item, review.answer), "quote")
    yield from review_notes(view, review)
    if view.over:
        yield Text(view.over, "strong")
    elif review.awaited:
        yield from view.buttons("give_review")
        yield Buttons((*view.reading("Read the draft"), *view.calendar("give_review", view.about)))
        yield from view.buttons("note_passage", "pass_review_on", "ask_review_date")
    elif draft and review.may_be_met(draft.number):
        yield Text(CONFIRM.format(before=review.draft, label=draft.label), "strong")
        yield from view.buttons("confirm_conditions", "give_review", "note_passage")
        yield Buttons(view.reading("Read the draft"))
    else:
        yield Text(
            "Nothing more is asked of you. To correct your review, give it again with “/gov review”.", "small"
        )


def review_given(view: View) -> Iterator[Part]:
    """A review as it was given, for the lead."""
    review = view.development.review(view.about)
    if review is None:
        return
    item = f"review {view.about}"
    if review.answer_due and not view.over:
        due = view.when(review.answer_due)
        yield Text(f"A new draft, or an answer to the reviewer, is awaited of you by {due}.", "strong")
    rows = [("Review of", review.asked.name), ("Outcome", f"{review.said}, on D{review.draft}")]
    by = f"{view.name(review.by)}, on {view.on(review.on, review.recorded_at)}"
    rows.append(("Reviewer", f"{by}{view.entered(review.entered)}"))
    rows += [("Marked", marks)] if (marks := view.marks(item)) else []
    yield Facts(tuple(rows))
    if review.text:
        yield Text(view.readable(item, review.text), "quote")
    yield from review_notes(view, review)
    yield from view.evidence_buttons(review.entered)
    if view.over:
        yield Text(view.over, "strong")
        return
    if review.answer_due:
        yield from view.buttons("answer_review", "submit_draft")
    if view.development.stage == "staff review" and view.development.reviews_complete:
        complete = "All reviews are complete. The draft can circulate among the {agencies}."
        yield Text(view.say(complete), "strong")
        if review == _given_last(view):
            yield from view.buttons("open_feedback")


def review_notes(view: View, review: Review) -> Iterator[Part]:
    """The reviewer's notes on passages, as the viewer may read them."""
    item = f"review {review.asked.track}"
    if review.notes:
        yield Text("Notes on passages:", "small")
        yield Items(tuple(_note(view, item, note) for note in review.notes))


def _note(view: View, item: str, note: ReviewNote) -> str:
    readable = view.reads(item) and view.reads(f"draft D{note.draft}")
    where = [f"D{note.draft}", *((note.section,) if note.section and readable else ())]
    words = f", on “{note.passage}”" if note.passage and readable else ""
    return f"{' · '.join(where)}{words}: {view.readable(item, note.text)} ({view.name(note.by)})"


def review_date_asked(view: View) -> Iterator[Part]:
    """A reviewer asks for another date, for the lead."""
    review = view.development.review(view.about)
    if review is None:
        return
    if not review.awaited or review.date_asked is None or view.over:
        yield Text(view.over or "The review is in; nothing more is asked of you here.", "strong")
        return
    yield Text(f"Asked for: until the end of {view.day(review.date_asked)}.", "strong")
    yield Text(review.date_reason, "quote")
    yield Facts((("Review of", review.asked.name), ("Due now", view.when(_due(view, review)))))
    due = _due(view, review)
    if local_day(due, view.process) >= review.date_asked:
        yield Text("You have given that much time.", "strong")
        return
    key = key_text(review.party, "give_review", review.asked.track)
    yield from view.buttons("give_until", about=key)
    yield Text("If you give no other date, the one that holds stays.", "small")


def _due(view: View, review: Review) -> datetime:
    """By when it is due, with the time that was given since."""
    asked = [
        each.due for each in obligations(view.policy) if each.key[1:] == ("give_review", review.asked.track)
    ]
    return next((due for due in asked if due), review.asked.due)


def _given_last(view: View) -> Review:
    """The review that was given last: its card alone carries the next step, of several that would."""
    return max(reversed(view.development.reviews), key=lambda review: review.recorded_at or view.now)


def consultation(view: View) -> Iterator[Part]:
    """A consultation, for the office asked."""
    asked = next(
        (consultation for consultation in view.development.consultations if consultation.key == view.about),
        None,
    )
    if asked is None:
        return
    if not (asked.given or view.over):
        yield Text(f"Please give your advice by {view.when(asked.due)}.", "strong")
    asks = "The {lead} asks your office, where labor or employment law may be touched:"
    yield Text(view.say(asks))
    yield Text(asked.question, "quote")
    if asked.given or view.over:
        yield Facts((("By", view.when(asked.due)),))
    if asked.given:
        yield Text(f"Your office's advice is on record{view.entered(asked.entered)}. Thank you.", "strong")
        yield from view.evidence_buttons(asked.entered)
    elif view.over:
        yield Text(view.over, "strong")
    else:
        yield Buttons(view.reading("Read the draft"))
        yield from view.buttons("give_advice")
    yield Text(view.say(SEEN_BY), "small")


def advice_given(view: View) -> Iterator[Part]:
    """The advice, for the lead."""
    asked = next(
        (consultation for consultation in view.development.consultations if consultation.key == view.about),
        None,
    )
    if asked is None:
        return
    yield Facts((("Consultation", f"{asked.name}{view.entered(asked.entered)}"),))
    yield Text(view.readable(f"advice {asked.key}", asked.advice), "quote")
    yield from view.evidence_buttons(asked.entered)
    yield Text(view.say(SEEN_BY), "small")
