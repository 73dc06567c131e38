"""The overview of all policies: each with its step, lead, dates and the offices it is awaited of; late ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.paging import turning
from govbot.core.cards.status import STAGE_WORDS, stage_words
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Text
from govbot.core.cards.weekly import PolicyLine, settling
from govbot.core.days import said_day
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.overview import Row

NOTHING = "There is no policy yet that is not over. Anybody raises a need with “/gov need”."
NO_MATCH = "No policy matches “{typed}”. “/gov overview” shows all of them."
MOST_OFFICES = 3


@dataclass(frozen=True, slots=True)
class OverviewItem:
    """A row with the policy as whoever looks sees it, and the lines of the weekly list that it has."""

    row: Row
    view: View
    lines: tuple[PolicyLine, ...]


def overview_card(
    general: View, items: Sequence[OverviewItem], rows: Sequence[Row], page: int, last: int, typed: str
) -> Card:
    """One card of the overview; `rows` are all rows, `items` those of this page, `last` the last page's number."""
    late = sum(row.late is not None for row in rows)
    headline = f"Overview: {len(rows)} {'policy' if len(rows) == 1 else 'policies'}, {late} past a date"
    if not rows:
        return Card(headline, (Text(NO_MATCH.format(typed=typed) if typed else NOTHING),), general.subject)
    parts: list[Part] = [] if page else [Facts(tuple(_by_step(general, rows)))]
    for item in items:
        parts += _item(item)
    parts += _around(general, page, last, typed)
    return Card(headline, tuple(parts), general.subject)


def _by_step(general: View, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """How many policies are at each step, in the order of the steps."""
    stages = [row.listed.stage for row in rows]
    for stage in STAGE_WORDS:
        if count := stages.count(stage):
            yield stage_words(general.process, stage), str(count)


def _item(item: OverviewItem) -> Iterator[Part]:
    row, view = item.row, item.view
    yield Text(f"{row.listed.id} “{row.listed.title}”", "strong")
    yield Text("; ".join(_where(row, view)) + ".")
    for reason in row.because:
        yield Text(f"Reason given: {excerpt(reason, 300)}", "quote")
    drawn: list[Button] = []
    for line in item.lines:
        words, buttons = settling(line)
        yield Text(words, "warning")
        drawn += [button for button in buttons if button.label not in {each.label for each in drawn}]
    yield Buttons((*drawn, view.show("policy", "Open")))


def _where(row: Row, view: View) -> Iterator[str]:
    """Its step and since when, its lead, the next date, and of whom something is awaited."""
    course = row.listed.course
    since = f" since {said_day(course.since)}" if course.since else ""
    yield f"{stage_words(view.process, row.listed.stage)}{since}"
    if row.listed.lead:
        yield view.say("{lead}: {name}", name=view.name(row.listed.lead))
    if course.asked and row.listed.stage == "agency feedback":
        yield view.say("{done} of {total} {agencies} have answered", done=course.answered, total=course.asked)
    if row.following:
        yield f"next: {said_day(row.following[0])}, {view.process.say_kept(row.following[1])}"
    if row.offices:
        shown = ", ".join(_counted(*each) for each in row.offices[:MOST_OFFICES])
        more = len(row.offices) - MOST_OFFICES
        yield f"awaited of {shown}{f' and {more} more' if more > 0 else ''}"


def _counted(office: str, count: int) -> str:
    return f"{office} ({count})" if count > 1 else office


def _around(general: View, page: int, last: int, typed: str) -> Iterator[Part]:
    """How to turn the page, and where the same is shown as a page with pictures."""
    turn = turning(general, "overview", page, last + 1, f"{typed} " if typed else "")
    shown = (*turn, *general.page("overview"))
    if shown:
        yield Buttons(shown)
    if last and not page:
        yield Text("To see some: “/gov overview” and a step, a lead, a goal, an office or a name.", "small")
