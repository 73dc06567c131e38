"""Reads the templates of drafts: Markdown files in a folder, each with its kind and its version on the first lines."""

from __future__ import annotations

import re
from pathlib import Path

from govbot.adapter_api.settings import UnsafeSettings
from govbot.core.process import Template

LARGEST = 200_000  # characters
_FILE = re.compile(
    r"---\nkind: *(?P<kind>\S[^\n]{0,79})\nversion: *(?P<number>\d{1,6})\n---\n(?P<text>.+)", re.DOTALL
)
NO_FOLDER = (
    "{folder} is no folder. [drafts] of process.toml names the folder of the templates, beside process.toml."
)
NOT_SO = (
    "{file} is no template: it begins with the lines “---”, “kind: Policy”, “version: 1” and “---”, and its text, at "
    "most 200,000 characters, stands below them."
)


def templates_in(folder: Path) -> tuple[Template, ...]:
    """The templates by their files' names. Raises UnsafeSettings with a sentence that says what to do."""
    if not folder.is_dir():
        raise UnsafeSettings(NO_FOLDER.format(folder=folder))
    return tuple(_template(file) for file in sorted(folder.glob("*.md")))


def _template(file: Path) -> Template:
    try:
        match = _FILE.fullmatch(file.read_text(encoding="utf-8").replace("\r\n", "\n"))
    except (OSError, UnicodeDecodeError):
        match = None
    if match is None or len(match["text"]) > LARGEST or not re.fullmatch(r"[\w-]{1,60}", file.stem):
        raise UnsafeSettings(NOT_SO.format(file=file))
    return Template(
        key=file.stem, kind=match["kind"].strip(), number=int(match["number"]), text=match["text"]
    )
