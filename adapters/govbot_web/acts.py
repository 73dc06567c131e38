"""What a person does: types, presses, hands in a form. Each is one call of the bot."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from govbot.adapter_api.answers import Answer
from govbot.core.cards.vocabulary import Reply, ShowRefusal
from govbot_web.body import UNREADABLE, Body, Unreadable, read
from govbot_web.chat import account_of, direct
from govbot_web.context import PlaygroundContext
from govbot_web.draw import BOT
from govbot_web.hub import Notice
from govbot_web.plain import choices_plain
from govbot_web.replies import Place

COMMAND = "/gov"
MOST_TYPED = 20_000
TOO_LONG = "That is longer than a message may be: shorten it, or hand it in as a file."


class Acts:
    """The handlers of POSTs that a person of the rehearsal sends."""

    def __init__(self, context: PlaygroundContext) -> None:
        self._context = context

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        names = ("command", "say", "press", "submit", "closed", "lookup", "record", "read", "dismiss")
        return [web.post(f"/api/as/{{person}}/{name}", getattr(self, name)) for name in names]

    async def command(self, request: web.Request) -> web.Response:
        """A command was typed: "/gov status"."""
        body, place = await self._begin(request)
        text = _typed(body)
        words = text.removeprefix(COMMAND).strip()
        reply = await self._context.bot.command(account_of(place.person), words, place.conversation)
        if not isinstance(reply, ShowRefusal):
            self._say(place, text, private=True)
        return await self._answer(reply, place)

    async def say(self, request: web.Request) -> web.Response:
        """Words were typed: the bot hears those to itself, in a thread, or that name it."""
        body, place = await self._begin(request)
        text = _typed(body)
        self._say(place, text)
        if place.conversation != direct(place.person) and not place.root and f"@{BOT}" not in text.casefold():
            return web.json_response({"reply": "said"})
        account = account_of(place.person)
        return await self._answer(
            await self._context.bot.said(account, text, place.conversation, place.root), place
        )

    async def press(self, request: web.Request) -> web.Response:
        """A button was pressed."""
        body, place = await self._begin(request)
        return await self._answer(
            await self._context.bot.press(account_of(place.person), body.text("value")), place
        )

    async def submit(self, request: web.Request) -> web.Response:
        """A form was handed in."""
        body, place = await self._begin(request)
        account, answers = account_of(place.person), _answers(body)
        return await self._answer(
            await self._context.bot.submit(account, body.text("token"), answers, body.uploads), place
        )

    async def closed(self, request: web.Request) -> web.Response:
        """A form was closed without being handed in: what was typed is kept."""
        body, place = await self._begin(request)
        await self._context.bot.closed(account_of(place.person), body.text("token"), _answers(body))
        return web.json_response({"reply": "kept"})

    async def lookup(self, request: web.Request) -> web.Response:
        """The choices of a long list that match what was typed."""
        body, place = await self._begin(request)
        account = account_of(place.person)
        choices = await self._context.bot.lookup(
            account, body.text("token"), body.text("field"), body.text("typed")
        )
        return web.json_response({"choices": choices_plain(choices)})

    async def record(self, request: web.Request) -> web.Response:
        """The shortcut on somebody's message: record it as feedback."""
        _, place = await self._begin(request)
        message = place.message
        if message is None or not message.author:
            raise Unreadable(404, "This message is no longer here: choose another one.")
        reply = await self._context.bot.record_as_feedback(
            account_of(place.person),
            account_of(message.author),
            message.at,
            message.words,
            place.conversation,
        )
        return await self._answer(reply, place)

    async def read(self, request: web.Request) -> web.Response:
        """A conversation was read to its end."""
        _, place = await self._begin(request)
        messages = self._context.chat.transcript.of(place.conversation, place.person)
        if messages:
            self._context.chat.transcript.mark_read(place.person, place.conversation, messages[-1].seq)
        return web.json_response({"reply": "read"})

    async def dismiss(self, request: web.Request) -> web.Response:
        """A message that this person alone sees may go."""
        _, place = await self._begin(request)
        if place.message and place.message.only_for == place.person:
            self._context.chat.drop(place.message)
        return web.json_response({"reply": "dismissed"})

    async def _begin(self, request: web.Request) -> tuple[Body, Place]:
        person = await self._context.person(request)
        body = await read(request)
        return body, self._context.place(body, person.id)

    async def _answer(self, reply: Reply, place: Place) -> web.Response:
        answer = await self._context.replies.answer(reply, place)
        self._context.hub.tell(Notice("world"))
        return web.json_response(answer)

    def _say(self, place: Place, text: str, private: bool = False) -> None:
        own = place.person if private and place.conversation != direct(place.person) else ""
        now = self._context.controls.now()
        self._context.chat.add(
            place.conversation, now, author=place.person, words=text, root=place.root, only_for=own
        )


def _typed(body: Body) -> str:
    text = body.text("text").strip()
    if not text:
        raise Unreadable(400, "Type something first.")
    if len(text) > MOST_TYPED:
        raise Unreadable(400, TOO_LONG)
    return text


def _answers(body: Body) -> dict[str, Answer]:
    """The answers by field name; nothing chosen or typed is None."""
    given = body.words.get("answers", {})
    if not isinstance(given, dict) or not all(map(_is_answer, given.values())):
        raise Unreadable(400, UNREADABLE)
    return {name: None if value == "" else value for name, value in given.items()}


def _is_answer(value: Any) -> bool:
    return (
        value is None
        or isinstance(value, str | bool)
        or (isinstance(value, list) and all(isinstance(each, str) for each in value))
    )
