"""A whole circulation on a chat and on its pages, and what its plan says must be counted afterwards.

The oracle knows the plan alone: it never asks the core what became of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache

import aiohttp
from aiohttp import web
from aiohttp.test_utils import unused_port

from govbot.adapter_api.chat import Account
from govbot.bot import LinkSettings
from govbot.core.cards.vocabulary import Buttons, Card, ShowCard
from govbot.core.membership.directory import Name
from govbot_pages import build
from tests.adapters.given import Place, place
from tests.core import circulation as c
from tests.core.given import Government
from tests.documents.marked_copies import MARKED
from tests.pages.given import Browser, Seen, link_on

QUESTIONS = ("Can you do it within a year?", "What would it cost?")
KIND_LABELS = {
    "comment": "A comment",
    "concern": "A concern",
    "implementation issue": "An implementation issue",
    "no comment": "No comment",
    "not applicable": "Not applicable to my agency",
}


@cache
def silent() -> tuple[str, ...]:
    """Who says nothing of the plan, in order: three of them send a marked-up file, two answer the questions."""
    said = {each.person for each in c.plan()}
    return tuple(person for person in c.people() if person not in said)


@dataclass
class Facts:
    """What was said, as it was planned: the comments in words, and who answered in which way."""

    files: dict[str, str] = field(default_factory=lambda: dict(zip(silent()[:3], MARKED, strict=True)))
    answering: tuple[str, ...] = field(default_factory=lambda: silent()[3:5])

    @property
    def comments(self) -> list[tuple[str, str]]:
        """Each comment that wants a response: the agency, and its kind."""
        said = [(each.agency, each.kind) for each in c.plan() if each.kind in c.KINDS]
        in_files = [
            (c.people()[person][0], "comment") for person, name in self.files.items() for _ in MARKED[name][1]
        ]
        return [*said, *in_files]

    @property
    def ways(self) -> dict[str, int]:
        """In which way how many people answered."""
        said: dict[str, set[str]] = {}
        for each in c.plan():
            said.setdefault(each.person, set()).add(each.kind)
        ways = Counter("comment" if kinds & set(c.KINDS) else next(iter(kinds)) for kinds in said.values())
        return {
            **ways,
            "marked-up file": len(self.files),
            "questions answered": len(self.answering),
            "letter": c.LETTERS,
        }

    @property
    def people(self) -> set[str]:
        return {*(each.person for each in c.plan()), *self.files, *self.answering}

    @property
    def agencies(self) -> set[str]:
        return {*(c.people()[person][0] for person in self.people), *c.LETTERS_OF}


def government(entered: Sequence[c.Said]) -> Government:
    """The draft is out with two questions; this part of the plan is entered, and the letters are filed."""
    known = c.circulated("\n".join(QUESTIONS))
    c.enter(known, entered)
    people = {person: Name(f"Person {person}", f"{person}@agencies.example.gov") for person in c.people()}
    known.directory = replace(known.directory, names={**known.directory.names, **people})
    return known


@dataclass
class Circulation:
    """The government on a chat, with its pages served."""

    at: Place
    base: str
    sessions: list[aiohttp.ClientSession] = field(default_factory=list)

    async def comments(self, said: c.Said) -> None:
        """One answer in chat, by the person themselves, or entered by the lead."""
        answers = {"kind": KIND_LABELS[said.kind], "text": said.text}
        answers |= {"section": said.section} if said.section else {}
        player = await self.at.player(said.person)
        form = await player.command("comment ITP-1")
        done = await player.fill(form, answers, {})
        assert (done.kind, "it is recorded" in done.words) == ("card", True), (said, done)

    async def page(self, person: str, word: str, label: str = "") -> tuple[Browser, Seen, str]:
        """A page that this person opens from chat in a browser of their own, and its address."""
        await self.at.player(person)
        bot = self.at.app.bot
        rows = await self.at.app.record.read(lambda tx: tx.accounts.of(person))
        account = next(Account(row.platform, row.tenant, row.user) for row in rows)
        reply = await bot.command(account, f"{word} ITP-1")
        assert isinstance(reply, ShowCard), reply
        card = reply.card
        if label:
            pressed = await bot.press(account, next(value for name, value in _buttons(card) if name == label))
            assert isinstance(pressed, ShowCard), pressed
            card = pressed.card
        session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.sessions.append(session)
        browser, link = Browser(self.base, session), link_on(card)
        page = await browser.open(link)
        return browser, page, link.removeprefix(self.base).partition("/open/")[0] + "/"


def _buttons(card: Card) -> list[tuple[str, str]]:
    parts = [part for part in card.parts if isinstance(part, Buttons)]
    return [(button.label, button.value) for part in parts for button in part.buttons]


@asynccontextmanager
async def circulation(chat: str, entered: Sequence[c.Said]) -> AsyncIterator[Circulation]:
    """The circulation on this chat, of which this part is entered already; its pages on loopback."""
    base = f"http://127.0.0.1:{unused_port()}"
    async with place(chat, government(entered), LinkSettings(base)) as at:
        app = web.Application()
        assert at.app.bot.pages is not None
        build(at.app.bot.pages).mount(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", int(base.rpartition(":")[2])).start()
        opened = Circulation(at, base)
        try:
            yield opened
        finally:
            for session in opened.sessions:
                await session.close()
            await runner.cleanup()
