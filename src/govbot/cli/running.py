"""How every command runs: errors that an operator can correct are printed as sentences, without a traceback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from govbot.adapter_api.settings import UnsafeSettings
from govbot.core.grammar import Refusal
from govbot.core.plain_text import printable
from govbot.core.process import Process
from govbot.core.process_file import ProcessErrors
from govbot.demo.tour.transcript import TourFailed
from govbot.operations.plans import PlansErrors
from govbot.operations.rosters import RosterErrors
from govbot.record import StorageFault
from govbot.record.copies import CopyRefused
from govbot.record.transfer import TransferRefused
from govbot.runtime.settings import database_at, process_at, read_settings

T = TypeVar("T")
CANT_WRITE = "{path} can't be written to by this user: {why}."
InputFile = Annotated[Path, typer.Option(exists=True, dir_okay=False, readable=True)]
NewRecord = Annotated[
    bool, typer.Option("--new", help="Make the record: for the first start, and only then.")
]
DatabaseUrl = Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")]


def database_url(given: str) -> str:
    """The database named on the command line, else the one in the settings. Raises UnsafeSettings."""
    return database_at(given or read_settings().database)


def configured_process() -> Process:
    """The process that the settings name. Raises ProcessErrors."""
    settings = read_settings()
    return process_at(settings.process, settings.texts)


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine to its end, with errors reported as `reported` reports them."""
    return reported(lambda: asyncio.run(work))


def reported(work: Callable[[], T]) -> T:
    """Call `work`; an error that an operator can correct is printed to stderr, and the command exits with 1."""
    try:
        return work()
    except (
        TourFailed,
        CopyRefused,
        ProcessErrors,
        RosterErrors,
        PlansErrors,
        TransferRefused,
        Refusal,
        StorageFault,
        UnsafeSettings,
    ) as fault:
        typer.echo(printable(str(fault)), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def written_into(folder: Path, work: Callable[[], T]) -> T:
    """Call `work`, which writes to `folder`. Raises UnsafeSettings if this user can't write there."""
    try:
        return work()
    except OSError as error:
        raise UnsafeSettings(CANT_WRITE.format(path=folder, why=error.strerror or error)) from None
