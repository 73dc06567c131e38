"""Adopted policies with large documents, for the benchmarks of the public Library and of `govbot verify`."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from bench.policies import adopted_policy
from bench.stores import FEW, append_policy, open_app
from govbot.core.grammar import Document, DocumentRef
from govbot.record import Tx
from govbot.runtime.app import App

POLICIES = 100  # adopted ones, each of two versions: 200 documents
PARAGRAPHS = 100  # in a document of ordinary length, about 20 pages
LARGE = 2_900  # paragraphs in the first policy's documents: their redline is a page of 900 KB
WITH_REDLINE = FEW + 1  # that policy's number
AT_A_TIME = 20  # policies written in one transaction


async def add_documents(folder: Path) -> None:
    """Add the adopted policies to a store."""
    async with open_app(folder) as app:
        for first in range(WITH_REDLINE, WITH_REDLINE + POLICIES, AT_A_TIME):
            write = partial(_write, app=app, numbers=range(first, first + AT_A_TIME))
            await app.record.write(write, within=60)


def _write(tx: Tx, app: App, numbers: range) -> None:
    representative = tx.people.by_email("r0@agencies.example")
    assert representative is not None
    for number in numbers:
        paragraphs = LARGE if number == WITH_REDLINE else PARAGRAPHS
        first, corrected = (_document(number, paragraphs, word) for word in ("must", "shall"))
        tx.documents.store(first)
        tx.documents.store(corrected)
        now = datetime.now(UTC)
        events = adopted_policy(representative.id, number, first.paper, corrected.paper, now)
        append_policy(tx, app, number, events)


def _document(number: int, paragraphs: int, word: str) -> Document:
    """A Markdown document in which one word of each tenth paragraph depends on `word`."""
    text = f"# Adopted policy {number}\n\n" + "\n\n".join(
        _paragraph(index, word if index % 10 == 0 else "will") for index in range(paragraphs)
    )
    data = text.encode()
    digest = sha256(data).hexdigest()
    ref = DocumentRef(
        name="policy.md", media="text/markdown", size=len(data), sha256=digest, text_sha256=digest
    )
    return Document(ref, data, text)


def _paragraph(index: int, word: str) -> str:
    heading = f"## Section {index // 10}\n\n" if index % 10 == 0 else ""
    return heading + (
        f"{index}. Each agency {word} keep an inventory of the systems that it uses, name an owner for each of them, "
        f"review the inventory once a year, and report to the office what has changed since report {index}. "
        "Systems that hold confidential data are listed apart, with the safeguards that protect them."
    )
