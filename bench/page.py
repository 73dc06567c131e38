"""Writes docs/measures.md: one table of the measures, with the machine and the day."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.measures import Measure

PAGE = Path("docs/measures.md")
WARNING = "<!-- The table is written by `make bench`; changes by hand above “What it means” are lost. -->"
WRITTEN_BY_HAND = "## What it means"


def write(measures: Iterable[Measure]) -> None:
    """Write the table anew; the part that is written by hand stays."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else WRITTEN_BY_HAND
    explanation = before[before.index(WRITTEN_BY_HAND) :]
    PAGE.write_text("\n".join((*_lines(measures), "", explanation.rstrip(), "")), encoding="utf-8")


def _lines(measures: Iterable[Measure]) -> Iterator[str]:
    yield from (WARNING, "", "# Measures", "")
    yield "Each value stands beside a reference that was measured in the same run:"
    yield "a floor (the least that the same work could cost), a peer (the same work by another framework),"
    yield "or govbot itself in easier circumstances."
    yield "`make bench` measures again, and prints one JSON object a line."
    yield ""
    yield (
        f"Measured on {datetime.now(UTC):%B %-d, %Y}: {_processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; load average {os.getloadavg()[2]:.1f}."
    )
    yield ""
    yield "| measure | beside | value | reference | unit | ratio | aim | holds |"
    yield "| --- | --- | ---: | ---: | --- | ---: | --- | --- |"
    yield from map(_row, measures)


def _row(measure: Measure) -> str:
    cells = (
        measure.name,
        measure.beside,
        _number(measure.value),
        _number(measure.reference),
        measure.unit,
        f"{measure.ratio:.2f}",
        measure.aim,
        ("yes" if measure.holds else "**no**") if measure.aim else "",
    )
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
