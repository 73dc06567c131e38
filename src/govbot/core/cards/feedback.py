"""Cards of a feedback period: the request, how it goes, a comment and its response."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from govbot.core.cards.changes import changes_since
from govbot.core.cards.comments import days_words, late_words, section_words
from govbot.core.cards.drafting import draft_words
from govbot.core.cards.feedback_period import answered_questions
from govbot.core.cards.view import MARKED, View
from govbot.core.cards.vocabulary import Button, Buttons, Facts, Items, Part, Text
from govbot.core.table import BY_NAME
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.policy import Comment, Draft, Period
from govbot.core.workflow.roster import places_of

PLEASE = "Say what it would mean for your {agency}. “No comment” is an answer too."
CORRECT = "To add to your answer, press “Comment” again; what you correct or withdraw stays on record, too."
ANSWER_THERE = "Please answer there."
STILL_COUNTS = "The draft has been sent back since; the feedback period goes on, and your answer counts."
SILENCE = "If nobody in your {agency} answers, the record says “no response received”; it never says that you agreed."
NO_LONGER = "You no longer answer for this {agency}; the request has passed on to others there."
EACH_OTHER = (
    "It should be {name}, they say; but {name} has said the same of themselves. So nobody is asked for their {agency} "
    "now: please find out who answers, and have them listed."
)
AND_ANOTHER = "And another"
LATE_ANSWER = "The period has closed. You can still answer; a later answer is kept and marked late."
ASIDE = "Set aside, as you asked; it does not count:"
TAKEN_BACK = "You took this back; it stays on record, and does not count:"
ANOTHER_TOO = "An answer is still awaited of you for {names}."
ANSWERS = (
    "give_feedback", "no_comment", "give_answers", "send_marked_file", "hand_in_marked", "not_applicable",
    "not_right_person", "give_agency_response", "draft_agency_response", "ask_extension", "ask_question",
)  # fmt: skip


def period_asked(view: View) -> Period | None:
    number = view.about.partition(" ")[0].removeprefix("P")
    return next(
        (period for period in view.development.periods if str(period.number) == number),
        view.development.period,
    )


def request(view: View) -> Iterator[Part]:
    """A feedback request, for one representative: their own answer and the period, never totals."""
    period = period_asked(view)
    if period is None:
        return
    places = places_of(view.viewer, period, view.directory, view.today)
    asked_as = " and ".join(
        view.from_whom(view.viewer, entry.agency, entry.capacities) for entry in places
    ) or view.name(view.viewer)
    closed = period.is_closed(view.now)
    mine = [
        comment
        for comment in view.development.counted
        if comment.person == view.viewer and comment.period == period.number
    ]
    yield from _by_when(view, period, answered=bool(mine))
    draft = next((draft for draft in view.development.drafts if draft.number == period.draft), None)
    if draft:
        yield from draft_words(view, draft)
    yield Facts((("You are asked as", asked_as), *(_draft_in_short(view, draft) if draft else ())))
    yield from _in_particular(view, period)
    yield from answered_questions(view, period)
    yield from _so_far(view, period, mine)
    over = view.over or newer_period(view, period)
    if over:
        yield Text(over if view.over else f"{over} {ANSWER_THERE}", "strong")
        return
    if not closed and view.development.stage == "drafting":
        yield Text(STILL_COUNTS)
    if closed and not mine:
        yield Text(LATE_ANSWER)
    own = [comment for comment in mine if not comment.entered]
    undo = view.buttons("undo", about=f"comment {own[-1].id}") if own else ()
    rows = (*undo, *view.buttons("give_feedback", "no_comment"))
    first = [button for row in rows for button in row.buttons]
    first += another_comment(view) if own else ()
    yield Buttons((*first, view.show("read", "Read the draft", f"D{period.draft}"), *_on_page(view, own)))
    yield from _more(view, period, mine)
    if mine or any(entry.agency for entry in places):
        yield Text(CORRECT if mine else view.say(SILENCE), "small")


def _in_particular(view: View, period: Period) -> Iterator[Part]:
    """What is asked in particular: each question with its number, where there are several."""
    if not period.numbered:
        return
    yield Text(view.say("The {steering_group} asks in particular:"))
    several = [f"{number}. {question}" for number, question in enumerate(period.numbered, 1)]
    yield Text("\n".join(several) if len(several) > 1 else period.numbered[0], "quote")


def another_comment(view: View) -> tuple[Button, ...]:
    """The form for one comment more, on the section after that of the viewer's last; none without a comment."""
    period = view.development.period
    mine = [
        comment
        for comment in view.development.counted
        if period and comment.person == view.viewer and comment.period == period.number
        if comment.wants_response and not comment.entered
    ]
    if period is None or not mine or not view.can(BY_NAME["give_feedback"]):
        return ()
    button = view.button("give_feedback", f"P{period.number} after {mine[-1].id}")
    return (replace(button, label=AND_ANOTHER, style=""),)


