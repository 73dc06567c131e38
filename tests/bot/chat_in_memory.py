"""A chat in memory, a clock that stands still, and people who type, press and fill in forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account, Limit, Profile, Sent, Undeliverable
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
from govbot.runtime.clock import Clock
from tests.core.cards.given import words

START = datetime(2026, 10, 1, 14, 0, tzinfo=UTC)
CHANNELS = {"steering": "C-steering", "announcements": "C-announcements"}


class StoppedClock(Clock):
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

    def at_hand(self, account: Account) -> Profile | None:
        return None

    def problems(self) -> Sequence[str]:
        return ()

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
    """One user of the chat, and the last reply that they were shown."""

    bot: Any
    chat: Chat
    user: str
    last: Reply | None = None

    @property
    def account(self) -> Account:
        return self.chat.account(self.user)

    @property
    def inbox(self) -> list[Card]:
        return self.chat.cards(f"D-{self.user}")

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
        self.last = await self.bot.command(self.account, typed, conversation)
        return self

    async def says(self, typed: str, conversation: str = "", root: str = "") -> Person:
        self.last = await self.bot.said(self.account, typed, conversation, root)
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
        self.last = await self.bot.press(self.account, value)
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
        self.last = await self.bot.submit(self.account, token, answers, files)
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


def buttons(card: Card) -> list[Button]:
    return [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]
