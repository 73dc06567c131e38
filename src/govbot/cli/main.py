"""The command line of govbot."""

from __future__ import annotations

import sys

import typer

from govbot.adapter_api.settings import UnsafeSettings
from govbot.cli.generated import docs, manifest
from govbot.cli.lists import library, outreach, overview, plans, responses, roster, undelivered
from govbot.cli.record import backup, clock, copy, restore, status, verify
from govbot.cli.serving import demo, serve, tour
from govbot.cli.texts import read, redline
from govbot.core.grammar import Refusal
from govbot.core.plain_text import printable
from govbot.core.process_file import ProcessErrors
from govbot.operations.plans import PlansErrors
from govbot.operations.rosters import RosterErrors
from govbot.runtime import logs

COMMANDS = (
    demo, tour, serve,
    verify, status, clock, backup, restore, copy,
    roster, plans, library, outreach, overview, responses, undelivered,
    read, redline,
    manifest, docs,
)  # fmt: skip
app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """The entry point of the command `govbot`."""
    logs.set_up()
    try:
        app()
    except (RosterErrors, PlansErrors, ProcessErrors, UnsafeSettings, Refusal) as fault:
        typer.echo(printable(str(fault)), err=True)
        sys.exit(1)
