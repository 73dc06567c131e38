"""A whole house with a chat in memory: people who type, press and fill in, and what each of them sees."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account, Limit, Profile, Sent, Undeliverable
from govbot.bot import LinkSettings
from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Form,
    OpenForm,
    Reply,
    ShowCard,
    ShowErrors,
    ShowRefusal,
)
from govbot.core.process import Process
from govbot.operations.importing import take_in
from govbot.record import Tx
from govbot.runtime.app import App
from govbot.runtime.clock import Clock
from tests.core.cards.given import TEXT, words
from tests.government import DATA, PROCESS, SECRET, address, agencies, offices, roster
from tests.places import Place, place_of

START = datetime(2026, 10, 1, 14, 0, tzinfo=UTC)
CHANNELS = {"steering": "C-steering", "announcements": "C-announcements"}


class Stopped(Clock):
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = START) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        return self.at


@dataclass
class Chat:
    """A chat in memory: who is who, and what stands in each conversation."""

    platform: str = "chat"
    people: dict[str, str] = field(default_factory=dict)
    guests: set[str] = field(default_factory=set)
    deactivated: set[str] = field(default_factory=set)
    messages: dict[str, tuple[str, Card]] = field(default_factory=dict)
    rooms: dict[str, set[str]] = field(default_factory=dict)
    fault: Exception | None = None
    limits: tuple[Limit, ...] = ()
    channels: dict[str, str] = field(default_factory=dict)

    def account(self, user: str) -> Account:
        return Account(self.platform, "T1", user)

    async def address(self, email: str) -> Account | None:
        user = next((user for user, address in self.people.items() if address == email), None)
        return self.account(user) if user else None

    async def profile(self, account: Account) -> Profile:
        if self.fault:
            raise self.fault
        user = account.user
        return Profile(account, self.people.get(user, ""), user in self.guests, user in self.deactivated)

    async def open(self, account: Account) -> str:
        return f"D-{account.user}"

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        if account.user in self.deactivated:
            raise Undeliverable("This account is deactivated.")
        return self._put(f"D-{account.user}", card)

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        return self._put(conversation, card)

    def _put(self, conversation: str, card: Card) -> Sent:
        message = f"m{len(self.messages) + 1}"
        self.messages[message] = (conversation, card)
        return Sent(conversation, message)

    async def redraw(self, sent: Sent, card: Card) -> None:
        self.messages[sent.message] = (sent.conversation, card)

    async def find(self, conversation: str, key: str) -> Sent | None:
        return None

    def is_shared(self, conversation: str) -> bool:
        return not conversation.startswith("D-")

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        room = f"R{len(self.rooms) + 1}"
        self.rooms[room] = {account.user for account in members}
        return room

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        self.rooms[conversation] |= {account.user for account in add}
        self.rooms[conversation] -= {account.user for account in remove}

    def cards(self, conversation: str) -> list[Card]:
        return [card for place, card in self.messages.values() if place == conversation]


@dataclass
class Person:
    """One person at the chat, and the last that they were shown."""

    town: Town
    user: str
    last: Reply | None = None

    @property
    def account(self) -> Account:
        return self.town.chat.account(self.user)

    @property
    def inbox(self) -> list[Card]:
        return self.town.chat.cards(f"D-{self.user}")

    @property
    def card(self) -> Card:
        assert isinstance(self.last, ShowCard), self.last
        return self.last.card

    @property
    def form(self) -> Form:
        assert isinstance(self.last, OpenForm), self.last
        return self.last.form

    @property
    def no(self) -> str:
        assert isinstance(self.last, ShowRefusal), self.last
        return self.last.sentence

    @property
    def problems(self) -> dict[str, str]:
        assert isinstance(self.last, ShowErrors), self.last
        return self.last.by_field

    async def command(self, typed: str, conversation: str = "") -> Person:
        self.last = await self.town.bot.command(self.account, typed, conversation)
        return self

    async def says(self, typed: str, conversation: str = "", root: str = "") -> Person:
        self.last = await self.town.bot.said(self.account, typed, conversation, root)
        return self

    def value(self, label: str, *cards: Card) -> str:
        """The value of a button, on what was shown last or else on the newest message that has it."""
        shown = [self.last.card] if isinstance(self.last, ShowCard) else []
        for card in (*cards, *shown, *reversed(self.inbox)):
            for button in buttons(card):
                if button.label.startswith(label):
                    return button.value
        raise AssertionError(f"{self.user} sees no button “{label}”.")

    async def press(self, label: str, *cards: Card) -> Person:
        return await self.presses(self.value(label, *cards))

    async def presses(self, value: str) -> Person:
        self.last = await self.town.bot.press(self.account, value)
        return self

    async def fill(self, files: dict[str, Upload] | None = None, **answers: Answer) -> Person:
        """Hand in the open form: what is prefilled stays, what is given here replaces it."""
        form = self.form
        given: dict[str, Any] = {
            form_field.name: form_field.initial
            for form_field in form.fields
            if form_field.initial is not None
        }
        names = {form_field.name for form_field in form.fields}
        assert set(answers) <= names, f"The form asks for {sorted(names)}."
        return await self.submits(form.token, {**given, **answers}, files)

    async def submits(self, token: str, answers: Any, files: dict[str, Upload] | None = None) -> Person:
        self.last = await self.town.bot.submit(self.account, token, answers, files)
        return self

    async def does(self, word: str, files: dict[str, Upload] | None = None, **answers: Answer) -> Person:
        """Type a word of the table, fill in its form, confirm where that is asked."""
        await self.command(word)
        if isinstance(self.last, ShowCard):
            await self.press(buttons(self.last.card)[0].label)
        else:
            await self.fill(files, **answers)
            if isinstance(self.last, OpenForm):
                await self.fill()
        assert isinstance(self.last, ShowCard), self.last
        return self

    def reads(self) -> str:
        """Everything that this person was sent, as it stands now."""
        return "\n".join(words(card) for card in self.inbox)


@dataclass
class Town:
    """A government in one chat."""

    app: App
    chat: Chat
    clock: Stopped
    known: dict[str, Person] = field(default_factory=dict)

    @property
    def bot(self) -> Any:
        return self.app.bot

    def __getattr__(self, name: str) -> Person:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.known.setdefault(name, Person(self, name))

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
            await getattr(self, user).does("review ITP-1", outcome="no concerns")

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


def buttons(card: Card) -> list[Button]:
    return [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]


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
    async with town_in(place.like(kept), process, Stopped(at), deepcopy(chat), linking, daily=daily) as town:
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
    clock: Stopped | None = None,
    chat: Chat | None = None,
    linking: LinkSettings | None = None,
    *,
    daily: bool = False,
) -> AsyncIterator[Town]:
    """A house on a database, its lists taken in; opened again, it goes on where it was."""
    here = clock or Stopped()
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
