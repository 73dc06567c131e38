"""A town with pages at an address of this machine, and browsers that follow links as people's do."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import unused_port

from govbot.bot import LinkSettings
from govbot.core.cards.vocabulary import Card, Link
from govbot_pages import build
from tests.bot.chat_in_memory import Person
from tests.bot.town import Town, town_at

# What a browser sends with a form of a page under “Referrer-Policy: no-referrer”.
OWN_FORM = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}


@dataclass
class Seen(HTMLParser):
    """A page as it came: its status, its headers, its words, its title, and the forms on it."""

    status: int
    headers: Mapping[str, str]
    text: str
    words: str = ""
    title: str = ""
    forms: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = ""
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self._inside = tag
        if tag == "form":
            self.forms.append({"action": facts["action"], "hidden": {}})
        if tag == "input" and facts.get("type") == "hidden":
            self.forms[-1]["hidden"][facts["name"]] = facts["value"]

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data
        elif self._inside not in ("script", "style"):
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


@dataclass
class Browser:
    """One browser, with its own cookies."""

    base: str
    session: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> Seen:
        address = path if path.startswith("http") else self.base + path
        async with self.session.get(address, headers=headers) as answer:
            return Seen(answer.status, dict(answer.headers), (await answer.read()).decode("utf-8", "replace"))

    async def download(self, path: str) -> bytes:
        """A file that the page offers, byte for byte."""
        async with self.session.get(self.base + path) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.read()

    async def post(self, path: str, fields: Any, headers: Mapping[str, str] = OWN_FORM) -> Seen:
        with aiohttp.MultipartWriter("form-data") as body:
            for name, value in fields.items() if isinstance(fields, dict) else fields:
                _append(body, name, value)
        data = b"".join([chunk async for chunk in _written(body)])
        sent = {**headers, "Content-Type": body.headers["Content-Type"], "Content-Length": str(len(data))}
        async with self.session.post(self.base + path, data=io.BytesIO(data), headers=sent) as answer:
            return Seen(answer.status, dict(answer.headers), (await answer.read()).decode("utf-8", "replace"))

    async def press(self, page: Seen, number: int = 0, fields: Any = None) -> Seen:
        """Send a form of the page, with these answers in it."""
        form = page.forms[number]
        return await self.post(form["action"], [*form["hidden"].items(), *(fields or {}).items()])

    async def open(self, link: str) -> Seen:
        """Open a link, and press its button."""
        return await self.press(await self.get(link))


@dataclass
class Place:
    """A town whose pages can be opened."""

    town: Town
    base: str
    sessions: list[aiohttp.ClientSession] = field(default_factory=list)

    def browser(self) -> Browser:
        session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.sessions.append(session)
        return Browser(self.base, session)

    async def link(self, person: Person, label: str = "Read it on a page", word: str = "read ITP-1") -> str:
        """The link that a button of a card in chat gives this person."""
        await person.command(word)
        await person.press(label)
        return link_on(person.card)


def link_on(card: Card) -> str:
    return next(part.url for part in card.parts if isinstance(part, Link))


@asynccontextmanager
async def place_at(step: str, folder: Path) -> AsyncIterator[Place]:
    """A town at this step of its history, with its pages served on loopback."""
    base = f"http://127.0.0.1:{unused_port()}"
    async with town_at(step, folder, linking=LinkSettings(base)) as town, _serving(town, base) as place:
        yield place


@asynccontextmanager
async def _serving(town: Town, base: str) -> AsyncIterator[Place]:
    app = web.Application()
    build(town.bot.pages).mount(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(base.rpartition(":")[2])).start()
    place = Place(town, base)
    try:
        yield place
    finally:
        for session in place.sessions:
            await session.close()
        await runner.cleanup()


def _append(body: aiohttp.MultipartWriter, name: str, value: Any) -> None:
    if isinstance(value, tuple):
        filename, data = value
        part = body.append(io.BytesIO(data), {"Content-Type": "application/octet-stream"})
        part.set_content_disposition("form-data", name=name, filename=filename)
    else:
        body.append(value).set_content_disposition("form-data", name=name)


async def _written(body: aiohttp.MultipartWriter) -> AsyncIterator[bytes]:
    yield await body.as_bytes()
