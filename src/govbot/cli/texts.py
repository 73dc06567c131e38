"""Commands on files alone, without a record: what is read out of a document."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import Annotated, Any

import typer

from govbot.core.plain_text import printable
from govbot.documents.reading import Reading, read_file

_FACTS = {
    "title": "Title",
    "number": "Policy number",
    "originator": "Originator",
    "effective_date": "Effective date",
    "effective": "Effective, as written",
    "version": "Version",
    "version_date": "Date of the newest version (not taken as the effective date)",
    "history": "History",
    "laws": "Relevant laws",
}


def read(
    file: Annotated[Path, typer.Argument(help="A Word, Markdown or text file.", exists=True, dir_okay=False)],
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Print what govbot reads out of a document: its text, sections, header, notes and attachments."""
    document = read_file(file)
    if json:
        typer.echo(json_text.dumps(_as_data(document), ensure_ascii=False, indent=2))
    else:
        typer.echo(printable(_as_text(document)))


def _as_data(document: Reading) -> dict[str, Any]:
    return {
        "file": document.name,
        "media": document.media,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "header": document.header,
        "sections": list(document.sections),
        "notes": list(document.notes),
        "comments": [
            {"author": comment.author, "date": comment.day, "text": comment.text, "on": comment.passage}
            for comment in document.comments
        ],
        "attachments": [
            {"name": attachment.name, "kind": attachment.kind, "size": attachment.size}
            for attachment in document.attachments
        ],
        "text": document.text,
    }


def _as_text(document: Reading) -> str:
    header = [f"{_FACTS.get(key, key)}: {value}" for key, value in document.header.items()]
    comments = [f"{comment.author}, on “{comment.passage}”: {comment.text}" for comment in document.comments]
    attachments = [f"{file.name} ({file.kind}, {file.size:,} bytes)" for file in document.attachments]
    parts = (
        ("Header", header),
        ("Sections", document.sections),
        ("Notes", document.notes),
        ("Comments in the margin", comments),
        ("Attachments", attachments),
        ("Text", [document.text]),
    )
    return "\n\n".join("\n".join([name, *(lines or ["(none)"])]) for name, lines in parts)
