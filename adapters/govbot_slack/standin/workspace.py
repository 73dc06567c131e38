"""The stand-in as a whole: a workspace with its people, on loopback, and the bot that it talks to."""

from __future__ import annotations

import asyncio
import mimetypes
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self

import aiohttp
from aiohttp import web

from govbot_slack.settings import SlackSettings
from govbot_slack.standin.delivery import Delivery, OverHttp, OverSocket
from govbot_slack.standin.faults import Fault, Faults
from govbot_slack.standin.methods import SCOPES
from govbot_slack.standin.pace import Pace
from govbot_slack.standin.payloads import Payloads
from govbot_slack.standin.person import Person
from govbot_slack.standin.server import APP_TOKEN, BOT_TOKEN, Server
from govbot_slack.standin.sockets import Sockets
from govbot_slack.standin.subscriptions import SUBSCRIBED, is_heard
from govbot_slack.standin.users_api import BOT
from govbot_slack.standin.world import Conversation, Message, User, World

if TYPE_CHECKING:
    from govbot_slack.adapter import SlackAdapter

Dict = dict[str, Any]
SECRET = "standin-signing-secret"  # noqa: S105
CHANNELS = ("steering", "announcements", "operator")


class Workspace:
    """People are (name, e-mail address). `paced` turns Slack's rate limits on; `patience` is in seconds.

    `now` is the clock of triggers, time stamps and rate limits, in seconds since 1970.
    """

    def __init__(
        self,
        *people: tuple[str, str],
        enterprise: str = "",
        paced: bool = False,
        patience: float = 3.0,
        now: Callable[[], float] = time.time,
        scopes: Iterable[str] = SCOPES,
        events: Iterable[str] = SUBSCRIBED,
    ) -> None:
        self.events = frozenset(events)
        self.world = World(enterprise=enterprise, now=now)
        self.world.users[BOT] = User(BOT, "govbot", "", self.world.team, enterprise, is_bot=True)
        self.faults = Faults()
        self.sockets = Sockets()
        pace = Pace(now) if paced else None
        self.server = Server(self.world, self.sockets, self.faults, pace, frozenset(scopes))
        self.patience = patience
        self._runners: list[web.AppRunner] = []
        self._adapter: SlackAdapter | None = None
        self._tasks: list[asyncio.Task[None]] = []
        for name, email in people:
            self.add(name, email)
        self.channels = {name: self.add_channel(name).id for name in CHANNELS}

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        self.server.address = await self.listen(self.server.app())
        self.world.address = self.server.address
        self.payloads = Payloads(self.world, self.server.address)
        return self

    async def __aexit__(self, *what: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._adapter is not None:
            await self._adapter.stop()
        await self.sockets.close()
        await self.session.close()
        for runner in self._runners:
            await runner.cleanup()

    # Who and what is there ----------------------------------------------------------------------------

    def add(self, name: str, email: str, **marks: Any) -> Person:
        """A new person; `marks` are fields of `User` (team="T0OTHER", deleted=True, restricted=True …)."""
        own = {"team": self.world.team, "enterprise": self.world.enterprise}
        user = User(self.world.id("U"), name, email, **(own | marks))
        self.world.users[user.id] = user
        return Person(self, user)

    def add_channel(
        self, name: str, *members: Person, private: bool = False, bot: bool = True
    ) -> Conversation:
        """A new channel, with the bot as a member; without named members, everybody is in it."""
        users = {member.user.id for member in members} or set(self.world.users)
        kind = Conversation(self.world.id("C"), "private" if private else "public", name)
        kind.members = users | {BOT} if bot else users - {BOT}
        self.world.conversations[kind.id] = kind
        return kind

    def person(self, email: str) -> Person:
        """The person of this e-mail address."""
        return Person(self, next(user for user in self.world.users.values() if user.email == email))

    def channel(self, name: str) -> Conversation:
        """The conversation of this name or id."""
        name = self.channels.get(name, name).removeprefix("#")
        return next(place for place in self.world.conversations.values() if name in (place.id, place.name))

    def rooms(self) -> list[Conversation]:
        """The private channels."""
        return [place for place in self.world.conversations.values() if place.kind == "private"]

    # The bot ------------------------------------------------------------------------------------------

    def settings(self, **changes: Any) -> SlackSettings:
        """The settings for an adapter of this workspace."""
        place = {"enterprise": self.world.enterprise} if self.world.enterprise else {"team": self.world.team}
        base = f"{self.server.address}/api/"
        known: Dict = {
            "bot_token": BOT_TOKEN,
            "signing_secret": SECRET,
            "app_token": APP_TOKEN,
            "base_url": base,
        }
        return SlackSettings(**{**known, **place, **self._channel_settings(), **changes})

    def _channel_settings(self) -> dict[str, str]:
        return {"operations" if name == "operator" else name: id for name, id in self.channels.items()}

    async def serve(self, adapter: SlackAdapter, socket_mode: bool = False) -> None:
        """Start an adapter on loopback, in place of an earlier one; it is stopped with the workspace."""
        if self._adapter is not None:
            await self._adapter.stop()
        self._adapter = adapter
        await adapter.start()
        if socket_mode:
            self._tasks.append(asyncio.create_task(adapter.run_socket_mode()))
            self.delivery: Delivery = OverSocket(self.sockets)
        else:
            self.connect(await self.listen(adapter.app) + "/slack/events")

    def connect(self, address: str, secret: str = SECRET) -> OverHttp:
        """Talk to an adapter that runs at this address already."""
        self.delivery = delivery = OverHttp(address, secret, self.session)
        return delivery

    async def listen(self, app: web.Application) -> str:
        """Serve an application on a free port of loopback; its address."""
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self._runners.append(runner)
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def send(self, kind: str, payload: Dict) -> Dict:
        """Deliver a payload to the adapter; the body of its answer."""
        return await self.delivery.send(kind, payload)

    async def tell(self, event: Dict) -> bool:
        """Deliver an event, if the app hears of it; whether it does."""
        heard = is_heard(event, self.events, self.server.scopes)
        if heard:
            await self.send("events_api", self.payloads.event(event))
        return heard

    async def deactivate(self, person: Person) -> None:
        """Switch an account off; Slack tells the app."""
        person.user.deleted = True
        changed = {"id": person.user.id, "team_id": person.user.team, "deleted": True}
        await self.tell({"type": "user_change", "user": changed})

    def upload(self, name: str, data: bytes, media: str = "") -> Dict:
        """A file that somebody has chosen in a form, as Slack describes it: its kind by its name."""
        media = media or mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = self.world.id("F")
        self.world.files[file] = (name, media, data)
        address = f"{self.server.address}/files/{file}/{name}"
        return {"id": file, "name": name, "mimetype": media, "size": len(data), "url_private": address}

    def fail(self, fault: Fault) -> None:
        """Inject a fault into the next calls."""
        self.faults.add(fault)

    def posted(self) -> list[Message]:
        """Everything that the bot has posted, oldest first."""
        messages = [
            message
            for place in self.world.conversations.values()
            for message in place.messages
            if message.user == BOT
        ]
        return sorted(messages, key=lambda message: float(message.ts))

    # Waiting ------------------------------------------------------------------------------------------

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until something has happened and the bot is quiet; at most `patience`."""
        await self.settled()
        end = asyncio.get_running_loop().time() + self.patience
        while not happened() and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await self.settled()

    async def settled(self) -> None:
        """Wait until the bot's background tasks and its calls are done."""
        if self._adapter is not None:
            await self._adapter.finish()
        while self.server.under_way:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
