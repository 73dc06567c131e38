"""Commands on files alone, without a record: what is read out of a document, and what changed between two."""

from __future__ import annotations

import json as json_text
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from govbot.cli.running import reported
from govbot.core.plain_text import printable
from govbot.core.redline import Entry, Report, as_data, compare, redline_html, report, whole_page
from govbot.documents.reading import Reading, read_file
from govbot.documents.tracked import tracked_changes

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


def redline(
    old: Annotated[Path, typer.Argument(help="The earlier document.", exists=True, dir_okay=False)],
    new: Annotated[Path, typer.Argument(help="The later document.", exists=True, dir_okay=False)],
    json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page to this file.")] = None,
    docx: Annotated[Path | None, typer.Option(help="Write a Word file with tracked changes.")] = None,
    author: Annotated[str, typer.Option(help="Who is named in the Word file.")] = "govbot",
) -> None:
    """Say what changed between two documents, without a record: in the terminal, as a page, or as a Word file."""
    before, after = read_file(old), read_file(new)
    units = compare(before.text, after.text)
    told = report(units, before.header, after.header)
    if html:
        page = whole_page(f"{before.name} → {after.name}", redline_html(units, told), told.sentence)
        reported(lambda: html.write_text(page, "utf-8"))
    if docx:
        data = tracked_changes(units, author, datetime.now(UTC))
        reported(lambda: docx.write_bytes(data))
    if json:
        typer.echo(json_text.dumps(as_data(told), ensure_ascii=False, indent=2))
    else:
        typer.echo(printable("\n".join([told.sentence, *map(_told, told.entries), *_header_told(told)])))


def _told(entry: Entry) -> str:
    place = f" ({entry.section})" if entry.section else ""
    match entry.kind:
        case "renumbered":
            return f"renumbered: {entry.before} is now {entry.after}"
        case "changed":
            words = " → ".join(f"“{words}”" if words else "nothing" for words in (entry.removed, entry.added))
            return f"changed{place}: {words}"
        case "removed":
            return f"removed{place}: {entry.before}"
        case _:
            return f"{entry.kind}{place}: {entry.after}"


def _header_told(told: Report) -> list[str]:
    return [
        f"{fact.replace('_', ' ')}: “{before}” → “{after}”"
        if before
        else f"{fact.replace('_', ' ')}: now “{after}”"
        for fact, before, after in told.header
    ]
