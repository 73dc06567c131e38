"""The command line of govbot."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.manifest import Manifest
from govbot.adapter_api.settings import UnsafeSettings
from govbot.cli import offline
from govbot.core.grammar import Refusal
from govbot.core.process import Process
from govbot.core.process_file import ProcessErrors
from govbot.demo import playground
from govbot.demo.tour import tour as play_tour
from govbot.demo.tour.telling import TourFailed
from govbot.operations.outreach import in_columns, lost_lines, outreach_csv, send_again
from govbot.operations.rosters import RosterErrors, read_agencies, read_offices, read_roster
from govbot.record import StorageFault
from govbot.record.copies import CopyRefused, back_up, file_of
from govbot.record.copies import restore as put_back
from govbot.record.transfer import TransferRefused, move
from govbot.runtime import logs
from govbot.runtime import serve as production
from govbot.runtime.adapters import known_settings, manifest_makers, manifest_request
from govbot.runtime.settings import database_at, environment, process_at, read_settings, unknown

T = TypeVar("T")
CANT_WRITE = "{path} can't be written to by this user: {why}."
app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
Here = Annotated[Path, typer.Option(exists=True, dir_okay=False, readable=True)]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The port on loopback.")] = 8080,
    folder: Annotated[Path, typer.Option(help="Where the rehearsal is kept.")] = Path(".govbot-demo"),
    fresh: Annotated[bool, typer.Option(help="Begin again with an empty record.")] = False,
) -> None:
    """Open the playground: three policies under way, everybody's part to play, no accounts."""
    _run(playground.demo(read_settings(), folder, port, fresh))


