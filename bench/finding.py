"""Milliseconds of `/gov find` with 1,000 policies of 20,000 characters each, after its first search of a process.

Floor: the same texts searched for the words in memory, in any case.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.policies import adopted_policy
from bench.stores import append_policy, open_app
from govbot.bot.finding import find
from govbot.documents import read_text
from govbot.record import Tx
from govbot.runtime.app import App

POLICIES, ROUNDS, TIMES = 1_000, 5, 4
LENGTH = 20_000  # characters of a text
AT_ONCE = 100  # policies written in one transaction
# In all texts, so that the page is full; and in one alone.
WORDS = ("agencies passwords", "unmistakable-7")


async def measure(fixtures: Fixtures) -> list[Measure]:
    """The median of a page of hits, as a member of the Steering Group sees it."""
    store = await fixtures.few()
    async with open_app(store.folder) as app:
        texts: list[str] = []
        for first in range(0, POLICIES, AT_ONCE):
            texts += await app.record.write(partial(_fill, app=app, first=first), within=300)
        person = await app.record.read(
            lambda tx: app.bot.context(tx).directory.seat_people("cio", app.bot.context(tx).today)[0]
        )
        await _timed(app, person)

        async def found() -> list[float]:
            return [await _timed(app, person) for _ in range(TIMES)]

        async def floor() -> list[float]:
            return [_searched(texts) for _ in range(TIMES)]

        milliseconds = await in_turn({"find": found, "floor": floor}, ROUNDS)
    name = f"/gov find with {POLICIES:,} policies of {LENGTH:,} characters"
    found_in, searched_in = p50(milliseconds["find"]), p50(milliseconds["floor"])
    return [Measure(name, found_in, "ms", "floor: the texts searched", searched_in, most=200, of="value")]


def _fill(tx: Tx, app: App, first: int) -> list[str]:
    """Append policies in force, each with a text of its own."""
    lead = app.bot.context(tx).directory.seat_people("cio", app.bot.context(tx).today)[0]
    begun = len(tx.policies.everything())
    texts = []
    for number in range(begun + 1, begun + 1 + AT_ONCE):
        paragraph = f"Agencies protect passwords of system {number}, and “say” so. "
        section = f"## Section\n\n{paragraph * 30}\n\n"
        text = f"# Policy {first}\n\n{section * (LENGTH // len(section))}unmistakable-{number}\n"
        document = read_text(text)
        tx.documents.store(document)
        append_policy(
            tx, app, number, adopted_policy(lead, number, document.paper, document.paper, datetime.now(UTC))
        )
        texts.append(document.text)
    return texts


async def _timed(app: App, person: str) -> float:
    """Milliseconds of one search, the mean of the kinds of words."""
    began = time.perf_counter()
    for words in WORDS:
        await app.record.read(partial(_find, app=app, person=person, words=words))
    return 1000 * (time.perf_counter() - began) / len(WORDS)


def _find(tx: Tx, app: App, person: str, words: str) -> None:
    find(app.bot.context(tx, person), words)


def _searched(texts: list[str]) -> float:
    began = time.perf_counter()
    for typed in WORDS:
        for text in texts:
            folded = text.casefold()
            all(word in folded for word in typed.split())
    return 1000 * (time.perf_counter() - began) / len(WORDS)
