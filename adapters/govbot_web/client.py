"""A client for scripts: it plays people as the page does, and sees what the page shows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from aiohttp import ClientSession, FormData

from govbot.adapter_api.answers import Answer, Upload
from govbot.core.cards.vocabulary import Card, ShowErrors, ShowRefusal
from govbot.core.grammar import Choice
from govbot_web.client_parts import Answered, Heard, NotThere, Opened, button_of, heard, initial, value_of
from govbot_web.plain import card_from, form_from


class Playground:
    """The playground at an address such as "http://127.0.0.1:8080"."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self._session, self._base, self._token = session, base.rstrip("/"), ""

    def as_person(self, person: str) -> PersonClient:
        """Act as the person with this id."""
        return PersonClient(self, person)

    async def people(self) -> list[dict[str, Any]]:
        """Everybody who may be played: id, name, email, agency, group, waiting."""
        listed: list[dict[str, Any]] = (await self.get("/api/people"))["people"]
        return listed

    async def find(self, words: str) -> PersonClient:
        """Act as the one person whose name or address this is."""
        those = [each for each in await self.people() if words in (each["name"], each["email"])]
        if len(those) != 1:
            raise NotThere(f"There is no one person called “{words}” in the rehearsal.")
        return self.as_person(those[0]["id"])

    async def move_clock(self, to: str = "", days: int = 0) -> dict[str, Any]:
        """Move the clock by days, to a local "2026-12-04" (or "…T17:00"), else to the next deadline."""
        words = {"days": days} if days else {"to": to} if to else {"next": True}
        return await self.post("/api/clock", words)

    async def verify(self) -> dict[str, Any]:
        """Check the record: whole, and a sentence."""
        return await self.post("/api/verify", {})

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        """The JSON of a page; a refusal is one as well."""
        async with self._session.get(self._base + path, params=query) as response:
            read: dict[str, Any] = await response.json()
            return read

    async def post(
        self, path: str, words: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> dict[str, Any]:
        """Send as the page would."""
        if not self._token:
            self._token = (await self.get("/api/world"))["token"]
        headers = {"Origin": self._base, "X-CSRF-Token": self._token}
        sent: dict[str, Any] = {"data": _form_data(words, files)} if files else {"json": dict(words)}
        async with self._session.post(self._base + path, headers=headers, **sent) as response:
            read: dict[str, Any] = await response.json()
            return read


class PersonClient:
    """One person at the page."""

    def __init__(self, playground: Playground, person: str) -> None:
        self._playground, self.person = playground, person

    async def command(self, text: str, conversation: str = "") -> Answered:
        """Type a command: "/gov status ITP-1", or without the "/gov"."""
        typed = text if text.startswith("/gov") else f"/gov {text}"
        return await self._act("command", {"text": typed, "conversation": conversation})

    async def say(self, text: str, thread: Heard | str = "", conversation: str = "") -> Answered:
        """Type words: to the bot, into a channel or room, or in the thread of a message."""
        root = thread.id if isinstance(thread, Heard) else thread
        where = thread.conversation if isinstance(thread, Heard) and not conversation else conversation
        return await self._act("say", {"text": text, "conversation": where, "root": root})

    async def press(self, on: Heard | Card, label: str) -> Answered:
        """Press the button with this label on a message, or on the card of `home`."""
        card = on.card if isinstance(on, Heard) else on
        if card is None:
            raise NotThere("This message has no buttons.")
        place = {"conversation": on.conversation, "message": on.id} if isinstance(on, Heard) else {}
        return await self._act("press", {**place, "value": button_of(card, label).value})

    async def fill(
        self, opened: Answered, answers: Mapping[str, Answer], files: Mapping[str, Upload] | None = None
    ) -> Answered:
        """Fill in a form by names or labels, and hand it in. What the step before held is kept."""
        if not isinstance(opened, Opened):
            raise NotThere(f"No form is open, but: {opened}.")
        given = dict(opened.answers)
        for name, answer in answers.items():
            field = opened.field(name)
            given[field.name] = value_of(field, answer)
        uploads = dict(opened.uploads) | {
            opened.field(name).name: file for name, file in (files or {}).items()
        }
        words = {**opened.place, "token": opened.form.token, "answers": given}
        return await self._act("submit", words, uploads, Opened(opened.form, opened.place, given, uploads))

    async def close(self, opened: Answered, answers: Mapping[str, Answer]) -> None:
        """Close a form in which these answers were typed, without handing it in."""
        if not isinstance(opened, Opened):
            raise NotThere(f"No form is open, but: {opened}.")
        words = {"token": opened.form.token, "answers": dict(answers)}
        await self._playground.post(self._path("closed"), words)

    async def lookup(self, opened: Answered, field: str, typed: str) -> list[Choice]:
        """What a searched field offers for these words."""
        if not isinstance(opened, Opened):
            raise NotThere(f"No form is open, but: {opened}.")
        asked = opened.field(field)
        if asked.choices is not None:
            return [choice for choice in asked.choices if typed.casefold() in choice.label.casefold()]
        words = {"token": opened.form.token, "field": asked.name, "typed": typed}
        answer = await self._playground.post(self._path("lookup"), words)
        return [Choice(**choice) for choice in answer["choices"]]

    async def conversations(self) -> list[dict[str, Any]]:
        """This person's conversations: id, kind, name, topic, unread."""
        listed: list[dict[str, Any]] = (await self._playground.get(self._path("conversations")))[
            "conversations"
        ]
        return listed

    async def messages(self, conversation: str = "") -> list[Heard]:
        """The last messages of a conversation, named by its id or its name; "" is the one with the bot."""
        named = {each["name"]: each["id"] for each in await self.conversations()}
        where = named.get(conversation, conversation)
        read = await self._playground.get(self._path("messages"), conversation=where)
        if "messages" not in read:
            raise NotThere(read["sentence"])
        return [heard(each) for each in read["messages"]]

    async def home(self) -> Card:
        """The card of what awaits this person."""
        return card_from((await self._playground.get(self._path("home")))["card"])

    async def _act(
        self,
        name: str,
        words: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
        before: Opened | None = None,
    ) -> Answered:
        answer = await self._playground.post(self._path(name), words, files)
        match answer["reply"]:
            case "show":
                return heard(answer["message"])
            case "open":
                return _opened(answer, words, before)
            case "problems":
                return ShowErrors(answer["by_field"])
            case "sorry":
                return ShowRefusal(answer["sentence"])
            case _:
                return None

    def _path(self, name: str) -> str:
        return f"/api/as/{self.person}/{name}"


def _opened(answer: Mapping[str, Any], words: Mapping[str, Any], before: Opened | None) -> Opened:
    form = form_from(answer["form"])
    place = {name: words[name] for name in ("conversation", "message", "root") if words.get(name)}
    answers, uploads = initial(form), dict(before.uploads) if before else {}
    if before:
        kinds = {(field.name, field.kind) for field in before.form.fields}
        same: Sequence[str] = [field.name for field in form.fields if (field.name, field.kind) in kinds]
        answers |= {name: before.answers[name] for name in same if name in before.answers}
        uploads = {name: file for name, file in uploads.items() if name in same}
    return Opened(form, place, answers, uploads)


def _form_data(words: Mapping[str, Any], files: Mapping[str, Upload]) -> FormData:
    data = FormData(quote_fields=False)
    data.add_field("json", json.dumps(dict(words)))
    for name, file in files.items():
        data.add_field(f"file:{name}", BytesIO(file.data), filename=file.name, content_type=file.media)
    return data