@app.command()
def tour(
    draft: Here,
    agencies: Here,
    roster: Here,
    offices: Here,
    through: Annotated[
        str, typer.Option(help="The chat: web, another one that is installed, or “both” that have rosters.")
    ] = "web",
    database: Annotated[str, typer.Option(help="A database URL; a temporary one if empty.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="End with one line of JSON.")] = False,
) -> None:
    """Take one policy through the whole process, and print what everybody does."""
    listed = read_agencies(agencies.read_bytes())
    lists = (listed, read_roster(roster.read_bytes(), listed), read_offices(offices.read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        url = database or f"sqlite:///{folder}/tour.db"
        process = _process()
        file = Upload(draft.name, "application/octet-stream", draft.read_bytes())
        ended = _run(play_tour(file, lists, process, through, url, typer.echo))
    if json_:
        typer.echo(json.dumps(ended.as_dict()))


def _process() -> Process:
    settings = read_settings()
    return process_at(settings.process, settings.texts)


@app.command()
def serve(
    replica: Annotated[
        bool, typer.Option("--replica", help="One of several equal ones that share the database.")
    ] = False,
) -> None:
    """Serve every chat that is set up, with the settings of the environment (GOVBOT_…)."""
    for sentence in unknown(os.environ, known_settings()):
        typer.echo(sentence, err=True)
    _run(production.serve(read_settings(), environment(os.environ), replica=replica))


@app.command()
def verify(
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
) -> None:
    """Check the whole record: its entries, its documents, and the database that holds them."""
    found = _run(offline.check(database or read_settings().database))
    typer.echo(f"{found.entries} entries in {found.streams} streams, {found.documents} documents.")
    for remark in found.remarks:
        typer.echo(remark)
    if found.bad is not None:
        stream, seq, sentence = found.bad
        typer.echo(f"The first bad entry is number {seq} of {stream}: {sentence}")
    for problem in found.problems:
        typer.echo(problem)
    if not found.whole:
        raise typer.Exit(1)
    if not found.entries:
        typer.echo("There is nothing in this record yet, so there is nothing to verify.", err=True)
        raise typer.Exit(1)
    typer.echo("The record is intact.")


@app.command()
def status(
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
) -> None:
    """Say how govbot is doing: what waits on each queue, what did not go out, the last tick and check."""
    lines, well = _run(offline.how_things_stand(read_settings(), database))
    for line in lines:
        typer.echo(line)
    if not well:
        raise typer.Exit(1)


@app.command()
def backup(
    file: Path,
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
    force: Annotated[bool, typer.Option(help="Overwrite the file.")] = False,
) -> None:
    """Copy the record to a file while govbot runs, and check the copy (SQLite; for PostgreSQL: pg_dump)."""
    made = _do(lambda: _into(file.parent, lambda: back_up(_database(database), file, force=force)))
    found = made.verified
    typer.echo(f"{file} holds {found.entries} entries in {found.streams} streams; its chain is intact.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
    force: Annotated[bool, typer.Option(help="Take the place of a record; it is kept aside.")] = False,
    hold: Annotated[
        bool, typer.Option("--hold-messages", help="Park the messages that were waiting.")
    ] = False,
) -> None:
    """Put a checked copy in the record's place (SQLite; for PostgreSQL: pg_restore). Stop govbot first."""
    url = database or read_settings().database
    put = _do(lambda: _into(file_of(url).parent, lambda: put_back(url, file, force=force, hold=hold)))
    found = put.verified
    typer.echo(f"{found.entries} entries in {found.streams} streams are in place; their chain is intact.")
    if put.aside:
        typer.echo(f"What was there is kept as {put.aside}.")
    if put.waiting:
        fate = "are parked" if hold else "go out when govbot starts, also those that went out after it"
        typer.echo(f"{put.waiting} messages were waiting when the copy was made; they {fate}.")


@app.command()
def copy(
    to: Annotated[str, typer.Option(help="The URL of an empty database: postgresql://…")],
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
) -> None:
    """Copy the whole record to another database: from SQLite to PostgreSQL, or back. Stop govbot first."""
    found = _do(lambda: move(_database(database), to))
    typer.echo(f"{found.entries} entries in {found.streams} streams were copied; their chain is intact.")
    typer.echo("Name the other database in GOVBOT_DATABASE before you start govbot again.")


@app.command()
def roster(
    agencies: Here,
    roster: Here,
    offices: Here,
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
) -> None:
    """Take the lists of agencies, representatives and offices into the directory; again for what has changed."""
    listed = read_agencies(agencies.read_bytes())
    lists = (listed, read_roster(roster.read_bytes(), listed), read_offices(offices.read_bytes()))
    changes = _run(offline.take_lists_in(read_settings(), database, lists))
    typer.echo(f"{changes} changes were recorded in the directory.")


@app.command()
def library(
    folder: Path,
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
) -> None:
    """Write the Policy Library's pages to a folder, for any web server."""
    work = offline.write_library(read_settings(), database, folder)
    written, problems = _do(lambda: _into(folder, lambda: asyncio.run(work)))
    typer.echo(f"{written} files were written to {folder}.")
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


@app.command()
def outreach(
    policy: Annotated[str, typer.Argument(help="A policy's number, as in ITP-1.")],
    csv: Annotated[bool, typer.Option("--csv", help="One line for each try, for a spreadsheet.")] = False,
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
) -> None:
    """Print whom a policy's messages reached and when: every message, every reminder, every try."""
    found = _run(
        offline.ask_house(read_settings(), database, lambda context: outreach_csv(context, policy.upper()))
    )
    typer.echo(found if csv else in_columns(found), nl=False)


@app.command()
def undelivered(
    again: Annotated[bool, typer.Option("--again", help="Send it once more.")] = False,
    unknown_too: Annotated[
        bool, typer.Option("--unknown-too", help="Also what may have arrived: some may get it twice.")
    ] = False,
    database: Annotated[str, typer.Option(help="A database URL; else GOVBOT_DATABASE.")] = "",
) -> None:
    """List what did not arrive, or send it once more."""
    settings = read_settings()
    if again:
        count = _run(
            offline.ask_house(
                settings,
                database,
                lambda context: send_again(context, unknown_too=unknown_too),
                writes=True,
            )
        )
        typer.echo(f"{count} messages are on their way again.")
        return
    for line in _run(offline.ask_house(settings, database, lost_lines)):
        typer.echo(line)


@app.command()
def manifest(
    platform: Annotated[str, typer.Argument(help="The chat: one of those that are installed.")],
    base_url: Annotated[str, typer.Option(help="Where the chat reaches this govbot: https://…")],
    out: Annotated[
        Path | None, typer.Option(help="The file to write, where the chat takes a package.")
    ] = None,
    app_id: Annotated[str, typer.Option(help="The app's id; else the one in the settings.")] = "",
    cloud: Annotated[str, typer.Option(help="The chat's cloud; else the one in the settings.")] = "",
) -> None:
    """Print the manifest of a chat's app, or write its package: for the chat's administrators."""
    options = {name: given for name, given in (("app_id", app_id), ("cloud", cloud)) if given}
    made = _manifest(platform, base_url, options)
    if isinstance(made.content, str):
        typer.echo(made.content, nl=False)
        return
    if out is None:
        raise UnsafeSettings("Name the package to write, as in --out govbot.zip.")
    content = made.content
    _do(lambda: _into(out.parent, lambda: out.write_bytes(content)))
    typer.echo(f"{out} was written. {made.next_step}")


def _manifest(platform: str, base_url: str, options: Mapping[str, str]) -> Manifest:
    makers = manifest_makers()
    if platform not in makers:
        raise UnsafeSettings(f"There is no manifest for “{platform}”. Choose one of: {', '.join(makers)}.")
    request = manifest_request(base_url, _process(), options, environment(os.environ))
    return makers[platform].make(request)


@app.command()
def docs(
    check: Annotated[bool, typer.Option("--check", help="Only say whether they are up to date.")] = False,
) -> None:
    """Write the documents that are generated from the table."""
    from govbot.docgen.pages import write_all

    stale = write_all(Path.cwd(), check=check)
    for path in stale:
        typer.echo(f"{path} {'is out of date: run “make docs”.' if check else 'was written.'}")
    if check and stale:
        raise typer.Exit(1)


def _database(given: str) -> str:
    return database_at(given or read_settings().database)


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    return _do(lambda: asyncio.run(work))


def _do(work: Callable[[], T]) -> T:
    """Run to the end; what an operator can mend is told in sentences, not in tracebacks."""
    try:
        return work()
    except (
        TourFailed,
        CopyRefused,
        ProcessErrors,
        RosterErrors,
        TransferRefused,
        Refusal,
        StorageFault,
        UnsafeSettings,
    ) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _into(folder: Path, work: Callable[[], T]) -> T:
    """What `work` makes there; `Unsafe` where this user can't write to the folder."""
    try:
        return work()
    except OSError as error:
        raise UnsafeSettings(CANT_WRITE.format(path=folder, why=error.strerror or error)) from None


def main() -> None:
    """The entry point of the command `govbot`."""
    logs.set_up()
    try:
        app()
    except (RosterErrors, ProcessErrors, UnsafeSettings) as fault:
        typer.echo(str(fault), err=True)
        sys.exit(1)
