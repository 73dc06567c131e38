"""Logging: an exception is logged with its place and its type, never with its message or values (personal data)."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict

from govbot.core.plain_text import printable

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def set_up() -> None:
    """Configure logging for a whole process; colours on a terminal only."""
    *before, _ = structlog.get_config()["processors"]
    shown = structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), exception_formatter=_write)
    structlog.configure(processors=[*before, with_printable_values, shown])
    handler = logging.StreamHandler()
    handler.setFormatter(Plain("%(asctime)s [%(levelname)s] %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def with_printable_values(_logger: object, _method: str, event: EventDict) -> EventDict:
    """A line of the log in which no value drives a terminal or turns the text."""
    return {name: printable(value) if isinstance(value, str) else value for name, value in event.items()}


class Plain(logging.Formatter):
    """The same format for what libraries log through `logging`."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))

    def formatException(self, ei: object) -> str:  # noqa: N802
        assert isinstance(ei, tuple)
        return "\n".join(lines(ei[1])) if ei[1] else ""


def lines(failure: BaseException) -> Iterator[str]:
    """Each frame of the traceback, the exception's type, then the same of its cause."""
    yield from (
        f"  {at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(failure.__traceback__)
    )
    yield type(failure).__name__
    cause = failure.__cause__ or failure.__context__
    if cause is not None:
        yield "which came from"
        yield from lines(cause)


def _write(to: TextIO, failed: ExcInfo) -> None:
    to.write("\n".join(lines(failed[1])))
