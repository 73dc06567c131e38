"""The overview of all policies, also as the card of the week: late ones first, then each with its step and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.paging import turning
from govbot.core.cards.status import STAGE_WORDS, stage_words
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Picture, Table, Text
from govbot.core.cards.weekly import PolicyLine, settling, vacancies_shown
from govbot.core.days import said_day
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.overview import Row

NOTHING = "There is no policy yet that is not over. Anybody raises a need with “/gov need”."
NO_MATCH = "No policy matches “{typed}”. “/gov overview” shows all of them."
MOST_OFFICES = 3
MOST_COUNTED = 8  # offices; the page has all


@dataclass(frozen=True, slots=True)
class OverviewItem:
    """A row with the policy as whoever looks sees it, and the lines of the weekly list that it has."""

    row: Row
    view: View
    lines: tuple[PolicyLine, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """What the card of the week has besides: the lines of all policies, and the timeline where it is sent."""

    lines: tuple[PolicyLine, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many is shown, of the policies with the typed words."""

    page: int = 0
    last: int = 0
    typed: str = ""


def overview_card(
    general: View,
    items: Sequence[OverviewItem],
    rows: Sequence[Row],
    paging: Paging,
    vacant: Sequence[str] = (),
    week: Week | None = None,
) -> Card:
    """One card of the overview: `rows` are all rows, `items` those of this page.

    For the `week`, the offices are counted of which something is to be settled; nobody is named.
    """
    headline = _headline(general, rows, vacant, week)
    parts: list[Part] = [] if paging.page else [*_first(general, rows, vacant, week)]
    if not rows:
        parts.append(Text(NO_MATCH.format(typed=paging.typed) if paging.typed else NOTHING))
    for item in items:
        parts += _item(item)
    parts += _around(general, paging, "weekly" if week else "overview")
    return Card(headline, tuple(parts), general.subject)


def _headline(general: View, rows: Sequence[Row], vacant: Sequence[str], week: Week | None) -> str:
    late = sum(row.late is not None for row in rows)
    words = f"{len(rows)} {'policy' if len(rows) == 1 else 'policies'}, {late} past a date"
    if week is None:
        return f"Overview: {words}"
    many = len(week.lines) + len(vacant)
    count = f"{many} to settle" if many else "nothing to settle"
    return general.say("The {steering_group}'s weekly list: {count}; {words}", count=count, words=words)


def _first(general: View, rows: Sequence[Row], vacant: Sequence[str], week: Week | None) -> Iterator[Part]:
    """What stands on the first page alone: counts, the picture, vacancies."""
    counted = Counter(each.line.office for each in week.lines) if week else Counter[str]()
    if counted:
        yield Facts(
            tuple((office, f"{count} to settle") for office, count in counted.most_common(MOST_COUNTED))
        )
    if rows:
        yield Facts(tuple(_by_step(general, rows)))
    if week and week.picture:
        yield week.picture
    yield from vacancies_shown(general, vacant)


def timeline_card(general: View, table: Table) -> Card:
    """The timeline of the developments under way, as a table."""
    shown = table if table.rows else Text("No development is under way.")
    return Card("Timeline of developments", (shown, Buttons(general.page("overview"))), general.subject)


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
    if row.asked_by and not row.following:
        yield f"asked for by {said_day(row.asked_by[0])}: {view.process.say_kept(row.asked_by[1])}"
    if row.offices:
        shown = ", ".join(_counted(*each) for each in row.offices[:MOST_OFFICES])
        more = len(row.offices) - MOST_OFFICES
        yield f"awaited of {shown}{f' and {more} more' if more > 0 else ''}"


def _counted(office: str, count: int) -> str:
    return f"{office} ({count})" if count > 1 else office


def _around(general: View, paging: Paging, name: str) -> Iterator[Part]:
    """How to turn the page, and where the same is shown as a table or as a page with pictures."""
    turn = turning(general, name, paging.page, paging.last + 1, f"{paging.typed} " if paging.typed else "")
    table = (general.show("timeline", "Timeline as a table"),)
    yield Buttons((*turn, *table, *general.page("overview")))
    if paging.last and not paging.page:
        yield Text("To see some: “/gov overview” and a step, a lead, a goal, an office or a name.", "small")
