"""Slack's side of HTTP: the Web API, `response_url`s, files, and the address of Socket Mode."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from govbot_slack.standin import chat_api
from govbot_slack.standin.faults import Faults
from govbot_slack.standin.methods import METHODS, SCOPES, Method
from govbot_slack.standin.pace import Pace
from govbot_slack.standin.sockets import Sockets
from govbot_slack.standin.world import SlackSays, World

Dict = dict[str, Any]
BOT_TOKEN = "xoxb-standin"  # noqa: S105
APP_TOKEN = "xapp-standin"  # noqa: S105


@dataclass
class Server:
    """`pace` is None where nothing waits (a tour). `calls` counts what was taken, by method."""

    world: World
    sockets: Sockets
    faults: Faults = field(default_factory=Faults)
    pace: Pace | None = None
    scopes: frozenset[str] = SCOPES
    calls: Counter[str] = field(default_factory=Counter)
    under_way: int = 0
    address: str = ""

    def app(self) -> web.Application:
        """The aiohttp application."""
        app = web.Application(client_max_size=30 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{name}", self._respond)
        app.router.add_get("/files/{id}/{name}", self._file)
        app.router.add_post("/upload/{id}", self._upload)
        app.router.add_get("/link", self.sockets.accept)
        return app

    async def _api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]

        async def answer() -> web.StreamResponse:
            if name == "apps.connections.open":
                return self._link(request)
            try:
                return _said({"ok": True, **await self._call(name, request)})
            except SlackSays as no:
                return _no(no)

        return await self._with_faults(name, request, answer)

    async def _call(self, name: str, request: web.Request) -> Dict:
        asked = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or asked.get("token", "")
        if not token:
            raise SlackSays("not_authed")
        if token != BOT_TOKEN:
            raise SlackSays("invalid_auth")
        method = METHODS.get(name)
        if method is None:
            raise SlackSays("unknown_method", req_method=name)
        self._check_scopes(method, asked)
        if method.reads and request.content_type == "application/json":
            asked = {}  # what reads takes forms only, and finds nothing in JSON
        return self._do(name, method, asked)

    def _check_scopes(self, method: Method, asked: Dict) -> None:
        """One of the method's scopes; where they differ by the kind of conversation, that kind's."""
        place = self.world.conversations.get(str(asked.get("channel", "")))
        needed = (method.by_kind[place.kind],) if method.by_kind and place else method.scopes
        if needed and not self.scopes & set(needed):
            raise SlackSays("missing_scope", needed=",".join(needed), provided=",".join(self.scopes))

    def _do(self, name: str, method: Method, asked: Dict) -> Dict:
        if self.pace is not None:
            self.pace.take(name, method.per_minute, str(asked.get("channel", "")))
        answer = method.do(self.world, asked)
        self.calls[name] += 1
        return answer

    def _link(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {APP_TOKEN}":
            return _said({"ok": False, "error": "invalid_auth"})
        ticket = self.sockets.ticket()
        return _said({"ok": True, "url": f"{self.address.replace('http', 'ws', 1)}/link?ticket={ticket}"})

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        async def answer() -> web.StreamResponse:
            try:
                chat_api.respond(self.world, request.match_info["name"], await request.json())
            except SlackSays as no:
                return web.Response(status=404, text=str(no))
            self.calls["response_url"] += 1
            return web.Response(text="ok")

        return await self._with_faults("response_url", request, answer)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        async def answer() -> web.StreamResponse:
            if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}":
                # Slack sends whoever has no token to its page for signing in.
                return web.Response(status=302, headers={"Location": "https://slack.com/signin"})
            _, media, data = self.world.files[request.match_info["id"]]
            return web.Response(body=data, headers={"Content-Type": media})

        return await self._with_faults("files", request, answer)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        async def answer() -> web.StreamResponse:
            if "Authorization" in request.headers:
                return web.Response(status=400, text="the address is the permission: no token belongs here")
            self.world.uploads[request.match_info["id"]].data = await request.read()
            return web.Response(text="OK")

        return await self._with_faults("upload", request, answer)

    async def _with_faults(
        self, name: str, request: web.Request, answer: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        fault = self.faults.next(name)
        self.under_way += 1
        try:
            match fault.kind if fault else "":
                case "drop before":
                    return _dropped(request)
                case "drop after":
                    await answer()
                    return _dropped(request)
                case "delay":
                    assert fault is not None
                    await asyncio.sleep(fault.seconds)
                case "ratelimited":
                    assert fault is not None
                    return _no(SlackSays("ratelimited", retry_after=int(fault.seconds)))
                case "error":
                    assert fault is not None
                    return _no(SlackSays(fault.name))
                case "status":
                    assert fault is not None
                    return web.Response(status=fault.status, text="<html>no</html>", content_type="text/html")
                case "redirect":
                    assert fault is not None
                    return web.Response(status=302, headers={"Location": fault.name})
                case _:
                    pass
            return await answer()
        finally:
            self.under_way -= 1


async def _arguments(request: web.Request) -> Dict:
    asked: Dict = dict(request.query)
    if request.content_type == "application/json":
        sent: Dict = await request.json()
        return asked | sent
    form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    for name in {"blocks", "metadata", "view"} & form.keys():
        form[name] = json.loads(form[name])
    return asked | form


def _said(answer: Dict) -> web.Response:
    return web.json_response(answer)


def _no(no: SlackSays) -> web.Response:
    wait = no.more.pop("retry_after", None)
    headers = {"Retry-After": str(wait)} if wait is not None else {}
    answer = {"ok": False, "error": no.error, **no.more}
    return web.json_response(answer, status=429 if headers else 200, headers=headers)


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
