"""Runs every measure and prints it as one JSON object a line; progress goes to standard error.

Names of measures choose some of them: `python -m bench clicks ticks`. All of them together write the table
in the docs.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import structlog

from bench import checking, clicks, fanout, folding, growth, page, stalls, starting, ticks
from bench.measures import Measure
from bench.place import place_in

MEASURES = {
    "clicks": clicks.measure,
    "fanout": fanout.measure,
    "growth": growth.measure,
    "folding": folding.measure,
    "ticks": ticks.measure,
    "starting": starting.measure,
    "checking": checking.measure,
    "stalls": stalls.measure,
}


async def run(names: list[str]) -> list[Measure]:
    """Measure, and print each line as it is known."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        async with place_in(Path(name)) as place:
            for each in names:
                print(f"{each} …", file=sys.stderr, flush=True)
                for one in await MEASURES[each](place):
                    found.append(one)
                    print(one.line(), flush=True)
    return found


def main() -> None:
    logging.disable(logging.WARNING)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    chosen = sys.argv[1:]
    found = asyncio.run(run(chosen or [*MEASURES]))
    if not chosen:
        page.write(found)


if __name__ == "__main__":
    main()
