"""The page of a feedback period's questions: how many answered each, the table of the answers, and the CSV file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from govbot.bot.pages.reading import Original
from govbot.bot.request_context import RequestContext
from govbot.core.cards import question_rows as drawn
from govbot.core.cards.view import View
from govbot.core.csv_cells import neutral
from govbot.core.days import said
from govbot.core.grammar import Refusal
from govbot.core.workflow.question_rows import period_with_questions, question_rows
from govbot.core.workflow.readers import why_no_comments


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """All that stands on the page; `name` is whose page it is. `counts` are the questions, each with how
    many answered.
    """

    name: str
    title: str
    as_of: str
    note: str
    counts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def answers_page(context: RequestContext, subject: str) -> AnswersPage:
    """Raises Refusal for somebody to whom it is not shown."""
    view = _view(context, subject)
    name, as_of = context.directory.name(context.person), said(context.now, context.process)
    period = period_with_questions(view.development)
    if period is None:
        return AnswersPage(name, view.title, as_of, view.say(drawn.NO_QUESTIONS), (), (), ())
    counts = tuple(
        (f"{row.number}. {row.text}", drawn.heard_words(view, period, row))
        for row in question_rows(view.development, period)
    )
    columns, rows = drawn.answers_table(view, period)
    return AnswersPage(name, view.title, as_of, "", counts, columns, rows)


def answers_file(context: RequestContext, subject: str) -> Original:
    """The table as CSV; no cell is taken for a formula. Raises Refusal where nothing was asked."""
    view = _view(context, subject)
    period = period_with_questions(view.development)
    if period is None:
        raise Refusal(view.say(drawn.NO_QUESTIONS))
    columns, rows = drawn.answers_table(view, period)
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(columns)
    lines.writerows([neutral(cell) for cell in row] for row in rows)
    return Original(f"{view.policy.id}-answers.csv", written.getvalue().encode("utf-8-sig"))


def _view(context: RequestContext, subject: str) -> View:
    view = context.view(subject)
    if why_not := why_no_comments(view.at(), view.held):
        raise Refusal(why_not)
    return view
