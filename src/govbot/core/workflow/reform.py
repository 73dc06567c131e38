"""A year of the process in figures: deviations by step, response rates, days in steps, targets not met. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from govbot.core.days import local_day
from govbot.core.process import Process
from govbot.core.workflow.policy import STAGES, Development, Deviation, Policy, SlipReason


@dataclass(frozen=True, slots=True)
class Times:
    """How many developments left a step in the year, and how long they had been in it: days."""

    stage: str
    developments: int
    shortest: int
    median: float
    longest: int


@dataclass(frozen=True, slots=True)
class YearOfProcess:
    """The figures of a year. `rates` are of the feedback periods that closed in it: answered and asked, agencies;
    `slips` count targets that were not met, by stage, `reasons` are those given, each with its stage."""

    year: int
    deviations: tuple[tuple[Policy, Deviation], ...]
    by_step: tuple[tuple[str, int], ...]
    rates: tuple[tuple[Policy, int, int], ...]
    times: tuple[Times, ...]
    slips: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[Policy, str, SlipReason], ...]


def year_of(policies: Sequence[Policy], year: int, process: Process) -> YearOfProcess:
    """The figures of this year, from the policies as they stand."""
    deviations = tuple(
        (policy, each) for policy in policies for each in policy.deviations if each.on.year == year
    )
    slips = [
        (policy, slip)
        for policy in policies
        for development in _developments(policy)
        for slip in development.slips
        if slip.target.year == year
    ]
    return YearOfProcess(
        year,
        deviations,
        tuple(sorted(Counter(each.step for _, each in deviations).items())),
        tuple(_rates(policies, year, process)),
        tuple(_times(policies, year)),
        tuple(Counter(slip.stage for _, slip in slips).most_common()),
        tuple((policy, slip.stage, reason) for policy, slip in slips for reason in slip.reasons),
    )


def _developments(policy: Policy) -> Iterable[Development]:
    return (*policy.past, *((policy.development,) if policy.development else ()))


def _rates(policies: Sequence[Policy], year: int, process: Process) -> Iterator[tuple[Policy, int, int]]:
    """Of each feedback period that closed in the year: how many agencies answered, of how many asked."""
    for policy in policies:
        for development in _developments(policy):
            for period in development.periods:
                ended = local_day(period.closes_at, process) if period.closes_at else None
                if ended and ended.year == year and period.closed:
                    yield policy, len(period.agencies_answered), len(period.agencies)


def _times(policies: Sequence[Policy], year: int) -> Iterator[Times]:
    took: dict[str, list[int]] = {}
    for policy in policies:
        for development in _developments(policy):
            stages = development.stages
            for (stage, began), (_, ended) in pairwise(stages):
                if ended.year == year:
                    took.setdefault(stage, []).append(_days(began, ended))
    for stage in STAGES:
        if days := took.get(stage):
            yield Times(stage, len(days), min(days), median(days), max(days))


def _days(began: date, ended: date) -> int:
    return (ended - began).days
