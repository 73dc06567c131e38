"""Milliseconds to read a Word file of 100 pages, beside mammoth; and to compare two texts of 100 pages."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime

import mammoth

from bench.fixtures import Fixtures
from bench.measures import Measure
from govbot.core.redline import compare, report
from govbot.documents.tracked import tracked_changes
from govbot.documents.word import read_word

ROUNDS = 5
PARAGRAPHS = 1_000  # of some 50 words: 100 pages


async def measure(_: Fixtures) -> list[Measure]:
    """Both are work of the processor alone."""
    before, after = texts()
    data = tracked_changes(compare(before, before), "bench", datetime(2026, 7, 1, tzinfo=UTC))
    ours, theirs = (
        _fastest(lambda: read_word(data)),
        _fastest(lambda: mammoth.convert_to_html(io.BytesIO(data))),
    )
    redline = _fastest(lambda: report(compare(before, after)))
    return [
        Measure("reading a Word file of 100 pages", ours, "ms", "peer: mammoth to HTML", theirs, most=1.15),
        Measure("a redline of 100 pages", redline, "ms", "aim: 400 ms", 400.0, most=1.0),
    ]


def texts() -> tuple[str, str]:
    """A text, and one in which a word of each tenth paragraph is another, a section is new and one has moved."""
    paragraphs = [
        f"# {n // 25 + 1}. Section {n // 25}" if n % 25 == 0 else _paragraph(n) for n in range(PARAGRAPHS)
    ]
    after = [text.replace("shall", "must") if n % 10 == 5 else text for n, text in enumerate(paragraphs)]
    after[600:600] = after[100:125]
    del after[100:125]
    after.insert(50, "# A new section\n\nIt is short.")
    return "\n\n".join(paragraphs), "\n\n".join(after)


def _paragraph(n: int) -> str:
    return (
        f"Agency {n} shall keep an inventory of the systems that it uses, name an owner for each of them, review it "
        f"once in year {2000 + n}, and report to the office what has changed since report {n}. Systems that hold "
        "confidential data are listed apart, with the safeguards that protect them."
    )


def _fastest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times) * 1000