def _on_page(view: View, own: Sequence[Comment]) -> tuple[Button, ...]:
    """The page on which a draft is commented passage by passage; after an answer, undoing comes first."""
    return () if own else view.page("comment")


def _by_when(view: View, period: Period, *, answered: bool) -> Iterator[Part]:
    """The deadline, before all else, and what is asked."""
    closed, when = period.is_closed(view.now), view.when(period.closes_at)
    if closed or answered:
        yield Facts((("Closed" if closed else "Open until", when),))
        return
    yield Text(f"Please answer by {when}." if period.closes_at else "Please answer when you can.", "strong")
    if not view.over:
        yield Text(view.say(PLEASE))


def _draft_in_short(view: View, draft: Draft) -> Iterator[tuple[str, str]]:
    """The draft without its hashes, which stand where it is read and approved."""
    item = f"draft {draft.label}"
    yield "Draft", f"{draft.label}: {draft.paper.name}" if view.reads(item) else f"{draft.label} {MARKED}"
    if marks := view.marks(item):
        yield "Marked", f"{marks}; counsel reviews it before release"


def _more(view: View, period: Period, mine: list[Comment]) -> Iterator[Part]:
    """The other answers, and what concerns the request itself, below the first three buttons."""
    others = [name for name in ANSWERS if name not in ("give_feedback", "no_comment")]
    buttons = [button for row in view.buttons(*others) for button in row.buttons]
    buttons += _on_page(view, []) if any(not comment.entered for comment in mine) else ()
    buttons += view.page("read", f"D{period.draft}")
    draft = next((draft for draft in view.development.drafts if draft.number == period.draft), None)
    buttons += changes_since(view, draft) if draft else ()
    about = f"give_feedback {view.about or f'P{period.number}'}"
    buttons += [button for row in view.buttons("snooze", about=about) for button in row.buttons]
    if period.closes_at and not period.is_closed(view.now) and not mine:
        buttons += view.calendar("give_feedback", f"P{period.number}")
    own = [comment for comment in mine if not comment.entered]
    if own:
        word = f"comment {own[-1].id}"
        rows = view.buttons("correct_comment", "take_back", about=word)
        buttons += [button for row in rows for button in row.buttons]
    if buttons:
        yield Buttons(tuple(buttons))


def _so_far(view: View, period: Period, mine: list[Comment]) -> Iterator[Part]:
    places = places_of(view.viewer, period, view.directory, view.today)
    keys = {entry.key for entry in places} or {view.viewer}
    if mine:
        yield Text("Your answer is on record. Thank you.", "strong")
        yield Items(tuple(own_line(view, comment) for comment in mine))
        if late := [comment for comment in mine if comment.late]:
            yield Text(late_words(view, late[-1]), "warning")
    elif keys <= period.wrong:
        yield Text(
            "You told us that somebody else should be asked. Thank you; nothing more is needed.", "strong"
        )
    elif keys <= period.answered:
        yield Text(view.say("Your {agency}'s response is on record. Thank you."), "strong")
    aside = [
        comment
        for comment in view.development.comments
        if comment.set_aside and comment.person == view.viewer and comment.period == period.number
    ]
    for sentence, those in (
        (ASIDE, [comment for comment in aside if not comment.taken_back]),
        (TAKEN_BACK, [comment for comment in aside if comment.taken_back]),
    ):
        if those:
            yield Text(sentence, "small")
            yield Items(tuple(own_line(view, comment) for comment in those))
    if not places and period.entries(view.viewer):
        yield Text(view.say(NO_LONGER), "strong")
    heard = period.answered | period.wrong
    left = [entry for entry in places if entry.key not in heard]
    if left and len(left) < len(places):
        names = ", ".join(view.directory.agency_name(entry.agency) for entry in left)
        yield Text(view.say(ANOTHER_TOO, names=names))


def newer_period(view: View, period: Period) -> str:
    latest = view.development.period
    if latest is None or latest.number == period.number:
        return ""
    return f"A later feedback period, on D{latest.draft}, has taken this one's place."


def own_line(view: View, comment: Comment) -> str:
    """One's own answer in a line: its number, place, beginning and response."""
    late = " (late)" if comment.late else ""
    late += f" ({days})" if (days := days_words(view, comment)) else ""
    where = f" on {section}" if (section := section_words(view, comment)) else ""
    reads = view.reads(f"comment {comment.id}")
    text = f": {excerpt(comment.text, 120) if reads else MARKED}" if comment.text else ""
    response = f" → {comment.response}" if comment.response else ""
    where += f" to question {comment.question}" if comment.question else ""
    return f"{comment.id} {comment.kind}{where}{late}{view.entered(comment.entered)}{text}{response}"
