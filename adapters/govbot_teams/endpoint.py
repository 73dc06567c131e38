"""Receives Teams' requests over HTTP, and refuses those without a valid Microsoft token."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from aiohttp import web

from govbot.adapter_api.requests import body_of, is_encoded
from govbot_teams import limits
from govbot_teams.errors import NotOurs
from govbot_teams.keys import NoKeys
from govbot_teams.sdk_turns import Answer
from govbot_teams.text import dumped
from govbot_teams.tokens import Checks, Denied

log = logging.getLogger(__name__)
PATH = "/api/messages"
BODY_SECONDS = 5.0

Enter = Callable[[Mapping[str, Any], Mapping[str, Any]], Awaitable[Answer]]
Session = Callable[[], aiohttp.ClientSession]


class Endpoint:
    """Checks requests, and passes their activities on."""

    def __init__(self, checks: Checks, session: Session, enter: Enter, unchecked: bool = False) -> None:
        self._checks = checks
        self._session = session
        self._enter = enter
        self._unchecked = unchecked

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Answer one request. Its sender is checked before its body is read.

        401 or 403 for what is not Teams', 415 for a compressed body, 413 or 408 for too much or too slow, 400
        for no activity, 503 while Microsoft's keys cannot be had.
        """
        header = request.headers.get("Authorization", "")
        if not header and not self._unchecked:
            return _closed(401)
        if is_encoded(request):
            return _closed(415, "Teams sends nothing compressed.")
        try:
            claims = await self._checks.sender(header, self._session(), request.remote or "")
            answer = await self._read(request, claims)
        except Denied as denied:
            return _closed(denied.status, str(denied))
        except NotOurs:
            return _closed(403, "The service address is not Teams' own.")
        except NoKeys:
            return _closed(503, "Nobody can tell for now whether this is Teams.")
        if isinstance(answer, web.Response):
            return answer
        if answer.body is None:
            return web.Response(status=answer.status)
        return web.Response(status=answer.status, body=dumped(answer.body), content_type="application/json")

    async def _read(self, request: web.Request, claims: Mapping[str, Any]) -> Answer | web.Response:
        """Read the activity and hand it on. Raises Denied and NotOurs."""
        try:
            async with asyncio.timeout(BODY_SECONDS):
                data = await body_of(request, limits.REQUEST_BYTES)
        except TimeoutError:
            return _closed(408)
        if data is None:
            return _closed(413)
        activity = _activity(data)
        if activity is None:
            return _closed(400)
        self._checks.compare(claims, activity)
        return await self._enter(activity, claims)


def _activity(data: bytes) -> dict[str, Any] | None:
    try:
        activity = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(activity, dict) or not isinstance(activity.get("type"), str):
        return None
    return activity


def _closed(status: int, why: str = "") -> web.Response:
    log.warning("A request was turned away: HTTP %s. %s", status, why)
    return web.Response(status=status, text="")
