"""The page of a feedback period's coverage: the numbers, a picture of agencies by capacities, the table behind it."""

from __future__ import annotations

from dataclasses import dataclass

from govbot.bot.coverage import coverage_of
from govbot.bot.developments import Picture
from govbot.bot.request_context import RequestContext
from govbot.core.cards import coverage as drawn
from govbot.core.days import said


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """All that stands on the page; `name` is whose page it is. Without a period the picture has no rows."""

    name: str
    title: str
    as_of: str
    note: str
    counts: tuple[tuple[str, str], ...]
    picture: Picture


def coverage_page(context: RequestContext, subject: str) -> CoveragePage:
    """Raises Refusal for somebody to whom it is not shown."""
    view = context.view(subject)
    name, as_of = context.directory.name(context.person), said(context.now, context.process)
    matrix = coverage_of(context, view)
    heading = view.say("{Agencies} by the capacities asked")
    if matrix is None:
        return CoveragePage(name, view.title, as_of, drawn.NO_PERIOD, (), Picture(heading, "", (), ()))
    columns, rows = drawn.coverage_table(view, matrix)
    picture = Picture(heading, drawn.coverage_picture(view, matrix), columns, rows)
    note = view.say(drawn.LEGEND)
    return CoveragePage(name, view.title, as_of, note, tuple(drawn.counts(view, matrix)), picture)
