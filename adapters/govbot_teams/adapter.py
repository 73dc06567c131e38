"""Builds, starts and stops the Teams adapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from aiohttp import web

from govbot.adapter_api.pending_files import PendingFiles
from govbot.bot import Bot
from govbot_teams.access import Access
from govbot_teams.chat import TeamsChat
from govbot_teams.context import AdapterContext, UploadLink
from govbot_teams.endpoint import PATH, Endpoint
from govbot_teams.graph import Graph
from govbot_teams.listeners import take
from govbot_teams.pending import Forms
from govbot_teams.references import References
from govbot_teams.sdk_connector import Connectors
from govbot_teams.sdk_turns import Answer, Turns
from govbot_teams.settings import TeamsSettings
from govbot_teams.tokens import Checks

SECONDS = 10.0
ROOMS_BY_GRAPH = "Rooms in Teams: govbot makes group chats itself (Graph)."
ROOMS_BY_HAND = (
    "Rooms in Teams: people make the chat, and the {liaison} links it by “@govbot link” (no Graph)."
)


class TeamsAdapter:
    """The Teams adapter (`govbot.adapter_api.adapter.Adapter`); the courier sends through `chat`."""

    def __init__(self, bot: Bot, settings: TeamsSettings, upload_link: UploadLink | None = None) -> None:
        self._settings = settings
        self._access = Access(settings)
        self._graph = Graph(settings, self._access)
        references = References(bot.recall, bot.keep)
        self.chat = TeamsChat(settings, references, self._graph)
        self._context = AdapterContext(
            bot, settings, self.chat, references, Forms(bot), PendingFiles(), upload_link
        )
        self._endpoint = Endpoint(Checks(settings), self._session, self._enter, settings.unchecked)
        self.app = web.Application()
        self.mount(self.app)
        bot.meet(self.chat)

    def mount(self, app: web.Application) -> None:
        """Add the route to which Teams sends all requests."""
        app.router.add_post(PATH, self._context.background.first(self._endpoint.enter))

    async def start(self) -> None:
        """Open the HTTP session; Teams is not called before its first request."""
        session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=SECONDS, connect=5.0), cookie_jar=aiohttp.DummyCookieJar()
        )
        self._context.session = self._graph.session = session
        settings = self._settings

        async def token() -> str:
            return await self._access.token(settings.hosts.scope, session)

        self.chat.turns = Turns(settings.app_id, Connectors(settings.is_service, token, session))

    @property
    def notices(self) -> tuple[str, ...]:
        """How a group's room is opened on this chat."""
        return (self._context.bot.say(ROOMS_BY_GRAPH if self._settings.graph else ROOMS_BY_HAND),)

    async def run(self) -> None:
        """Do nothing: Teams calls the route that `mount` adds."""

    async def finish(self) -> None:
        """Wait until the background tasks of all answered requests are done."""
        await self._context.background.finish()

    async def stop(self) -> None:
        """Refuse new requests, finish the background tasks, close the session."""
        await self.finish()
        session, self._context.session = self._context.session, None
        self.chat.turns = None
        if session is not None:
            await session.close()

    async def _enter(self, activity: Mapping[str, Any], claims: Mapping[str, Any]) -> Answer:
        turns = self.chat.turns
        if turns is None:
            return Answer(503)
        return await turns.take(activity, claims, lambda incoming: take(self._context, incoming))

    def _session(self) -> aiohttp.ClientSession:
        if self._context.session is None:
            raise web.HTTPServiceUnavailable
        return self._context.session
