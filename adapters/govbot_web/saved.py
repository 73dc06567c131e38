"""The transcript's file: a JSON object a line, appended as things are said, rewritten whole at a start."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

NOTICE = "What was said before could not be read again, so the conversations start empty. The old file is {}."


def load(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of the file, without a last one that was cut off. A ValueError when another is damaged."""
    if not path.exists():
        return
    *lines, rest = path.read_bytes().split(b"\n")
    del rest  # whole lines end with a line break: what follows the last one was never finished
    for line in lines:
        plain = json.loads(line)
        if not isinstance(plain, dict):
            raise ValueError("not an object")
        yield plain


def append(path: Path, line: dict[str, Any]) -> None:
    """Add a line. It outlives the process, if not a power cut: what must last is in the record."""
    with path.open("ab") as file:
        file.write(_bytes(line))


def rewrite(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    """Put these lines in the place of what is there, all or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.writelines(_bytes(line) for line in lines)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def set_aside(path: Path) -> str:
    """Keep a damaged file under another name; the notice that says so."""
    damaged = path.with_name(path.name + ".damaged")
    if path.exists():
        path.replace(damaged)
    return NOTICE.format(damaged.name)


def _bytes(line: dict[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
