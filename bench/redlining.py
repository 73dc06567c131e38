"""Redlines of 100 pages beside `git diff --word-diff` and PyPI's redlines, and reading beside pandoc: time and memory.

Each runs in a process of its own, so that the most memory that it took is known. A peer that is not installed is left
out.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.documents_read import texts
from bench.fixtures import Fixtures
from bench.measures import Measure
from bench.used import Used, used
from govbot.core.redline import compare
from govbot.documents.tracked import tracked_changes

OURS = (
    "from pathlib import Path; from govbot.core.redline import compare, report; "
    "print(report(compare(*(Path(p).read_text('utf-8') for p in {paths}))).sentence)"
)
THEIRS = (
    "from pathlib import Path; from redlines import Redlines; "
    "print(len(Redlines(*(Path(p).read_text('utf-8') for p in {paths})).output_markdown))"
)
READ = (
    "from pathlib import Path; from govbot.documents.word import read_word; "
    "print(len(read_word(Path({path!r}).read_bytes()).text))"
)
MAMMOTH = "import mammoth; print(len(mammoth.convert_to_html(open({path!r}, 'rb')).value))"


SHORT = 5_000  # characters, about two pages: on 100 pages PyPI's redlines needs minutes


async def measure(_: Fixtures) -> list[Measure]:
    """Seconds of a whole process, from its start, and its most memory."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_redlines(Path(folder)), *_short_redlines(Path(folder)), *_reading(Path(folder))]


def _redlines(folder: Path) -> list[Measure]:
    paths = _written(folder, *texts())
    git = shutil.which("git")
    if git is None:
        return []
    ours = _python(OURS.format(paths=paths))
    diff = used([git, "diff", "--no-index", "--word-diff", "--patience", *paths])
    return _beside("a redline of 100 pages", ours, "git diff --word-diff", diff)


def _short_redlines(folder: Path) -> list[Measure]:
    paths = _written(folder, *(text[:SHORT] for text in texts()))
    ours, theirs = _python(OURS.format(paths=paths)), _python(THEIRS.format(paths=paths))
    return _beside("a redline of two pages", ours, "redlines", theirs)


def _reading(folder: Path) -> list[Measure]:
    before, _ = texts()
    path = folder / "policy.docx"
    path.write_bytes(tracked_changes(compare(before, before), "bench", datetime(2026, 7, 1, tzinfo=UTC)))
    ours, mammoth = _python(READ.format(path=str(path))), _python(MAMMOTH.format(path=str(path)))
    measures = _beside("reading 100 pages of Word", ours, "mammoth to HTML", mammoth)
    if pandoc := shutil.which("pandoc"):
        theirs = used([pandoc, "--from", "docx", "--to", "markdown", str(path)])
        measures += _beside("reading 100 pages of Word", ours, "pandoc to Markdown", theirs, most_memory=0.5)
    return measures


def _beside(
    name: str, ours: Used, peer: str, theirs: Used, most_memory: float | None = None
) -> list[Measure]:
    beside = f"peer: {peer}"
    return [
        Measure(f"{name}, the whole process", ours.seconds, "s", beside, theirs.seconds),
        Measure(f"{name}, memory", ours.megabytes, "MB", beside, theirs.megabytes, most=most_memory),
    ]


def _written(folder: Path, before: str, after: str) -> list[str]:
    paths = [folder / "before.md", folder / "after.md"]
    for path, text in zip(paths, (before, after), strict=True):
        path.write_text(text, "utf-8")
    return [str(path) for path in paths]


def _python(code: str) -> Used:
    return used([sys.executable, "-c", code])
