"""Commands on the record as a whole: verify, status, backup, restore, copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govbot.cli import offline
from govbot.cli.running import DatabaseUrl, database_url, reported, run, written_into
from govbot.core.plain_text import printable
from govbot.record.copies import back_up, file_of
from govbot.record.copies import restore as put_back
from govbot.record.transfer import move
from govbot.runtime.settings import read_settings


def verify(
    database: DatabaseUrl = "",
) -> None:
    """Check the whole record: its entries, its documents, and the database that holds them."""
    verified = run(offline.verify(database or read_settings().database))
    typer.echo(f"{verified.entries} entries in {verified.streams} streams, {verified.documents} documents.")
    for remark in verified.remarks:
        typer.echo(printable(remark))
    if verified.bad is not None:
        stream, seq, sentence = verified.bad
        typer.echo(printable(f"The first bad entry is number {seq} of {stream}: {sentence}"))
    for problem in verified.problems:
        typer.echo(printable(problem))
    if not verified.whole:
        raise typer.Exit(1)
    if not verified.entries:
        typer.echo("There is nothing in this record yet, so there is nothing to verify.", err=True)
        raise typer.Exit(1)
    typer.echo("The record is intact.")


def status(
    database: DatabaseUrl = "",
) -> None:
    """Say how govbot is doing: what waits on each queue, what did not go out, the last tick and check."""
    lines, well = run(offline.service_status(read_settings(), database))
    for line in lines:
        typer.echo(printable(line))
    if not well:
        raise typer.Exit(1)


def clock(
    database: DatabaseUrl = "",
    confirm: Annotated[
        bool, typer.Option("--confirm", help="This machine's time is right: do and send what was held.")
    ] = False,
) -> None:
    """Say what time this machine shows, and whether deadlines and messages are held because it was doubted."""
    lines, held = run(offline.clock(database or read_settings().database, confirm=confirm))
    for line in lines:
        typer.echo(printable(line))
    if held:
        raise typer.Exit(1)


def backup(
    file: Path,
    database: DatabaseUrl = "",
    force: Annotated[bool, typer.Option(help="Overwrite the file.")] = False,
) -> None:
    """Copy the record to a file while govbot runs, and check the copy (SQLite; for PostgreSQL: pg_dump)."""
    made = reported(
        lambda: written_into(file.parent, lambda: back_up(database_url(database), file, force=force))
    )
    verified = made.verified
    typer.echo(f"{file} holds {verified.entries} entries in {verified.streams} streams; its chain is intact.")


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    database: DatabaseUrl = "",
    force: Annotated[bool, typer.Option(help="Take the place of a record; it is kept aside.")] = False,
    hold: Annotated[
        bool, typer.Option("--hold-messages", help="Park the messages that were waiting.")
    ] = False,
) -> None:
    """Put a checked copy in the record's place (SQLite; for PostgreSQL: pg_restore). Stop govbot first."""
    url = database or read_settings().database
    put = reported(
        lambda: written_into(file_of(url).parent, lambda: put_back(url, file, force=force, hold=hold))
    )
    verified = put.verified
    typer.echo(
        f"{verified.entries} entries in {verified.streams} streams are in place; their chain is intact."
    )
    if put.aside:
        typer.echo(f"What was there is kept as {put.aside}.")
    if put.waiting:
        fate = "are parked" if hold else "go out when govbot starts, also those that went out after it"
        typer.echo(f"{put.waiting} messages were waiting when the copy was made; they {fate}.")


def copy(
    to: Annotated[str, typer.Option(help="The URL of an empty database: postgresql://…")],
    database: DatabaseUrl = "",
) -> None:
    """Copy the whole record to another database: from SQLite to PostgreSQL, or back. Stop govbot first."""
    copied = reported(lambda: move(database_url(database), to))
    typer.echo(f"{copied.entries} entries in {copied.streams} streams were copied; their chain is intact.")
    typer.echo("Name the other database in GOVBOT_DATABASE before you start govbot again.")
