"""The roll-up of a feedback period's questions: question by question how many agencies answered, and who says what."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.comments import days_words
from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text
from govbot.core.workflow.policy import Comment, Period
from govbot.core.workflow.question_rows import QuestionRow, period_with_questions, question_rows

MOST_ON_A_CARD = 15
NO_QUESTIONS = (
    "No question has been asked in particular. Questions are written in the form that opens a feedback period, one in "
    "each line."
)
NOBODY = "Nobody has answered it yet."
HEARD = "{answered} of {asked} {agencies} have answered"
OUTSIDE = "{count} from outside the {agencies}"
COLUMNS = ("Question", "Asked", "{Agency}", "Feedback from", "Answer", "No.", "Given")


def answers_card(view: View, page: int = 0) -> Card:
    """Each question with the answers to it, some at a time."""
    headline = f"Answers to the questions on {view.title}"
    period = period_with_questions(view.development)
    if period is None:
        return Card(headline, (Text(view.say(NO_QUESTIONS)), *view.buttons("open_feedback")), view.subject)
    items = [item for row in question_rows(view.development, period) for item in _items(view, period, row)]
    parts = (
        *page_of(view, "answers", items, page, MOST_ON_A_CARD),
        Buttons((*view.page("answers"), view.show("comments", "Read the comments"))),
        *view.buttons("give_answers", about=f"P{period.number}"),
    )
    return Card(headline, parts, view.subject)


def _items(view: View, period: Period, row: QuestionRow) -> Iterator[tuple[Part, ...]]:
    """The question with its count, then each answer."""
    yield (Text(f"{row.number}. {row.text}", "strong"), Text(f"{heard_words(view, period, row)}.", "small"))
    for answer in row.answers:
        yield (Text(_author(view, answer)), Text(answer_words(view, answer), "quote"))


def heard_words(view: View, period: Period, row: QuestionRow) -> str:
    """ "5 of 24 agencies have answered, 1 from outside the agencies"."""
    outside = len({answer.place for answer in row.answers if not answer.agency})
    said = view.say(HEARD, answered=len(row.agencies), asked=len(period.agencies))
    return f"{said}, {view.say(OUTSIDE, count=outside)}" if outside else said


def answer_words(view: View, answer: Comment) -> str:
    """The answer itself, as far as its marks let the viewer read it."""
    return view.readable(f"comment {answer.id}", answer.text)


def _author(view: View, answer: Comment) -> str:
    who = view.from_whom(answer.person, answer.agency, answer.answering_for)
    late = " (late)" if answer.late else ""
    return f"{answer.id} · {who}{late}{view.entered(answer.entered)}"


def answers_table(view: View, period: Period) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The columns, and a row for each answer; one row says of a question that nobody has answered it."""
    rows: list[tuple[str, ...]] = []
    for row in question_rows(view.development, period):
        answers = [_row(view, row, answer) for answer in row.answers]
        rows += answers or [(str(row.number), row.text, "", "", NOBODY, "", "")]
    return tuple(view.say(column) for column in COLUMNS), tuple(rows)


def _row(view: View, row: QuestionRow, answer: Comment) -> tuple[str, ...]:
    agency = (
        view.directory.agency_name(answer.agency) if answer.agency else view.say("outside the {agencies}")
    )
    given = days_words(view, answer) or view.when(answer.at)
    return (
        str(row.number),
        row.text,
        agency,
        view.from_whom(answer.person, answer.agency, answer.answering_for)
        + (" (late)" if answer.late else ""),
        answer_words(view, answer),
        answer.id,
        given,
    )
