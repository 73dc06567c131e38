"""A whole govbot with a chat in memory, and its history told up to a step: what most tests of the bot begin with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from govbot.adapter_api.answers import Answer, Upload
from govbot.bot import LinkSettings
from govbot.core.process import Process
from govbot.operations.importing import take_in
from govbot.record import Tx
from govbot.runtime.app import App
from tests.bot.chat_in_memory import CHANNELS, Chat, Person, StoppedClock
from tests.core.cards.given import TEXT
from tests.government import DATA, PROCESS, SECRET, address, agencies, offices, roster
from tests.places import Place, place_of

# The people whom most tests name: `town.cio` is `town.person("cio")`.
ACTORS = (
    "advisor", "budget", "cdo", "cio", "ciso", "contact", "dcp", "dss", "keeper", "legal", "publisher", "secretary",
)  # fmt: skip


@dataclass
class Town:
    """A government in one chat."""

    app: App
    chat: Chat
    clock: StoppedClock
    known: dict[str, Person] = field(default_factory=dict)
    advisor: Person = field(init=False)
    budget: Person = field(init=False)
    cdo: Person = field(init=False)
    cio: Person = field(init=False)
    ciso: Person = field(init=False)
    contact: Person = field(init=False)
    dcp: Person = field(init=False)
    dss: Person = field(init=False)
    keeper: Person = field(init=False)
    legal: Person = field(init=False)
    publisher: Person = field(init=False)
    secretary: Person = field(init=False)

    def __post_init__(self) -> None:
        for user in ACTORS:
            setattr(self, user, self.person(user))

    @property
    def bot(self) -> Any:
        return self.app.bot

    def person(self, user: str) -> Person:
        """The user of this name in the chat, whether anybody knows them or not."""
        return self.known.setdefault(user, Person(self.bot, self.chat, user))

    async def settle(self) -> None:
        await self.app.settle()

    async def days(self, count: float) -> None:
        self.clock.at += timedelta(days=count)
        await self.settle()

    async def person_id(self, user: str) -> str:
        person = await self.app.record.read(lambda tx: tx.people.by_email(address(user)))
        assert person is not None
        return str(person.id)

    async def ids(self, *users: str) -> list[str]:
        return [await self.person_id(user) for user in users]

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Whatever stands in the database."""
        return await self.app.record.read(lambda tx: [tuple(row) for row in tx.conn.exec_driver_sql(sql)])

    async def entries(self) -> list[str]:
        """The policy's history, by the names of its events."""
        entries = await self.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
        return [entry.type for entry in entries]

    async def attempts(self) -> list[Any]:
        return await self.app.record.read(lambda tx: tx.attempts.last())

    # A history, step by step

    async def nothing(self) -> None:
        """The lists are taken in, and nothing has happened."""

    async def raise_need(self, title: str = "Backup of state data") -> None:
        await self.dss.does("need", title=title, text="Agencies lose data.", sources=["d"])

    async def pursue(self, title: str = "Backup of state data") -> None:
        await self.raise_need(title)
        await self.advisor.does("pursue ITP-1", lead=await self.person_id("cio"), need="high")

    async def draft(self, text: str = TEXT, **answers: Answer) -> None:
        await self.cio.does(
            "draft ITP-1", {"file": Upload("draft.md", "text/markdown", text.encode())}, **answers
        )

    async def review(self) -> None:
        await self.advisor.does("advance ITP-1", due="2026-10-20")
        for user in ("legal", "regulatory", "budget", "planning", "cdo", "cio"):
            await self.person(user).does("review ITP-1", outcome="no concerns")

    async def reviewed(self) -> None:
        await self.pursue()
        await self.draft()
        await self.review()

    async def circulate(self, closes_on: str = "2026-10-23") -> None:
        await self.reviewed()
        await self.cio.does("feedback ITP-1", capacities=[DATA], closes_on=closes_on)
        await self.settle()

    async def request(self) -> None:
        await self.circulate()
        await self.dss.press("No comment")
        await self.cio.does("close-feedback ITP-1")
        await self.cio.does("secretary ITP-1")
        await self.settle()


_KEPT: dict[tuple[str, bool], tuple[bytes | str, Chat, datetime]] = {}


@asynccontextmanager
async def town_at(
    step: str,
    where: Path | Place,
    process: Process = PROCESS,
    linking: LinkSettings | None = None,
    *,
    daily: bool = False,
) -> AsyncIterator[Town]:
    """A town in which this step of the history has been reached; told once, and copied for each test."""
    place = place_of(where)
    told = step, place.server is not None
    if told not in _KEPT:
        _KEPT[told] = await _tell(step, place, process)
    kept, chat, at = _KEPT[told]
    async with town_in(
        place.like(kept), process, StoppedClock(at), deepcopy(chat), linking, daily=daily
    ) as town:
        yield town


async def _tell(step: str, place: Place, process: Process) -> tuple[bytes | str, Chat, datetime]:
    with TemporaryDirectory() as first:
        beside = place.beside(Path(first))
        async with town_in(beside, process) as town:
            await getattr(town, step)()
            await town.settle()
        return beside.kept(), town.chat, town.clock.at


@asynccontextmanager
async def town_in(
    where: Path | Place,
    process: Process = PROCESS,
    clock: StoppedClock | None = None,
    chat: Chat | None = None,
    linking: LinkSettings | None = None,
    *,
    daily: bool = False,
) -> AsyncIterator[Town]:
    """govbot on a database, with its lists imported; opened again, it goes on where it was."""
    here = clock or StoppedClock()
    app = App(place_of(where).url, process, SECRET, here, timedelta(), linking=linking, daily=daily)
    met = chat or Chat(channels=dict(CHANNELS))
    addresses = [*(row.email for row in roster("chat")), *(row.email for row in offices("chat"))]
    met.people |= {email.partition("@")[0]: email for email in addresses}
    app.bot.meet(met)
    await app.open()

    def fill(tx: Tx) -> int:
        return take_in(app.bot.context(tx), agencies(), roster("chat"), offices("chat"))

    await app.record.write(fill)
    try:
        yield Town(app, met, here)
    finally:
        await app.close()
