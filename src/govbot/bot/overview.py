"""Reads the overview of all policies from the list and the open obligations; draws it as a card and as CSV rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from govbot.bot.courses import courses
from govbot.bot.developments import developments
from govbot.bot.request_context import RequestContext
from govbot.bot.weekly import check_reader, every_policy, lines_on
from govbot.core.cards.binder import binder, binder_card
from govbot.core.cards.overview_card import OverviewItem, Paging, Week, overview_card, timeline_card
from govbot.core.cards.vocabulary import Card, Picture, Table
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.overview import Listed, Open, Row, goals_in_words, matches, overview
from govbot.core.workflow.weekly import LISTED_WHEN_LATE, vacancies
from govbot.record import Tx

MOST_ON_A_CARD = 6
MOST_DRAWN = 10  # developments of the picture: a message takes a small file
ALT = (
    "Timeline of {count} developments, those that need attention first. “Timeline as a table” says the same."
)


def rows_of(context: RequestContext, listed: Iterable[Listed], typed: str = "") -> list[Row]:
    """The rows of these policies, what needs attention first; those that have the typed words."""
    directory, process = context.directory, context.process
    rows = overview(listed, _open(context.tx), directory, process, context.now)
    return [row for row in rows if matches(row, typed, directory, process)] if typed.strip() else rows


def _open(tx: Tx) -> dict[str, list[Open]]:
    """What is open, by policy."""
    awaited: dict[str, list[Open]] = {}
    for row in tx.obligations.summed():
        policy = row.stream.removeprefix("policy:")
        is_required = row.action in LISTED_WHEN_LATE
        each = Open(row.party, row.action, row.what, row.due, row.many, is_required)
        awaited.setdefault(policy, []).append(each)
    return awaited


def overview_for(context: RequestContext, page: int = 0, typed: str = "") -> Card:
    """The overview for whoever asks. Raises Refusal for somebody whose it is not."""
    check_reader(context, "The overview")
    rows = rows_of(context, courses(context.tx), typed)
    paging = _paging(page, rows, typed)
    items = [_item(context, row) for row in _of_page(rows, paging)]
    vacant = () if typed else _vacant(context)
    return overview_card(context.view(DIRECTORY), items, rows, paging, vacant)


def weekly_for(context: RequestContext, page: int = 0) -> Card:
    """The card of the week as it stands now, for whoever asks. Raises Refusal for somebody whose it is not."""
    check_reader(context, "The weekly list")
    return weekly_overview(context, page)


def weekly_overview(context: RequestContext, page: int = 0, *, has_picture: bool = False) -> Card:
    """The same overview as the card of the week: whatever has something to settle stands first."""
    lines = {
        view.policy.id: lines_on(context, view, listed.updated) for listed, view in every_policy(context)
    }
    rows = sorted(rows_of(context, courses(context.tx)), key=lambda row: not lines.get(row.listed.id))
    paging = _paging(page, rows)
    items = [_item(context, row) for row in _of_page(rows, paging)]
    drawn = developments(context, rows, MOST_DRAWN) if has_picture else None
    alt = ALT.format(count=len(drawn.rows)) if drawn else ""
    picture = Picture(drawn.svg, alt) if drawn and drawn.rows else None
    week = Week(tuple(line for of_policy in lines.values() for line in of_policy), picture)
    return overview_card(context.view(DIRECTORY), items, rows, paging, _vacant(context), week)


def timeline_for(context: RequestContext) -> Card:
    """What the picture says, as a table. Raises Refusal for somebody whose it is not."""
    check_reader(context, "The timeline")
    drawn = developments(context, rows_of(context, courses(context.tx)), MOST_DRAWN)
    return timeline_card(context.view(DIRECTORY), Table(drawn.columns, drawn.rows))


def _paging(page: int, rows: Sequence[Row], typed: str = "") -> Paging:
    last = max(0, (len(rows) - 1) // MOST_ON_A_CARD)
    return Paging(min(max(page, 0), last), last, typed)


def _of_page(rows: Sequence[Row], paging: Paging) -> Sequence[Row]:
    return rows[paging.page * MOST_ON_A_CARD : (paging.page + 1) * MOST_ON_A_CARD]


def _vacant(context: RequestContext) -> list[str]:
    return vacancies(context.directory, context.process, context.today)


def binder_for(context: RequestContext) -> Card:
    """The transition binder, in short. Raises Refusal for somebody whose it is not."""
    check_reader(context, "The binder")
    return binder_card(context.view(DIRECTORY), rows_of(context, courses(context.tx)))


def whole_binder(context: RequestContext) -> Card:
    """The transition binder as a document, for whoever may open its page."""
    return binder(context.view(DIRECTORY), rows_of(context, courses(context.tx)))


def _item(context: RequestContext, row: Row) -> OverviewItem:
    """A row with the lines of the weekly list that it has, whose buttons settle them."""
    view = context.view(f"policy:{row.listed.id}")
    return OverviewItem(row, view, tuple(lines_on(context, view, row.listed.updated)))


COLUMNS = (
    "policy", "title", "step", "since", "lead", "past_its_date_since", "past_its_date", "next_date", "next",
    "awaited_of", "agencies_asked", "agencies_answered", "statutory_deadline", "goal", "reasons_given",
)  # fmt: skip


def cells(context: RequestContext, rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """The rows as cells of a table, days as ISO dates, after the names of the columns."""
    process, directory = context.process, context.directory
    yield COLUMNS
    for row in rows:
        listed, course = row.listed, row.listed.course
        yield (
            listed.id,
            listed.title,
            process.stage(listed.stage),
            course.since.isoformat() if course.since else "",
            directory.name(listed.lead) if listed.lead else "",
            row.late.isoformat() if row.late else "",
            "; ".join(process.say_kept(reason) for reason in row.reasons),
            row.following[0].isoformat() if row.following else "",
            process.say_kept(row.following[1]) if row.following else "",
            "; ".join(f"{office} ({count})" for office, count in row.offices),
            str(course.asked or ""),
            str(course.answered if course.asked else ""),
            course.statutory.isoformat() if course.statutory else "",
            "; ".join(filter(None, (course.goal, *goals_in_words(course.goals, directory, process)))),
            "; ".join(row.because),
        )
