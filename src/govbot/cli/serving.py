"""Commands that run govbot: the demo, the tour and the production server."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from govbot.adapter_api.answers import Upload
from govbot.cli.running import InputFile, NewRecord, configured_process, reported, run
from govbot.core.plain_text import printable
from govbot.demo import playground
from govbot.demo.tour import tour as play_tour
from govbot.operations.lists import read_lists
from govbot.runtime import serve as production
from govbot.runtime.adapters import known_settings
from govbot.runtime.settings import environment, read_settings, unknown


def demo(
    port: Annotated[int, typer.Option(help="The port on loopback.")] = 8080,
    folder: Annotated[Path, typer.Option(help="Where the rehearsal is kept.")] = Path(".govbot-demo"),
    fresh: Annotated[bool, typer.Option(help="Begin again with an empty record.")] = False,
) -> None:
    """Open the playground: three policies under way, everybody's part to play, no accounts."""
    run(playground.demo(read_settings(), folder, port, fresh))


def tour(
    draft: InputFile,
    agencies: InputFile,
    roster: InputFile,
    offices: InputFile,
    through: Annotated[
        str, typer.Option(help="The chat: web, another one that is installed, or “both” that have rosters.")
    ] = "web",
    database: Annotated[str, typer.Option(help="A database URL; a temporary one if empty.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="End with one line of JSON.")] = False,
) -> None:
    """Take one policy through the whole process, and print what everybody does."""
    process = reported(configured_process)
    lists = reported(lambda: read_lists(agencies, roster, offices, process))
    with tempfile.TemporaryDirectory() as folder:
        url = database or f"sqlite:///{folder}/tour.db"
        file = Upload(draft.name, "application/octet-stream", draft.read_bytes())
        ended = run(play_tour(file, lists, process, through, url, _echo))
    if json_:
        typer.echo(json.dumps(ended.as_dict()))


def serve(
    replica: Annotated[
        bool, typer.Option("--replica", help="One of several equal ones that share the database.")
    ] = False,
    new: NewRecord = False,
) -> None:
    """Serve every chat that is set up, with the settings of the environment (GOVBOT_…)."""
    for sentence in unknown(os.environ, known_settings()):
        typer.echo(printable(sentence), err=True)
    run(production.serve(read_settings(), environment(os.environ), replica=replica, new=new))


def _echo(line: str) -> None:
    """A line of the tour: what people wrote stands in it, and drives no terminal."""
    typer.echo(printable(line))
