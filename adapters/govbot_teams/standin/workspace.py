"""The stand-in as a whole: a tenant with its people, on loopback, and the bot that it talks to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

import aiohttp
from aiohttp import web

from govbot_teams.endpoint import PATH
from govbot_teams.settings import TeamsSettings
from govbot_teams.standin.checks import check_size
from govbot_teams.standin.faults import Fault
from govbot_teams.standin.identity import PASSWORD
from govbot_teams.standin.pace import Pace
from govbot_teams.standin.payloads import Payloads
from govbot_teams.standin.person import Person
from govbot_teams.standin.server import Server
from govbot_teams.standin.world import APP, BOT, TENANT, Conversation, Message, User, World

if TYPE_CHECKING:
    from govbot_teams.adapter import TeamsAdapter

Dict = dict[str, Any]
CHANNELS = ("steering", "announcements", "operator")


class RequestRefused(AssertionError):
    """The bot did not take an activity: its HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class Workspace:
    """People are (name, e-mail address). `patience` is how long a call may take, in seconds.

    `now` is the clock of Teams' limits, in seconds; without it nothing is limited.
    """

    def __init__(
        self, *people: tuple[str, str], patience: float = 10.0, now: Callable[[], float] | None = None
    ) -> None:
        self.world = World()
        self.server = Server(self.world, pace=Pace(now) if now else None)
        self.patience = patience
        self._runners: list[web.AppRunner] = []
        self._adapter: TeamsAdapter | None = None
        for name, email in people:
            self.add(name, email)
        self.channels = {name: self.add_channel(name).id for name in CHANNELS}

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.patience))
        self.server.address = await self.listen(self.server.app())
        self.payloads = Payloads(self.world, f"{self.server.address}/teams/")
        return self

    async def __aexit__(self, *what: object) -> None:
        if self._adapter is not None:
            await self._adapter.stop()
        await self.session.close()
        for runner in self._runners:
            await runner.cleanup()

    # Who and what is there ----------------------------------------------------------------------------

    def add(self, name: str, email: str, **marks: Any) -> Person:
        """A new person; `marks` are fields of `User` (tenant="…", role="guest", installed=False …)."""
        user = User(self.world.uuid(), name, email, **marks)
        self.world.users[user.id] = user
        return Person(self, user)

    def add_channel(self, name: str, *members: Person) -> Conversation:
        """A new channel with the bot as a member; without named members, everybody is in it."""
        place = Conversation(f"19:{name}@thread.tacv2", "channel", name)
        place.members = {member.user.id for member in members} or set(self.world.users)
        self.world.conversations[place.id] = place
        return place

    def add_chat(self, name: str, *members: Person) -> Conversation:
        """A new group chat with the bot in it."""
        place = Conversation(
            f"19:{name}@thread.v2", "groupChat", name, {member.user.id for member in members}
        )
        self.world.conversations[place.id] = place
        return place

    def person(self, email: str) -> Person:
        """The person of this e-mail address."""
        return Person(self, self.world.user(email))

    def named(self, name: str) -> str:
        """The id of the conversation of this name or id."""
        for place in self.world.conversations.values():
            if name in (place.id, place.name):
                return place.id
        return name

    def rooms(self) -> list[Conversation]:
        """The group chats."""
        return [place for place in self.world.conversations.values() if place.kind == "groupChat"]

    def posted(self) -> list[Message]:
        """Everything that the bot has posted, oldest first."""
        messages = [
            message
            for place in self.world.conversations.values()
            for message in place.messages
            if message.sender == BOT
        ]
        return sorted(messages, key=lambda message: int(message.id))

    def fail(self, fault: Fault) -> None:
        """Inject a fault into the next calls."""
        self.server.faults.add(fault)

    # The bot ------------------------------------------------------------------------------------------

    def settings(self, **changes: Any) -> TeamsSettings:
        """The settings for an adapter of this tenant."""
        known: Dict = {"app_id": APP, "app_password": PASSWORD, "tenant": TENANT, "graph": True}
        more: Dict = {"catalog_id": "catalog-app", "stand_in": self.server.address}
        channels = {"operations" if name == "operator" else name: id for name, id in self.channels.items()}
        return TeamsSettings(**{**known, **more, **channels, **changes})

    async def serve(self, adapter: TeamsAdapter) -> None:
        """Start an adapter on loopback, in place of an earlier one; it is stopped with the workspace."""
        if self._adapter is not None:
            await self._adapter.stop()
        self._adapter = adapter
        await adapter.start()
        self.bot_address = await self.listen(adapter.app) + PATH

    async def listen(self, app: web.Application) -> str:
        """Serve an application on a free port of loopback; its address."""
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self._runners.append(runner)
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def send(self, activity: Dict, token: str | None = None) -> tuple[int, bytes]:
        """Send an activity, signed as Teams signs or with this token ("" for none); status and body."""
        signed = self.server.identity.sign(str(activity.get("serviceUrl"))) if token is None else token
        headers = {"Authorization": f"Bearer {signed}"} if signed else {}
        async with self.session.post(self.bot_address, json=activity, headers=headers) as answer:
            return answer.status, await answer.read()

    async def deliver(self, activity: Dict) -> bytes:
        """Deliver an activity; returns the body of its answer. Raises RequestRefused."""
        status, body = await self.send(activity)
        if not 200 <= status < 300:
            raise RequestRefused(status)
        return body

    async def invoke(self, activity: Dict) -> Dict:
        """Deliver an invoke; returns its answer, whose size is checked."""
        body = await self.deliver(activity)
        check_size(len(body))
        answer: Dict = json.loads(body or b"{}")
        return answer

    async def settled(self) -> None:
        """Wait until the bot's background tasks and its calls are done."""
        if self._adapter is not None:
            await self._adapter.finish()
        while self.server.under_way:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
