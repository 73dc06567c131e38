"""The smallest chat: people type lines at a console and read cards as text. Copy it to begin with another chat.

A line is "EMAIL WORDS" (a command), "EMAIL press LABEL" (a button of the card that this person saw last), or
"EMAIL answer NAME=VALUE; NAME=VALUE" (the form that is open). What somebody reads is a line "EMAIL reads: TEXT".
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from itertools import count

from aiohttp import web
from pydantic import BaseModel

from govbot.adapter_api.adapter import AdapterPackage
from govbot.adapter_api.answers import Answer
from govbot.adapter_api.chat import Account, Limit, Profile, Sent, Undeliverable
from govbot.adapter_api.settings import Environment, parse, read_from, setting_names
from govbot.bot import Bot
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

PLATFORM = "console"
NO_ROOMS = "A console has no rooms. Name another chat for this group."
NOT_SET = "To serve the console, set GOVBOT_CONSOLE_TENANT."


class ConsoleSettings(BaseModel):
    """`tenant` is whose console it is; `steering` the Steering Group's channel ("#steering")."""

    model_config = read_from("GOVBOT_CONSOLE_")

    tenant: str = ""
    steering: str = ""


class ConsoleChat:
    """What the courier sends through. A conversation is a person's e-mail address, or a channel."""

    platform = PLATFORM
    limits: tuple[Limit, ...] = ()

    def __init__(self, settings: ConsoleSettings) -> None:
        self.channels = {"steering": settings.steering} if settings.steering else {}
        self.newest: dict[str, Card] = {}  # by conversation: the card whose buttons can be pressed
        self._tenant = settings.tenant
        self._numbers = count(1)

    def account(self, email: str) -> Account:
        return Account(PLATFORM, self._tenant, email)

    async def address(self, email: str) -> Account | None:
        return self.account(email)

    def at_hand(self, account: Account) -> Profile | None:
        return None

    def problems(self) -> Sequence[str]:
        return ()

    async def profile(self, account: Account) -> Profile:
        return Profile(account, account.user)

    async def open(self, account: Account) -> str:
        return account.user

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        return await self.post(account.user, card, key)

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        self.show(conversation, card)
        return Sent(conversation, str(next(self._numbers)))

    async def redraw(self, sent: Sent, card: Card) -> None:
        self.show(sent.conversation, card)

    async def find(self, conversation: str, key: str) -> Sent | None:
        return None

    def is_shared(self, conversation: str) -> bool:
        return conversation in self.channels.values()

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        raise Undeliverable(NO_ROOMS)

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        raise Undeliverable(NO_ROOMS)

    def show(self, conversation: str, card: Card) -> None:
        """Draw a card: its headline and its buttons."""
        self.newest[conversation] = card
        write(conversation, " ".join((card.headline, *(f"[{button.label}]" for button in buttons(card)))))


class ConsoleAdapter:
    """Reads the lines that people type, asks the bot, and shows its replies."""

    notices = ("Rooms at the console: none.",)

    def __init__(self, bot: Bot, settings: ConsoleSettings) -> None:
        self._bot = bot
        self._forms: dict[str, Form] = {}  # by person: the form that is open
        self.chat = ConsoleChat(settings)
        bot.meet(self.chat)

    def mount(self, app: web.Application) -> None:
        """Nothing: no platform calls."""

    async def start(self) -> None:
        """Nothing: there is no platform to connect to."""

    async def run(self) -> None:
        """Take the lines of the standard input."""
        lines = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(lines)
        await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
        async for line in lines:
            email, _, words = line.decode().strip().partition(" ")
            self._show(email, await self._reply(self.chat.account(email), words))

    async def stop(self) -> None:
        """Nothing: a line is finished when it has been answered."""

    async def _reply(self, account: Account, words: str) -> Reply:
        verb, _, rest = words.partition(" ")
        if verb == "press":
            labelled = {button.label: button.value for button in buttons(self.chat.newest[account.user])}
            return await self._bot.press(account, labelled[rest])
        if verb == "answer":
            form = self._forms[account.user]
            return await self._bot.submit(account, form.token, dict(answers(form, rest)))
        return await self._bot.command(account, words)

    def _show(self, email: str, reply: Reply) -> None:
        match reply:
            case ShowCard(card=card):
                self.chat.show(email, card)
            case OpenForm(form=form):
                self._forms[email] = form
                write(email, f"{form.title}: {', '.join(field.name for field in form.fields)}?")
            case ShowErrors(by_field=problems):
                write(email, "; ".join(f"{field}: {problem}" for field, problem in problems.items()))
            case ShowRefusal(sentence=sentence):
                write(email, sentence)


def buttons(card: Card) -> Iterator[Button]:
    """All buttons of a card, in their order."""
    for part in card.parts:
        if isinstance(part, Buttons):
            yield from part.buttons


def answers(form: Form, typed: str) -> Iterator[tuple[str, Answer]]:
    """What was typed, by field; several choices are divided by commas."""
    kinds = {field.name: field.kind for field in form.fields}
    for pair in typed.split("; "):
        name, _, value = pair.partition("=")
        yield name, value.split(",") if kinds.get(name) in ("choices", "people") else value


def write(conversation: str, text: str) -> None:
    """One line of the standard output."""
    print(f"{conversation} reads: {text}", flush=True)


def is_configured(environment: Environment) -> bool:
    return "GOVBOT_CONSOLE_TENANT" in environment


def missing(environment: Environment) -> list[str]:
    return [] if is_configured(environment) else [NOT_SET]


def build(bot: Bot, environment: Environment) -> ConsoleAdapter:
    return ConsoleAdapter(bot, parse(ConsoleSettings, environment))


package = AdapterPackage("the console", setting_names(ConsoleSettings), is_configured, missing, build)
