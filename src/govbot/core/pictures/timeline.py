"""The timeline of developments: steps as they were, targets, forecasts (dashed), statutory deadlines, today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govbot.core.pictures.drawing import INK, PATTERNS, box, diamond, line, picture, short, words

LABELS, DAYS, ROW, TOP, LEGEND = 250, 610, 26, 34, 48
MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Lane:
    """One development: its steps, each from a day to a day; targets, each passed or ahead.

    `forecasts` are the days on which a step ahead would begin, as earlier developments went.
    """

    label: str
    steps: tuple[tuple[str, date, date], ...]
    targets: tuple[tuple[date, bool], ...] = ()
    statutory: date | None = None
    forecasts: tuple[date, ...] = ()


def timeline(title: str, lanes: Sequence[Lane], steps: Mapping[str, str], today: date) -> str:
    """The picture. `steps` are the names of the steps by key, in their order; each has a pattern of its own."""
    first, last = _span(lanes, today)
    height = TOP + ROW * len(lanes) + LEGEND
    parts = (*_months(first, last, len(lanes)), *_lanes(lanes, steps, first, last))
    now = _x(today, first, last)
    marks = (
        line(now, TOP - 4, now, TOP + ROW * len(lanes), "4 3", 1.6),
        words(now, 10, "today", "middle", 11),
    )
    return picture(
        LABELS + DAYS, height, title, (*parts, *marks, *_legend(steps, TOP + ROW * len(lanes) + 18))
    )


def _span(lanes: Sequence[Lane], today: date) -> tuple[date, date]:
    days = [today]
    for lane in lanes:
        days += [day for _, began, ended in lane.steps for day in (began, ended)]
        days += lane.forecasts
        days += [day for day, _ in lane.targets] + ([lane.statutory] if lane.statutory else [])
    return min(days) - timedelta(days=7), max(days) + timedelta(days=14)


def _x(day: date, first: date, last: date) -> float:
    return round(LABELS + DAYS * (day - first).days / max((last - first).days, 1), 1)


def _months(first: date, last: date, lanes: int) -> Iterator[str]:
    """A thin line at the first day of each month; of each quarter or year where there are many."""
    months = max(1, round((last - first).days / 30 / 8))
    day = (first.replace(day=1) + MONTH).replace(day=1)
    number = 0
    while day <= last:
        if number % months == 0:
            x = _x(day, first, last)
            yield line(x, TOP, x, TOP + ROW * lanes, width=0.3)
            yield words(x + 2, TOP - 6, f"{day:%b %Y}", size=10)
        day, number = (day + MONTH).replace(day=1), number + 1


def _lanes(lanes: Sequence[Lane], steps: Mapping[str, str], first: date, last: date) -> Iterator[str]:
    order = list(steps)
    for number, lane in enumerate(lanes):
        top = TOP + number * ROW
        yield words(LABELS - 8, top + 17, short(lane.label, 36), "end")
        for step, began, ended in lane.steps:
            x = _x(began, first, last)
            yield box(x, top + 6, _x(ended, first, last) - x, ROW - 12, _pattern(order, step))
        yield from _forecast(lane, top + ROW / 2, first, last)
        for day, is_passed in lane.targets:
            yield diamond(_x(day, first, last), top + ROW / 2, is_filled=is_passed)
        if lane.statutory:
            x = _x(lane.statutory, first, last)
            yield line(x, top + 2, x, top + ROW - 2, width=3)


def _forecast(lane: Lane, y: float, first: date, last: date) -> Iterator[str]:
    """A dashed line on to the last forecast, with a ring at each."""
    if not lane.forecasts:
        return
    began = max((ended for _, _, ended in lane.steps), default=first)
    yield line(_x(began, first, last), y, _x(max(lane.forecasts), first, last), y, "3 3")
    for day in lane.forecasts:
        yield _ring(_x(day, first, last), y)


def _ring(x: float, y: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="#ffffff" stroke="{INK}" stroke-dasharray="2 1.5"/>'


def _pattern(order: list[str], step: str) -> str:
    return PATTERNS[min(order.index(step), len(PATTERNS) - 1) if step in order else 0][0]


def _legend(steps: Mapping[str, str], top: float) -> Iterator[str]:
    """What each pattern and mark means, in two lines."""
    x = 8.0
    for key, name in steps.items():
        yield box(x, top - 10, 14, 12, _pattern(list(steps), key))
        yield words(x + 18, top, name, size=11)
        x += 18 + 6.4 * len(name) + 16
    y, x = top + 20, 8.0
    yield from (line(x + 452, y - 4, x + 480, y - 4, "3 3"), _ring(x + 466, y - 4))
    yield words(x + 488, y, "forecast: the median of earlier developments", size=11)
    for mark, name in (
        (diamond(x + 6, y - 4, is_filled=False), "target ahead"),
        (diamond(x + 116, y - 4, is_filled=True), "target passed, not reached"),
        (line(x + 310, y - 12, x + 310, y + 4, width=3), "statutory deadline"),
    ):
        yield mark
        at = {"target ahead": 18, "target passed, not reached": 128, "statutory deadline": 320}[name]
        yield words(x + at, y, name, size=11)
