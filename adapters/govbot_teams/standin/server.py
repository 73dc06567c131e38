"""The stand-in's HTTP server: the connector, the token endpoint, the keys, files; Graph is in graph_api."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from govbot_teams.standin.checks import check_card, check_size
from govbot_teams.standin.faults import Faults
from govbot_teams.standin.graph_api import GraphApi
from govbot_teams.standin.identity import ISSUER, Identity
from govbot_teams.standin.pace import Pace
from govbot_teams.standin.world import BOT, TENANT, Conversation, Message, TeamsSays, User, World

Dict = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Server:
    """`calls` counts what was taken, by call. `pace` is None where nothing waits."""

    world: World
    identity: Identity = field(default_factory=Identity)
    faults: Faults = field(default_factory=Faults)
    pace: Pace | None = None
    calls: Counter[str] = field(default_factory=Counter)
    under_way: int = 0
    address: str = ""

    def __post_init__(self) -> None:
        self.graph = GraphApi(self.world, self.identity)

    def app(self) -> web.Application:
        """The aiohttp application."""
        app = web.Application(client_max_size=30 * 1024 * 1024)
        add = app.router.add_route
        add("GET", "/keys/openid", self._call("keys", self._openid))
        add("GET", "/keys/jwks", self._call("keys", self._jwks))
        add("POST", "/login/{tenant}/oauth2/v2.0/token", self._call("token", self._token))
        add("GET", "/files/{id}", self._call("file", self._file))
        place = "/teams/v3/conversations"
        add("POST", place, self._call("create", self._create))
        add("POST", place + "/{id}/activities", self._call("post", self._post))
        add("PUT", place + "/{id}/activities/{message}", self._call("update", self._update))
        add("GET", place + "/{id}/pagedmembers", self._call("members", self._members))
        add("GET", place + "/{id}/members/{member}", self._call("member", self._member))
        add("*", "/graph/v1.0/{path:.*}", self._call("graph", self.graph.answer))
        return app

    # The calls ----------------------------------------------------------------------------------------

    async def _openid(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self.identity.document(self.address))

    async def _jwks(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self.identity.keys())

    async def _token(self, request: web.Request) -> web.StreamResponse:
        asked = {name: str(value) for name, value in (await request.post()).items()}
        try:
            return web.json_response(self.identity.give(request.match_info["tenant"], asked))
        except TeamsSays as no:
            return web.json_response({"error": no.code}, status=no.status)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        data = self.world.files.get(request.match_info["id"])
        return web.Response(status=404) if data is None else web.Response(body=data)

    async def _create(self, request: web.Request) -> web.StreamResponse:
        asked = await self._asked(request)
        # The SDK writes "tenantID", which Teams reads too: names are compared without regard to case.
        if {name.casefold(): value for name, value in asked.items()}.get("tenantid") != TENANT or (
            asked.get("bot") or {}
        ).get("id") != BOT:
            raise TeamsSays(400, "BadSyntax", "the tenant or the bot is not named")
        user = self.world.user(asked["members"][0]["id"])
        if not user.installed:
            raise TeamsSays(403, "ForbiddenOperationException", "the app is not installed")
        return web.json_response({"id": self.world.personal(user).id}, status=201)

    async def _post(self, request: web.Request) -> web.StreamResponse:
        asked = await self._asked(request)
        named = request.match_info["id"]
        place = self._writable(named)
        message = Message(place.id, self.world.id(), BOT, root=named.partition(";messageid=")[2])
        self._put(message, asked)
        place.messages.append(message)
        return web.json_response({"id": message.id}, status=201)

    async def _update(self, request: web.Request) -> web.StreamResponse:
        asked = await self._asked(request)
        place = self._writable(request.match_info["id"])
        message = place.message(request.match_info["message"])
        if message is None or message.sender != BOT:
            raise TeamsSays(404, "ActivityNotFoundInConversation")
        self._put(message, asked)
        message.redrawn += 1
        message.views.clear()
        return web.json_response({"id": message.id})

    async def _members(self, request: web.Request) -> web.StreamResponse:
        self._check(request)
        place = self._writable(request.match_info["id"])
        size = int(request.query.get("pageSize", "200"))
        if not 50 <= size <= 500:
            raise TeamsSays(400, "BadArgument", "a page has 50 to 500 members")
        listed = [self.world.users[user] for user in sorted(place.members)][:size]
        return web.json_response({"members": [_told(user) for user in listed]})

    async def _member(self, request: web.Request) -> web.StreamResponse:
        self._check(request)
        place = self.world.place(request.match_info["id"])
        user = self.world.user(request.match_info["member"])
        if user.id not in place.members:
            raise TeamsSays(404, "MemberNotFoundInConversation")
        return web.json_response(_told(user))

    # How they are taken -------------------------------------------------------------------------------

    def _check(self, request: web.Request) -> None:
        self.identity.check(request.headers.get("Authorization", ""), ISSUER)

    async def _asked(self, request: web.Request) -> Dict:
        self._check(request)
        body = await request.read()
        check_size(len(body))
        asked: Dict = await request.json()
        return asked

    def _writable(self, named: str) -> Conversation:
        place = self.world.place(named)
        if self.pace is not None:
            self.pace.take(place.id)
        if place.kind == "personal":
            user = self.world.users[next(iter(place.members))]
            if user.blocked or not user.installed:
                raise TeamsSays(403, "MessageWritesBlocked")
        elif not place.bot:
            raise TeamsSays(403, "BotNotInConversationRoster")
        return place

    def _put(self, message: Message, activity: Dict) -> None:
        attachments = activity.get("attachments") or []
        if (
            activity.get("type") != "message"
            or len(attachments) > 1
            or (attachments and activity.get("text"))
        ):
            raise TeamsSays(400, "BadSyntax", "one card, or a text, makes a message")
        if attachments:
            check_card(attachments[0]["content"], self.world.schema)
            message.card = attachments[0]["content"]
        elif activity.get("textFormat") != "plain":
            raise TeamsSays(400, "BadSyntax", "a text is plain here")
        message.text = str(activity.get("text") or "")
        message.summary = str(activity.get("summary") or "")

    def _call(self, name: str, handler: Handler) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                answer = await handler(request)
            except TeamsSays as no:
                return said(no)
            self.calls[name] += 1
            return answer

        async def called(request: web.Request) -> web.StreamResponse:
            self.under_way += 1
            try:
                return await self._with_faults(name, request, answer)
            finally:
                self.under_way -= 1

        return called

    async def _with_faults(self, name: str, request: web.Request, answer: Handler) -> web.StreamResponse:
        fault = self.faults.next(name)
        if fault is None:
            return await answer(request)
        match fault.kind:
            case "delay":
                await asyncio.sleep(fault.seconds)
                return await answer(request)
            case "drop before":
                return _dropped(request)
            case "drop after":
                await answer(request)
                return _dropped(request)
            case "redirect":
                return web.Response(status=307, headers={"Location": fault.code})
            case "status after":
                await answer(request)
            case "status":
                pass
        return said(TeamsSays(fault.status, fault.code, wait=fault.seconds))


def _told(user: User) -> Dict:
    """A member as Teams describes it."""
    account = {"id": user.member, "name": user.name, "aadObjectId": user.id, "tenantId": user.tenant}
    return {**account, "email": user.email, "userPrincipalName": user.email, "userRole": user.role}


def said(no: TeamsSays) -> web.Response:
    """Teams' error response."""
    headers = {"Retry-After": str(int(no.wait))} if no.wait else {}
    error = {"error": {"code": no.code, "message": no.words}}
    return web.json_response(error, status=no.status, headers=headers)


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
