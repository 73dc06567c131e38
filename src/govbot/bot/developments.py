"""The timeline of developments as a picture, with the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from govbot.bot.courses import courses
from govbot.bot.request_context import RequestContext
from govbot.core.pictures.timeline import Lane, timeline
from govbot.core.workflow.course import Course
from govbot.core.workflow.forecasts import Forecast, forecasts
from govbot.core.workflow.overview import Listed, Row
from govbot.core.workflow.policy import STAGES


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, under a heading, with the table that says the same. Without rows there is no picture."""

    heading: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def label(listed: Listed) -> str:
    return f"{listed.id} {listed.title}"


def steps_of(course: Course, today: date) -> Iterable[tuple[str, date, date]]:
    """Each step of a course with its first and last day; the one that goes on ends today."""
    ends = [day for _, day in course.stages[1:]] + [course.ended or today]
    for (stage, began), ended in zip(course.stages, ends, strict=True):
        yield stage, began, max(began, ended)


COLUMNS = ("Policy", "Came to", "Targets ahead", "Statutory deadline", "Forecast (median)")


def developments(context: RequestContext, rows: Sequence[Row], most: int) -> Picture:
    """The first `most` developments of these rows."""
    process = context.process
    under_way = [row.listed for row in rows if row.listed.stage in STAGES][:most]
    earlier = courses(context.tx)
    lanes, table = [], []
    for listed in under_way:
        others = [each.course for each in earlier if each.id != listed.id]
        expected = forecasts(listed.course.stages, others, context.today, process)
        lanes.append(_lane(listed, expected, context.today))
        table.append(_told(context, listed, expected))
    names: dict[str, str] = {stage: process.stage(stage) for stage in STAGES}
    svg = timeline(f"Timeline of {len(lanes)} developments", lanes, names, context.today)
    return Picture("Developments", svg, COLUMNS, tuple(table))


def _lane(listed: Listed, expected: Sequence[Forecast], today: date) -> Lane:
    course = listed.course
    slipped = dict(course.slipped(listed.stage, today))
    targets = tuple((day, stage in slipped) for stage, day in course.open_targets(listed.stage).items())
    days = tuple(each.median for each in expected)
    return Lane(label(listed), tuple(steps_of(course, today)), targets, course.statutory, days)


def _told(context: RequestContext, listed: Listed, expected: Sequence[Forecast]) -> tuple[str, ...]:
    """A row of the table."""
    course, process = listed.course, context.process
    slipped = dict(course.slipped(listed.stage, context.today))
    came = "; ".join(f"{process.stage(stage)} {began}" for stage, began in course.stages)
    aimed = "; ".join(
        f"{process.stage(stage)} {day}{' (passed)' if stage in slipped else ''}"
        for stage, day in course.open_targets(listed.stage).items()
    )
    forecast = "; ".join(f"{process.stage(each.stage)} {each.median}" for each in expected)
    return (label(listed), came, aimed, str(course.statutory or ""), forecast)
