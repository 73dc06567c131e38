"""Runs every measure and prints it as one JSON object a line; progress goes to standard error."""

from __future__ import annotations

import asyncio
import logging
import sys

import structlog

from bench import clicks, stalls

MEASURES = (clicks.measure, stalls.measure)


def main() -> None:
    logging.disable(logging.WARNING)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    for measure in MEASURES:
        print(f"{measure.__module__} …", file=sys.stderr, flush=True)
        for one in asyncio.run(measure()):
            print(one.line(), flush=True)


if __name__ == "__main__":
    main()
