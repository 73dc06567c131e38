"""Commands that generate files: the manifest of a chat's app, and the generated documentation."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from govbot.adapter_api.manifest import Manifest
from govbot.adapter_api.settings import UnsafeSettings
from govbot.cli.running import configured_process, reported, written_into
from govbot.runtime.adapters import manifest_makers, manifest_request
from govbot.runtime.settings import environment


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
    reported(lambda: written_into(out.parent, lambda: out.write_bytes(content)))
    typer.echo(f"{out} was written. {made.next_step}")


def _manifest(platform: str, base_url: str, options: Mapping[str, str]) -> Manifest:
    makers = manifest_makers()
    if platform not in makers:
        raise UnsafeSettings(f"There is no manifest for “{platform}”. Choose one of: {', '.join(makers)}.")
    request = manifest_request(base_url, configured_process(), options, environment(os.environ))
    return makers[platform].make(request)


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
