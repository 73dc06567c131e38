"""Forecasts: when a policy comes to the steps ahead, if it takes as long as earlier policies took. Pure.

Rule: of every earlier policy that went from this step to the one ahead, the days from coming to this step (for the
first time) to coming to that one. Those that took fewer days than this policy has taken already are left out. The
forecast is their median, with the shortest and the longest; where fewer than five are left there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median

from govbot.core.days import business_day_after, said_day
from govbot.core.process import Process
from govbot.core.workflow.course import Course
from govbot.core.workflow.policy import STAGES

FEWEST = 5
Stages = Sequence[tuple[str, date]]


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a stage may begin: the median day, the earliest and the latest, from so many earlier policies."""

    stage: str
    median: date
    earliest: date
    latest: date
    policies: int


def forecasts(stages: Stages, others: Sequence[Course], today: date, process: Process) -> list[Forecast]:
    """A forecast for each stage ahead for which there are enough earlier policies, in the order of the stages."""
    if not stages or stages[-1][0] not in STAGES:
        return []
    now, since = stages[-1]
    elapsed = (today - since).days
    drawn = []
    for ahead in STAGES[STAGES.index(now) + 1 :]:
        taken = [days for other in others if (days := days_between(other.stages, now, ahead)) is not None]
        left = [days for days in taken if days >= elapsed]
        if len(left) >= FEWEST:
            middle, first, last = (
                business_day_after(since + timedelta(days=days), 0, process)
                for days in (ceil(median(left)), min(left), max(left))
            )
            drawn.append(Forecast(ahead, middle, first, last, len(left)))
    return drawn


def days_between(stages: Stages, first: str, last: str) -> int | None:
    """Days from first coming to a stage to first coming to a later one; None where it did not come to both."""
    began = next((day for stage, day in stages if stage == first), None)
    came = next((day for stage, day in stages if stage == last and began and day >= began), None)
    return (came - began).days if began and came else None


def forecast_words(forecasts: Sequence[Forecast], process: Process) -> Iterator[str]:
    """The forecasts in words, each said to be one."""
    for forecast in forecasts:
        yield (
            f"Forecast from {forecast.policies} earlier policies: “{process.stage(forecast.stage)}” would begin on "
            f"{said_day(forecast.median)} (median; {said_day(forecast.earliest)} to {said_day(forecast.latest)})."
        )
