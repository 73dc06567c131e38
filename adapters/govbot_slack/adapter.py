"""Builds, starts and stops the Slack adapter."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from govbot.adapter_api.chat import ChatRefusesGovbot, DeliveryOutcomeUnknown, RetryLater
from govbot.adapter_api.settings import UnsafeSettings
from govbot.bot import Bot
from govbot_slack import api
from govbot_slack.chat import SlackChat
from govbot_slack.context import AdapterContext
from govbot_slack.endpoint import PATH, Endpoint
from govbot_slack.listeners import Identity, listen
from govbot_slack.settings import SlackSettings
from govbot_slack.socket_state import SocketState

log = logging.getLogger(__name__)
PING_SECONDS = 5.0
ROOMS = "Rooms in Slack: govbot opens private channels; the {liaison} may link one with “/gov link” instead."


class SlackAdapter:
    """The Slack adapter (`govbot.adapter_api.adapter.Adapter`); the courier sends through `chat`."""

    def __init__(self, bot: Bot, settings: SlackSettings, now: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._slack = api.client(settings)
        self._context = AdapterContext(bot, settings, self._slack)
        self._identity = Identity()
        self._bolt = listen(self._context, self._identity)
        self._endpoint = Endpoint(self._bolt, settings.signing_secret.get_secret_value(), now)
        self._socket: AsyncSocketModeHandler | None = None
        self.socket_state = SocketState(settings.connections)
        self.chat = SlackChat(self._slack, settings, self.socket_state.problems)
        self.app = web.Application()
        self.mount(self.app)
        bot.meet(self.chat)

    def mount(self, app: web.Application) -> None:
        """Add the route to which Slack sends all requests."""
        enter = self._context.background.first(self._endpoint.enter)
        app.router.add_post(PATH, enter)
        app.router.add_get(PATH, enter)  # Slack's look at the certificate alone

    @property
    def notices(self) -> tuple[str, ...]:
        """How a group's room is opened on this chat."""
        return (self._context.bot.say(ROOMS),)

    async def start(self) -> None:
        """Open the session and ask Slack who the bot is.

        Raises UnsafeSettings when Slack names another workspace.
        When Slack can't be reached the bot starts all the same.
        """
        self._slack.session = self._context.session = api.new_session()
        try:
            answer = await api.call(self._slack, "auth.test")
        except ChatRefusesGovbot as refused:
            log.error("%s", refused)
            await self._context.bot.chat_refuses(self.chat.platform, str(refused))
            return
        except (RetryLater, DeliveryOutcomeUnknown) as error:
            log.warning("Slack was not asked who the bot is: %s", error)
            return
        self._identity.user = str(answer.get("user_id") or "")
        self._identity.bot = str(answer.get("bot_id") or "")
        settings = self._settings
        actual = answer.get("enterprise_id") if settings.enterprise else answer.get("team_id")
        if actual != settings.tenant:
            await self.stop()
            raise UnsafeSettings(
                f"The Slack bot token is for {actual}, and the settings name {settings.tenant}."
            )

    async def run(self) -> None:
        """Receive by Socket Mode where an app-level token is set; otherwise Slack calls `mount`'s address."""
        if self._settings.app_token.get_secret_value():
            await self.run_socket_mode()

    async def run_socket_mode(self) -> None:
        """Receive through a WebSocket instead of over HTTP, until cancelled; start the adapter before."""
        token = self._settings.app_token.get_secret_value()
        if not token.strip():
            raise UnsafeSettings(
                "Socket Mode needs Slack's app-level token (xapp-…): create one with connections:write."
            )
        self._socket = AsyncSocketModeHandler(
            self._bolt, token, web_client=self._slack, ping_interval=PING_SECONDS
        )
        if self._settings.is_loopback:
            self._socket.client.proxy = None
        self.socket_state.watch(self._socket)
        await self._socket.client.connect()  # type: ignore[no-untyped-call]
        try:
            await asyncio.Event().wait()
        finally:
            await self._close_socket()

    async def finish(self) -> None:
        """Wait until the background tasks of all answered requests are done."""
        await self._context.background.finish()

    async def stop(self) -> None:
        """Refuse new requests, finish the background tasks, close the session."""
        await self._close_socket()
        await self.finish()
        if self._context.session is not None:
            await self._context.session.close()

    async def _close_socket(self) -> None:
        socket, self._socket = self._socket, None
        self.socket_state.leave()
        if socket is not None:
            await socket.client.close()  # type: ignore[no-untyped-call]
