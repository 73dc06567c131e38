"""Milliseconds of the comment board with 3,000 comments, and seconds to find the near-identical ones among them.

Floor of the board: its texts escaped for HTML; of the search: identical texts found in a dictionary.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from html import escape

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.policies import MONTH, Events, short_policy
from bench.stores import append_policy, open_app
from govbot.bot.pages.board import board_page
from govbot.core.cards.board import board_card
from govbot.core.workflow import events as e
from govbot.core.workflow.alike import alike, plain
from govbot.documents import read_text
from govbot.record import Tx
from govbot.runtime.app import App
from govbot_pages import draw

Draw = Callable[..., None]
Work = Callable[[], object]
COMMENTS, ROUNDS, TIMES = 3_000, 5, 3
NUMBER = 99  # of the policy
SUBJECT = f"policy:ITP-{NUMBER}"
LETTER = "We ask that the retention of ninety days be made longer, since our audits follow the quarters of the year"
EVERY = 25  # one comment in so many is a copy of the letter, with a word of its own


def texts() -> list[str]:
    """The comments: most of them like no other, some of them nearly the same letter."""
    syllables = ("ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "lu", "me")
    words = [f"{syllable}{ending}" for syllable in syllables for ending in range(60)]
    unlike = (
        " ".join(words[(number * 7 + at * at * 13) % len(words)] for at in range(12 + number % 40))
        for number in range(COMMENTS)
    )
    return [f"{LETTER}, {number}." if number % EVERY == 0 else text for number, text in enumerate(unlike)]


async def measure(fixtures: Fixtures) -> list[Measure]:
    """The medians of the card, of the page with its HTML, and of the search for those that are alike."""
    store = await fixtures.few()
    async with open_app(store.folder) as app:
        lead = await app.record.read(
            lambda tx: app.bot.context(tx).directory.seat_people("cio", app.bot.context(tx).today)[0]
        )
        await app.record.write(partial(_fill, app=app, lead=lead), within=300)
        said = texts()
        rounds = {
            "card": partial(_timed, app, lead, _card),
            "page": partial(_timed, app, lead, _page),
            "escaped": partial(_floor, said),
            "alike": partial(_alike, said),
            "identical": partial(_identical, said),
        }
        taken = {name: p50(values) for name, values in (await in_turn(rounds, ROUNDS)).items()}
    escaped, identical = taken["escaped"], taken["identical"]
    name = f"with {COMMENTS:,} comments"
    return [
        Measure(f"/gov board {name}", taken["card"], "ms", "floor: texts escaped", escaped, 300, of="value"),
        Measure(
            f"the board's page {name}", taken["page"], "ms", "floor: texts escaped", escaped, 300, of="value"
        ),
        Measure(
            f"near-identical ones among {COMMENTS:,} comments",
            taken["alike"] / 1000,
            "s",
            "floor: identical ones",
            identical / 1000,
            1,
            of="value",
        ),
    ]


def _fill(tx: Tx, app: App, lead: str) -> None:
    """Append a policy that asks everybody for feedback, and 3,000 comments on it."""
    document = read_text("# I. Purpose\n\nA text.\n\n# II. Scope\n\nEverybody.\n")
    tx.documents.store(document)
    now = datetime.now(UTC)
    people = [person for person in app.bot.context(tx).directory.people.values() if person.agency]
    roster = tuple(e.RosterEntry(person=person.id, agency=person.agency) for person in people)
    events: Events = [
        *short_policy(lead, NUMBER, now),
        (e.DraftSubmitted(draft=1, paper=document.paper), lead),
        (e.FeedbackOpened(period=1, draft=1, roster=roster, closes_at=now + MONTH), lead),
        *_comments(roster),
    ]
    append_policy(tx, app, NUMBER, events)


def _comments(roster: tuple[e.RosterEntry, ...]) -> Iterator[tuple[e.FeedbackGiven, str]]:
    sections = ("I. Purpose", "II. Scope", "")
    for number, text in enumerate(texts()):
        entry = roster[number * len(roster) // COMMENTS]
        given = e.FeedbackGiven(
            comment=f"C{number + 1}",
            period=1,
            draft=1,
            kind="concern" if number % 3 else "comment",
            agency=entry.agency,
            section=sections[number % 3],
            text=text,
        )
        yield given, entry.person


async def _timed(app: App, person: str, work: Draw) -> list[float]:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        await app.record.read(partial(work, app=app, person=person))
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def _card(tx: Tx, app: App, person: str) -> None:
    board_card(replace(app.bot.context(tx, person).view(SUBJECT), about="theme 3"))


def _page(tx: Tx, app: App, person: str) -> None:
    draw.board("id", board_page(app.bot.context(tx, person).view(SUBJECT)))


async def _floor(said: list[str]) -> list[float]:
    return [_took(lambda: [escape(text) for text in said]) for _ in range(TIMES)]


async def _alike(said: list[str]) -> list[float]:
    items = [(f"C{number}", text) for number, text in enumerate(said, start=1)]
    return [_took(lambda: alike(items)) for _ in range(TIMES)]


async def _identical(said: list[str]) -> list[float]:
    return [_took(lambda: {plain(text): text for text in said}) for _ in range(TIMES)]


def _took(work: Work) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
