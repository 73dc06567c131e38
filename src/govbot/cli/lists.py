"""Commands that read lists in or write them out: the rosters, the Library, the outreach."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from govbot.bot.overview import COLUMNS
from govbot.bot.pages.documents import drawn_on
from govbot.bot.pages.overview import NARROW, overview_csv
from govbot.bot.pages.responses import as_card, as_csv, as_word
from govbot.bot.request_context import RequestContext
from govbot.cli import offline
from govbot.cli.running import (
    DatabaseUrl,
    InputFile,
    NewRecord,
    configured_process,
    reported,
    run,
    written_into,
)
from govbot.core.cards.response_table import ResponseTable, response_table
from govbot.core.plain_text import printable
from govbot.documents.card_files import card_file
from govbot.operations.differences import differences
from govbot.operations.lists import read_lists
from govbot.operations.outreach import in_columns, lost_lines, outreach_csv, send_again
from govbot.operations.plans import plans_text, read_plans, take_in_plans
from govbot.runtime.settings import read_settings


def roster(
    agencies: InputFile,
    roster: InputFile,
    offices: InputFile,
    database: DatabaseUrl = "",
    new: NewRecord = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show who comes, leaves and changes; record nothing.")
    ] = False,
) -> None:
    """Take the lists of agencies, representatives and offices into the directory; again for what has changed."""
    lists = reported(lambda: read_lists(agencies, roster, offices, configured_process()))
    if dry_run:

        def work(context: RequestContext) -> list[str]:
            return differences(context, lists)

        settings = read_settings()
        shown = offline.on_nothing(settings, work) if new else offline.with_context(settings, database, work)
        for line in run(shown):
            typer.echo(printable(line))
        typer.echo("Nothing was recorded.")
        return
    changes = run(offline.import_lists(read_settings(), database, lists, new=new))
    typer.echo(f"{changes} changes were recorded in the directory.")


def plans(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    database: DatabaseUrl = "",
) -> None:
    """Take the plans' editions with their goals into the record, as “/gov plan” does; again for what has changed."""
    wanted = reported(lambda: read_plans(plans_text(file), configured_process(), file.name))
    told = run(
        offline.with_context(
            read_settings(),
            database,
            lambda context: take_in_plans(context, wanted, file.name),
            writes=True,
        )
    )
    for line in told or ["Nothing has changed: the record has these editions and goals."]:
        typer.echo(printable(line))


def library(
    folder: Path,
    database: DatabaseUrl = "",
) -> None:
    """Write the Policy Library's pages to a folder, for any web server."""
    work = offline.write_library(read_settings(), database, folder)
    written, problems = reported(lambda: written_into(folder, lambda: asyncio.run(work)))
    typer.echo(f"{written} files were written to {folder}.")
    for problem in problems:
        typer.echo(printable(problem), err=True)
    if problems:
        raise typer.Exit(1)


def outreach(
    policy: Annotated[str, typer.Argument(help="A policy's number, as in ITP-1.")],
    csv: Annotated[bool, typer.Option("--csv", help="One line for each try, for a spreadsheet.")] = False,
    database: DatabaseUrl = "",
) -> None:
    """Print whom a policy's messages reached and when: every message, every reminder, every try."""
    lines = run(
        offline.with_context(read_settings(), database, lambda context: outreach_csv(context, policy.upper()))
    )
    typer.echo(lines if csv else printable(in_columns(lines)), nl=False)


def overview(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="Only policies with these words: a step, a lead, a goal, an office."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="All columns, for a spreadsheet.")] = False,
    database: DatabaseUrl = "",
) -> None:
    """Print where all policies stand: step, lead, what is past its date, what is next, and of whom it is awaited."""
    typed, columns = " ".join(words or ()), COLUMNS if csv else NARROW
    table = run(
        offline.with_context(read_settings(), database, lambda context: overview_csv(context, typed, columns))
    )
    typer.echo(table if csv else printable(in_columns(table)), nl=False)


def responses(
    policy: Annotated[str, typer.Argument(help="A policy's number, as in ITP-1.")],
    word: Annotated[Path | None, typer.Option("--word", help="Write a Word file here.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write a PDF file here.")] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Withhold what may not be published, and say so.")
    ] = False,
    only: Annotated[
        str,
        typer.Option("--only", help="Only those with these, as in “DSS, open”: whose, a theme, a response …"),
    ] = "",
    database: DatabaseUrl = "",
) -> None:
    """Print a policy's comments and responses as CSV, or write them as Word or PDF; marked text is left out."""

    def work(context: RequestContext) -> tuple[ResponseTable, str]:
        view = context.view(f"policy:{policy.upper()}")
        return response_table(view, public=public, only=only), drawn_on(context)

    table, drawn = run(offline.with_context(read_settings(), database, work))
    if word is None and pdf is None:
        typer.echo(as_csv(table), nl=False)
        return
    files = [(word, as_word(table))] if word else []
    files += [(pdf, reported(lambda: card_file(as_card(table), drawn, "pdf")))] if pdf else []
    for path, data in files:
        reported(partial(written_into, path.parent, partial(path.write_bytes, data)))
        typer.echo(f"{len(table.rows)} comments were written to {path}. {table.note}")


def undelivered(
    again: Annotated[bool, typer.Option("--again", help="Send it once more.")] = False,
    unknown_too: Annotated[
        bool, typer.Option("--unknown-too", help="Also what may have arrived: some may get it twice.")
    ] = False,
    database: DatabaseUrl = "",
) -> None:
    """List what did not arrive, or send it once more."""
    settings = read_settings()
    if again:
        count = run(
            offline.with_context(
                settings,
                database,
                lambda context: send_again(context, unknown_too=unknown_too),
                writes=True,
            )
        )
        typer.echo(f"{count} messages are on their way again.")
        return
    for line in run(offline.with_context(settings, database, lost_lines)):
        typer.echo(printable(line))
