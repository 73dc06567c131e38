"""The page of the docs that holds the measures: one table, with the machine and the day."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.measures import Measure

PAGE = Path("docs/measures.md")
MADE = "<!-- The table is written by `make bench`; changes by hand above “What it means” are lost. -->"
MEANS = "## What it means"


def write(measures: Iterable[Measure]) -> None:
    """Write the table anew; what people have written below it stays."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else MEANS
    kept = before[before.index(MEANS) :]
    PAGE.write_text("\n".join((*_lines(measures), "", kept.rstrip(), "")), encoding="utf-8")


def _lines(measures: Iterable[Measure]) -> Iterator[str]:
    yield from (MADE, "", "# Measures", "")
    yield "Each value beside its floor, which is the least that the same work could cost, measured in the same run."
    yield "`make bench` measures again, and prints one JSON object a line."
    yield ""
    yield (
        f"Measured on {datetime.now(UTC):%B %-d, %Y}: {_processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; load average {os.getloadavg()[2]:.1f}."
    )
    yield ""
    yield "| measure | floor | value | of the floor | unit | ratio | aim | holds |"
    yield "| --- | --- | ---: | ---: | --- | ---: | --- | --- |"
    for one in measures:
        what, _, floor = one.measure.partition("; floor: ")
        value, least = _number(one.value), _number(one.floor)
        holds = "yes" if one.holds else "**no**"
        yield f"| {what} | {floor} | {value} | {least} | {one.unit} | {one.ratio:.2f} | {one.aim} | {holds} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
