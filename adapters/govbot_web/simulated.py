"""People of the playground for a rehearsal without a browser: over HTTP, as the page does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import ClientSession, web

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.simulated_chat import Missing, Seen
from govbot.adapter_api.simulation_controls import SimulationControls
from govbot.bot import Bot
from govbot.core.cards.vocabulary import (
    Buttons,
    Card,
    Facts,
    Items,
    Link,
    Picture,
    Progress,
    ShowErrors,
    ShowRefusal,
    Table,
    Text,
)
from govbot.core.grammar import Change
from govbot_web.adapter import WebAdapter, serve
from govbot_web.client import PersonClient, Playground
from govbot_web.client_parts import Answered, Heard, Opened


class SimulatedWebUser:
    """One person at the page."""

    def __init__(self, client: PersonClient, email: str) -> None:
        self._client = client
        self.email = email

    async def command(self, words: str) -> Seen:
        return seen(await self._client.command(words))

    async def press(self, on: Seen, label: str) -> Seen:
        assert isinstance(on.handle, Heard)
        return seen(await self._client.press(on.handle, label))

    async def fill(self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload]) -> Seen:
        opened = form.handle
        assert isinstance(opened, Opened)
        given = {name: await self._chosen(opened, name, answer) for name, answer in answers.items()}
        answered = await self._client.fill(opened, given, files)
        if isinstance(answered, ShowErrors):
            labels = {field.name: field.label for field in opened.form.fields}
            problems = {labels.get(name, name): sentence for name, sentence in answered.by_field.items()}
            return Seen(
                "problems", opened.form.title, " ".join(problems.values()), problems=problems, handle=opened
            )
        return seen(answered)

    async def say(self, words: str, thread: Seen | None = None) -> Seen:
        root = thread.handle if thread is not None and isinstance(thread.handle, Heard) else ""
        return seen(await self._client.say(words, root))

    async def inbox(self) -> list[Seen]:
        return [seen(message) for message in await self._client.messages()]

    async def channel(self, name: str) -> list[Seen]:
        for place in await self._client.conversations():
            if name.casefold() in place["name"].casefold() and place["kind"] != "direct":
                return [seen(message) for message in await self._client.messages(place["id"])]
        raise Missing(f"{self.email} sees no channel or room called “{name}”.")

    async def _chosen(self, opened: Opened, name: str, answer: Answer) -> Answer:
        """Labels of a searched list as the values that the form keeps."""
        field = opened.field(name)
        if field.choices is not None or answer is None or isinstance(answer, bool):
            return answer
        labels = [answer] if isinstance(answer, str) else list(answer)
        values = [await self._searched(opened, name, label) for label in labels]
        return values[0] if isinstance(answer, str) else values

    async def _searched(self, opened: Opened, name: str, label: str) -> str:
        for choice in await self._client.lookup(opened, name, label):
            if label in (choice.label, choice.value):
                return choice.value
        raise Missing(f"“{opened.form.title}” finds no “{label}” for “{name}”.")


class SimulatedWeb:
    """People at a playground that runs at this address."""

    platform = "web"

    def __init__(self, session: ClientSession, address: str) -> None:
        self._session = session
        self._playground = Playground(session, address)

    async def player(self, email: str) -> SimulatedWebUser:
        for person in await self._playground.people():
            if person["email"] == email:
                return SimulatedWebUser(self._playground.as_person(person["id"]), email)
        raise Missing(f"{email} is not in the rehearsal.")

    async def close(self) -> None:
        await self._session.close()


class OwnPlayground(SimulatedWeb):
    """People at a playground of their own, served on a free port of loopback."""

    def __init__(
        self, session: ClientSession, address: str, adapter: WebAdapter, runner: web.AppRunner
    ) -> None:
        super().__init__(session, address)
        self._adapter, self._runner = adapter, runner

    async def close(self) -> None:
        await self._adapter.stop()
        await super().close()
        await self._runner.cleanup()


async def simulated_chat(bot: Bot, controls: SimulationControls) -> SimulatedWeb:
    """The people of this rehearsal, on a playground that is opened for them."""
    adapter, app = WebAdapter(bot, controls), web.Application()
    adapter.mount(app)
    await adapter.start()
    runner = await serve(app, port=0)
    return OwnPlayground(ClientSession(), f"http://127.0.0.1:{runner.addresses[0][1]}", adapter, runner)


def visiting(address: str) -> SimulatedWeb:
    """The people of the playground that runs at this address."""
    return SimulatedWeb(ClientSession(), address)


def seen(answered: Answered) -> Seen:
    """What the page shows, in words."""
    match answered:
        case Heard(card=None):
            return Seen("card", answered.words[:80], answered.words, handle=answered)
        case Heard():
            assert answered.card is not None
            return Seen(
                "card",
                answered.card.headline,
                words_of(answered.card),
                labels(answered.card),
                handle=answered,
            )
        case Opened():
            intro = words_of(Card(answered.form.title, answered.form.intro))
            return Seen("form", answered.form.title, intro, handle=answered)
        case ShowRefusal():
            return Seen("no", answered.sentence, answered.sentence)
        case ShowErrors():
            return Seen("problems", "", " ".join(answered.by_field.values()), problems=answered.by_field)
        case None:
            raise Missing("The page showed nothing.")


def labels(card: Card) -> tuple[str, ...]:
    """The labels of a card's buttons."""
    return tuple(button.label for part in card.parts if isinstance(part, Buttons) for button in part.buttons)


def words_of(card: Card) -> str:
    """Everything that is to be read on a card, a line for each part."""
    return "\n".join(line for part in card.parts if (line := _line(part)))


def _line(part: Any) -> str:
    match part:
        case Text():
            return part.text
        case Facts():
            return "\n".join(f"{label}: {value}" for label, value in part.rows)
        case Items():
            return "\n".join(f"• {row}" for row in part.rows)
        case Progress():
            return part.words
        case Change():
            return f"{part.before}~{part.removed}~ {part.added}{part.after}"
        case Buttons():
            return " ".join(f"[{button.label}]" for button in part.buttons)
        case Link():
            return f"[{part.label}] {part.url}"
        case Picture():
            return part.alt
        case Table():
            return "\n".join(" | ".join(row) for row in (part.columns, *part.rows))
        case _:
            return ""
