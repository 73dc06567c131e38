"""How a feedback period goes: its course, its changes, and who is said to be the wrong person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from govbot.core.cards.feedback import ANSWER_THERE, EACH_OTHER, newer_period, period_asked
from govbot.core.cards.status import answered_words
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Facts, Part, Progress, Text
from govbot.core.workflow.events import NotTheRightPerson
from govbot.core.workflow.policy import Period
from govbot.core.workflow.question_rows import question_rows
from govbot.core.workflow.roster import places_of
from govbot.core.workflow.sections import lost


def progress(view: View) -> Iterator[Part]:
    """How the feedback period goes, for the lead: until when, who has answered, and what wants a response."""
    period = period_asked(view)
    if period is None:
        return
    closed = period.is_closed(view.now)
    yield Text(f"{'Closed on' if closed else 'Open until'} {view.when(period.closes_at)}.", "strong")
    yield Progress(len(period.agencies_answered), len(period.agencies), answered_words(view, period))
    if said := _said(view, period):
        yield Text(said)
    unanswered = len(view.development.unanswered)
    if unanswered:
        yield Text(f"{unanswered} {'comments have' if unanswered > 1 else 'comment has'} no response yet.")
    yield Facts(tuple(_answers(view, period)))
    if period.wrong:
        wrong = dict.fromkeys(entry.person for entry in period.roster if entry.key in period.wrong)
        yield Text(f"Not the right person: {view.names(tuple(sorted(wrong)))}.", "small")
    silent = [code for code in period.agencies if code not in period.agencies_answered]
    if closed and silent:
        yield Text(f"No response received from: {', '.join(silent)}.", "small")
    without_place = len(lost(view.development))
    looks = (view.show("lost", f"Lost places: {without_place}"),) if without_place else ()
    read = view.show("comments", "Read the comments")
    if over := view.over or newer_period(view, period):
        yield Buttons((read, *looks))
        yield Text(over, "strong")
        return
    matrix = view.show("coverage", "Who has answered")
    if period.numbered:
        looks = (view.show("answers", "Answers to the questions"), *looks)
    board = view.show("board", "Comment board")
    steps = tuple(_next_steps(view, closed=closed))
    yield Buttons((read, board, *steps, matrix, *looks) if closed else (read, *steps, matrix, board, *looks))


def _next_steps(view: View, *, closed: bool) -> Iterator[Button]:
    """While it is open, the time that it has comes first, and nothing is stressed; afterwards the answering."""
    answering = ("respond_to_comments", "respond_to_agency", "consider_late", "request_review")
    timing = ("extend_feedback", "close_feedback", "shorten_feedback", "add_to_roster", "save_roster")
    for row in view.buttons(*((*answering, *timing) if closed else (*timing, *answering))):
        yield from (button if closed else replace(button, style="") for button in row.buttons)


def _said(view: View, period: Period) -> str:
    """How many answers of each kind there are, as a sentence: "1 concern, 2 comments"."""
    comments = [comment for comment in view.development.counted if comment.period == period.number]
    counted = Counter(comment.kind for comment in comments)
    words = [f"{count} × {kind}" for kind, count in counted.items()]
    return f"Answers: {', '.join(words)}." if words else ""


def _answers(view: View, period: Period) -> Iterator[tuple[str, str]]:
    """How many answered, and what is particular about the answers."""
    asked = "Places answered for" if any(entry.place for entry in period.roster) else "People who answered"
    yield asked, f"{len(period.answered)} of {len(period.roster)}"
    comments = [comment for comment in view.development.comments if comment.period == period.number]
    if late := sum(comment.late for comment in comments if not comment.set_aside):
        yield "Late", str(late)
    if aside := sum(comment.set_aside for comment in comments):
        yield "Set aside, not counted", str(aside)
    if rows := question_rows(view.development, period):
        heard = {answer.place for row in rows for answer in row.answers}
        yield "Answered the questions", f"{len(heard)} of {len(period.roster)}"
    if given := period.agency_responses:
        yield view.say("{Agency}'s responses"), str(len(given))
    if differing := period.agencies_that_differ:
        yield "Responses that differ", ", ".join(differing)


def changed(view: View) -> Iterator[Part]:
    """The period closes at another time now."""
    period = period_asked(view)
    if period is None:
        return
    closed = period.is_closed(view.now)
    yield Text(
        f"The feedback period {'closed' if closed else 'now closes'} on {view.when(period.closes_at)}."
    )
    if view.facts.get("reason"):
        yield Text(view.facts["reason"], "quote")
    if over := view.over or newer_period(view, period):
        yield Text(over if view.over else f"{over} {ANSWER_THERE}", "strong")
    elif (places := places_of(view.viewer, period, view.directory, view.today)) and all(
        entry.key in period.answered for entry in places
    ):
        yield Text("Your answer is on record already; nothing more is needed.", "strong")
    else:
        yield from view.buttons("give_feedback", "no_comment")


def wrong_person(view: View) -> Iterator[Part]:
    """Somebody said that another should be asked."""
    suggested = view.facts.get("suggested", "")
    told = f"{view.name(view.facts.get('person', '').partition('@')[0])} is not the right person to ask."
    asked = f"{view.name(suggested)} has been asked instead." if suggested else "Nobody else was named."
    declined = bool(view.facts.get("declined"))
    if declined:
        asked = view.say(EACH_OTHER, name=view.name(suggested))
    yield Text(f"{told} {asked}", "warning" if declined else "")
    if view.facts.get("text"):
        yield Text(view.facts["text"], "quote")
    yield from view.how_entered(NotTheRightPerson, person=view.facts.get("person", ""))
    if not suggested or declined:
        keeper = "The roster keeper can change the {agency}'s list; you can write to the {agency}."
        yield Text(view.say(keeper), "small")
