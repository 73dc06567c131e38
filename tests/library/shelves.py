"""A served Library on a record of its own, with as many adopted policies as a test needs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from govbot.core.grammar import Acting, Capacity, Document, DocumentRef, Event
from govbot.core.workflow import events as e
from govbot.library.serving import LibraryPages
from govbot.record import Record, Tx
from govbot.runtime.app import FOLDS
from tests.bot.chat_in_memory import START, StoppedClock
from tests.government import PROCESS

MONTH = timedelta(days=30)
ACTING = Acting("operator", Capacity("operator", "operator"), date(2026, 10, 1))
Client = TestClient[web.Request, web.Application]


@dataclass
class Shelves:
    """The record, its clock, and who reads the Library over HTTP."""

    record: Record
    clock: StoppedClock
    client: Client

    async def add(self, *numbers: int) -> None:
        """Adopted policies of two versions, all with the same texts."""
        first, second = document("must"), document("shall")

        def write(tx: Tx) -> None:
            tx.documents.store(first)
            tx.documents.store(second)
            for number in numbers:
                events = adopted(f"Policy {number:05}", first.paper, second.paper)
                tx.append(f"policy:ITP-{number}", ACTING, events)

        await self.record.write(write, within=60)

    async def grow(self, number: int, event: Event) -> None:
        await self.record.write(lambda tx: tx.append(f"policy:ITP-{number}", ACTING, [event]))


@asynccontextmanager
async def shelves(folder: Path) -> AsyncIterator[Shelves]:
    """A Library without any policy."""
    clock = StoppedClock()
    record = Record(f"sqlite:///{folder / 'library.db'}", FOLDS, clock.now)
    await record.open()
    site = web.Application()
    LibraryPages(record, PROCESS).mount(site)
    try:
        async with TestClient(TestServer(site)) as client:
            yield Shelves(record, clock, client)
    finally:
        await record.close()


def document(word: str) -> Document:
    text = f"# I. Rules\n\nEvery agency {word} keep copies.\n"
    digest = sha256(text.encode()).hexdigest()
    paper = DocumentRef(
        name="policy.md", media="text/markdown", size=len(text), sha256=digest, text_sha256=digest
    )
    return Document(paper, text.encode(), text)


def adopted(title: str, first: DocumentRef, second: DocumentRef) -> list[Event]:
    """What a policy of two versions has on record; the second one is a technical correction."""
    today = START.date()
    return [
        e.NeedRaised(title=title, text="A need", sources=(), decision_due=START + MONTH),
        e.PursuitRecommended(lead="operator", need="high", risk="low", lead_due=START + MONTH),
        e.WorkedWithoutGroup(),
        e.DraftSubmitted(draft=1, paper=first),
        e.Adopted(
            version="1.0",
            draft=1,
            title=title,
            originator="Office of Policy and Management",
            effective_on=today,
            in_force_from=START,
            description="The first version",
            laws="",
            publisher="Office of Policy and Management",
            sha256=first.sha256,
            text_sha256=first.text_sha256,
            next_review_on=today + 12 * MONTH,
            review_due=START + 12 * MONTH,
        ),
        e.CameIntoForce(version="1.0"),
        e.TechnicallyCorrected(
            version="1.1",
            corrects="1.0",
            old_words="must",
            new_words="shall",
            reason="One word throughout",
            paper=second,
            corrected_on=today,
        ),
    ]
