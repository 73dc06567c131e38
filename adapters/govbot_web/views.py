"""What a person sees: the page, the people to play, their conversations, and what awaits them."""

from __future__ import annotations

import asyncio
import contextlib
import json
from itertools import groupby
from typing import Any

from aiohttp import web

from govbot_web import instants
from govbot_web.body import UNREADABLE, Unreadable
from govbot_web.chat import account_of
from govbot_web.context import PlaygroundContext
from govbot_web.hub import Notice

PAGE = 60  # messages at a time
HEARTBEAT = 15.0  # seconds
RETRY = b"retry: 1000\n"  # milliseconds until a page whose line broke comes back


class Views:
    """The handlers of GETs."""

    def __init__(self, context: PlaygroundContext) -> None:
        self._context = context

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/", self.page),
            web.get("/api/world", self.world),
            web.get("/api/people", self.people),
            web.get("/api/as/{person}/conversations", self.conversations),
            web.get("/api/as/{person}/messages", self.messages),
            web.get("/api/as/{person}/home", self.home),
            web.get("/api/as/{person}/events", self.events),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """The page itself; its contents come in pieces."""
        context = self._context
        people = {person.id: person for person in await context.controls.people()}
        tips = [(tip, people[tip.person]) for tip in await context.controls.guide() if tip.person in people]
        facts: dict[str, Any] = {
            "token": context.token,
            "tips": tips,
            "notice": context.chat.transcript.notice,
        }
        facts |= {"now": context.controls.now(), "idle": context.controls.idle()}
        facts |= {word: context.controls.say(f"{{{word}}}") for word in ("agency", "an_agency")}
        return web.Response(text=context.draw.page("page.html", **facts), content_type="text/html")

    async def world(self, request: web.Request) -> web.Response:
        """What a script, or the page, must know first."""
        context = self._context
        guide = [tip.person for tip in await context.controls.guide()]
        first = next(iter([*guide, *(person.id for person in await context.controls.people())]), "")
        words = [{"word": word, "label": label} for word, label in context.bot.words()]
        return web.json_response({"token": context.token, "first": first, "words": words, **clock(context)})

    async def people(self, request: web.Request) -> web.Response:
        """Everybody who may be played, by group, with how much awaits each."""
        people, waiting = await self._context.controls.people(), await self._context.controls.waiting()
        groups = [(group, list(those)) for group, those in groupby(people, key=lambda person: person.group)]
        html = self._context.draw.page("people.html", groups=groups, waiting=waiting)
        listed = [
            {
                "id": person.id, "name": person.name, "email": person.email, "agency": person.agency,
                "group": person.group, "waiting": waiting.get(person.id, 0),
            }
            for person in people
        ]  # fmt: skip
        return web.json_response({"people": listed, "html": html})

    async def conversations(self, request: web.Request) -> web.Response:
        """The conversations of a person, and how many things await them."""
        person = await self._context.person(request)
        listed = self._context.conversations(person.id)
        waiting = (await self._context.controls.waiting()).get(person.id, 0)
        facts = {"conversations": listed, "person": person, "waiting": waiting}
        rail = self._context.draw.page("conversations.html", **facts)
        me = self._context.draw.page("me.html", **facts)
        own = {"name": person.name, "waiting": waiting}
        return web.json_response({"conversations": listed, "html": rail, "me": me, "person": own})

    async def messages(self, request: web.Request) -> web.Response:
        """The last messages of a conversation, or those before a given one."""
        person = (await self._context.person(request)).id
        name = self._context.conversation(request.query.get("conversation", ""), person)
        before = request.query.get("before", "")
        if before and not before.isdecimal():
            raise Unreadable(400, UNREADABLE)
        messages = self._context.chat.transcript.of(name, person)
        if before:
            messages = [message for message in messages if message.seq < int(before)]
        drawn = await self._context.draw.messages(messages[-PAGE:], person)
        return web.json_response({"conversation": name, "messages": drawn, "earlier": len(messages) > PAGE})

    async def home(self, request: web.Request) -> web.Response:
        """What awaits this person, and what they can do."""
        person = await self._context.person(request)
        return web.json_response(self._context.draw.card(await self._context.bot.home(account_of(person.id))))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events, for as long as the page is open."""
        person = (await self._context.person(request)).id
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
        )
        await response.prepare(request)
        with self._context.hub.watching(person) as page, contextlib.suppress(ConnectionError):
            await response.write(RETRY + _event("hello", {"token": self._context.token}))
            while True:
                try:
                    notice = await asyncio.wait_for(page.next(), HEARTBEAT)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if notice is None:
                    break
                await response.write(_event(notice.kind, await self._about(notice, person)))
        return response

    async def _about(self, notice: Notice, person: str) -> dict[str, Any]:
        message = self._context.chat.transcript.messages.get(notice.about)
        if notice.kind == "message" and message:
            return await self._context.draw.message(message, person)
        return clock(self._context) if notice.kind == "clock" else {"id": notice.about}


def clock(context: PlaygroundContext) -> dict[str, str]:
    """The rehearsal's time, for the page's head."""
    now, zone = context.controls.now(), context.controls.zone
    local = now.astimezone(zone)
    return {"now": now.isoformat(), "moment": instants.moment(now, zone), "local": f"{local:%Y-%m-%dT%H:%M}"}


def _event(kind: str, data: dict[str, Any]) -> bytes:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n".encode()
