"""Run the benchmarks: `python -m bench` all of them, `python -m bench clicks ticks` those two.

Results go to standard output, one JSON object a line; progress goes to standard error. A run of all of them
writes docs/measures.md.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import structlog

from bench import (
    board,
    clicks,
    documents_read,
    fanout,
    finding,
    folding,
    growth,
    library,
    overview,
    page,
    redlining,
    stalls,
    starting,
    ticks,
    verifying,
)
from bench.fixtures import fixtures_in
from bench.measures import Measure

BENCHMARKS = {
    "clicks": clicks.measure,
    "library": library.measure,
    "fanout": fanout.measure,
    "growth": growth.measure,
    "overview": overview.measure,
    "finding": finding.measure,
    "board": board.measure,
    "folding": folding.measure,
    "ticks": ticks.measure,
    "starting": starting.measure,
    "verify": verifying.measure,
    "stalls": stalls.measure,
    "reading": documents_read.measure,
    "redlining": redlining.measure,
}


async def run(names: Sequence[str]) -> list[Measure]:
    """Run these benchmarks in this order, and print each result as soon as it is known."""
    measures = []
    with tempfile.TemporaryDirectory() as folder:
        async with fixtures_in(Path(folder)) as fixtures:
            for name in names:
                started = time.monotonic()
                for measure in await BENCHMARKS[name](fixtures):
                    measures.append(measure)
                    print(measure.line(), flush=True)
                print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return measures


def main() -> None:
    """Read the names from the command line. Exits with a sentence where one is not known."""
    logging.disable(logging.WARNING)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    chosen = sys.argv[1:]
    if unknown := [name for name in chosen if name not in BENCHMARKS]:
        sys.exit(f"No benchmark is named {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.")
    measures = asyncio.run(run(chosen or [*BENCHMARKS]))
    if not chosen:
        page.write(measures)


if __name__ == "__main__":
    main()
