"""The page of the overview: the table of all policies, four pictures with a table behind each, and the CSV file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from statistics import median

from govbot.bot.courses import courses
from govbot.bot.developments import Picture, developments, label, steps_of
from govbot.bot.overview import COLUMNS, cells, rows_of
from govbot.bot.pages.reading import Original
from govbot.bot.request_context import RequestContext
from govbot.core.csv_cells import neutral
from govbot.core.days import said_day
from govbot.core.pictures.bars import Bar, bars
from govbot.core.pictures.matrix import Mark, MatrixRow, matrix
from govbot.core.workflow.goals import GoalRow, goal_rows
from govbot.core.workflow.overview import Listed, Row
from govbot.core.workflow.policy import STAGES

SHOWN = ("Policy", "Title", "Step", "Lead", "Past its date", "Next", "Awaited of", "Answered", "Goal")
MOST_LANES = 60
MOST_BARS = 40
MOST_COLUMNS = 30  # policies of the matrix; the table has all


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """All that stands on the page; `rows` begin with whether the policy is past a date."""

    name: str
    today: date
    columns: tuple[str, ...]
    rows: tuple[tuple[bool, tuple[str, ...]], ...]
    pictures: tuple[Picture, ...]


def overview_page(context: RequestContext) -> OverviewPage:
    listed = courses(context.tx)
    rows = rows_of(context, listed)
    shown = [_shown(dict(zip(COLUMNS, line, strict=True))) for line in islice(cells(context, rows), 1, None)]
    drawn = (
        developments(context, rows, MOST_LANES),
        _times(context, listed),
        _rates(context, rows),
        _offices(rows),
        _goals(context, listed),
    )
    marked = tuple((row.late is not None, line) for row, line in zip(rows, shown, strict=True))
    name = context.directory.name(context.person)
    return OverviewPage(name, context.today, SHOWN, marked, tuple(each for each in drawn if each.rows))


def _shown(cell: Mapping[str, str]) -> tuple[str, ...]:
    """A row of the page: the same cells in fewer columns."""
    late = (
        f"{cell['past_its_date']}, since {_day(cell['past_its_date_since'])}" if cell["past_its_date"] else ""
    )
    late += f". Reason given: {cell['reasons_given']}" if cell["reasons_given"] else ""
    following = f"{_day(cell['next_date'])}: {cell['next']}" if cell["next"] else ""
    answered = f"{cell['agencies_answered']} of {cell['agencies_asked']}" if cell["agencies_asked"] else ""
    return (
        cell["policy"],
        cell["title"],
        f"{cell['step']}, since {_day(cell['since'])}" if cell["since"] else cell["step"],
        cell["lead"],
        late,
        following,
        cell["awaited_of"],
        answered,
        cell["goal"],
    )


def _day(cell: str) -> str:
    """A day as people read it; files have it as ISO 8601."""
    return said_day(date.fromisoformat(cell)) if cell else ""


def overview_file(context: RequestContext) -> Original:
    """The overview as a CSV file in UTF-8."""
    return Original(f"overview-{context.today}.csv", overview_csv(context).encode())


# The few columns that a terminal has room for.
NARROW = (
    "policy",
    "title",
    "step",
    "since",
    "lead",
    "past_its_date_since",
    "next_date",
    "next",
    "awaited_of",
)


def overview_csv(context: RequestContext, typed: str = "", columns: Sequence[str] = COLUMNS) -> str:
    """The overview as CSV, a line for each policy; a cell that a spreadsheet would run is neutralised."""
    kept = [COLUMNS.index(name) for name in columns]
    out = io.StringIO()
    lines = csv.writer(out)
    for line in cells(context, rows_of(context, courses(context.tx), typed)):
        lines.writerow([neutral(line[at]) for at in kept])
    return out.getvalue()


# Pictures --------------------------------------------------------------------------------------------


def _times(context: RequestContext, listed: Sequence[Listed]) -> Picture:
    """Days in each step, over all developments that have left it: the median, and the median that was planned."""
    took: dict[str, list[int]] = {}
    planned: dict[str, list[int]] = {}
    for each in listed:
        stages = each.course.stages
        for number, (stage, began, ended) in enumerate(steps_of(each.course, context.today)):
            if number + 1 < len(stages) or each.course.ended:
                took.setdefault(stage, []).append((ended - began).days)
            following = STAGES[STAGES.index(stage) + 1 :][:1] if stage in STAGES else ()
            aimed = next(
                (each.course.targets[name] for name in following if name in each.course.targets), None
            )
            if aimed and aimed >= began:
                planned.setdefault(stage, []).append((aimed - began).days)
    drawn, table = [], []
    for stage in STAGES:
        if stage not in took:
            continue
        days = took[stage]
        plan = median(planned[stage]) if stage in planned else None
        name = context.process.stage(stage)
        drawn.append(Bar(name, median(days), f"{median(days):g} days", plan))
        as_planned = "" if plan is None else f"{plan:g}"
        table.append((name, str(len(days)), str(min(days)), f"{median(days):g}", str(max(days)), as_planned))
    svg = bars("Days in each step: median; the thick mark is the median that was planned", drawn)
    columns = ("Step", "Developments", "Shortest (days)", "Median", "Longest", "Planned (median)")
    return Picture("Days in each step, and as planned", svg, columns, tuple(table))


def _rates(context: RequestContext, rows: Sequence[Row]) -> Picture:
    asked = [row.listed for row in rows if row.listed.course.asked][:MOST_BARS]
    drawn, table = [], []
    for listed in asked:
        course = listed.course
        share = 100 * course.answered / course.asked
        drawn.append(Bar(label(listed), share, f"{course.answered} of {course.asked}"))
        table.append((label(listed), str(course.answered), str(course.asked), f"{share:.0f} %"))
    title = context.process.say("Answers of {agencies}, of those asked")
    return Picture(title, bars(title, drawn, 100), ("Policy", "Answered", "Asked", "Share"), tuple(table))


def _offices(rows: Sequence[Row]) -> Picture:
    counted: Counter[str] = Counter()
    for row in rows:
        for office, many in row.offices:
            counted[office] += many
    most = counted.most_common(MOST_BARS)
    drawn = [Bar(office, many, str(many)) for office, many in most]
    table = tuple((office, str(many)) for office, many in most)
    return Picture("Open matters by office", bars("Open matters by office", drawn), ("Office", "Open"), table)


def _goals(context: RequestContext, listed: Sequence[Listed]) -> Picture:
    """The matrix of goals by policies; a row without a mark is a gap."""
    rows = goal_rows(listed, context.directory, context.process)
    columns = list(dict.fromkeys(id for row in rows for id, _ in row.policies))[:MOST_COLUMNS]
    drawn = [
        MatrixRow(f"{row.number} {row.text}", tuple(_marks(row, id) for id in columns) or ((),))
        for row in rows
    ]
    table = tuple(
        (row.plan, f"{row.number}: {row.text}", ", ".join(id for id, _ in row.policies) or "none: a gap")
        for row in rows
    )
    legend = ((Mark("", "dark"), "serves the goal"),)
    svg = matrix("Goals by policies", columns or ["no policy"], drawn, legend)
    return Picture("Goals by policies", svg, ("Plan", "Goal", "Policies that serve it"), table)


def _marks(row: GoalRow, id: str) -> tuple[Mark, ...]:
    serving = dict(row.policies)
    return (Mark("", "dark", serving[id]),) if id in serving else ()
