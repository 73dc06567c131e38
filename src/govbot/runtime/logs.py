"""What govbot's log says of a failure: where, and of which kind; never its words or values, which may be anybody's."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TextIO

import structlog

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def set_up() -> None:
    """For a process of govbot's own: all that is logged in it fails in these words, coloured on a terminal alone."""
    *before, _ = structlog.get_config()["processors"]
    shown = structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), exception_formatter=_write)
    structlog.configure(processors=[*before, shown])
    handler = logging.StreamHandler()
    handler.setFormatter(Plain("%(asctime)s [%(levelname)s] %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class Plain(logging.Formatter):
    """For what chats' and servers' libraries log."""

    def formatException(self, ei: object) -> str:  # noqa: N802
        assert isinstance(ei, tuple)
        return "\n".join(lines(ei[1])) if ei[1] else ""


def lines(failure: BaseException) -> Iterator[str]:
    """Where it happened, line by line, and its kind; then what it came from."""
    yield from (
        f"  {at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(failure.__traceback__)
    )
    yield type(failure).__name__
    before = failure.__cause__ or failure.__context__
    if before is not None:
        yield "which came from"
        yield from lines(before)


def _write(to: TextIO, failed: ExcInfo) -> None:
    to.write("\n".join(lines(failed[1])))
