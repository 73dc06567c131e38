"""The bot's access tokens: one for each scope, cached, renewed in the background before they expire."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from govbot.adapter_api.chat import ChatRefusesGovbot, RetryLater
from govbot_teams.settings import TeamsSettings

RENEW_BEFORE = 600.0
LEAST_LEFT = 60.0
OPERATOR_SECONDS = 60.0
NO_TOKEN = "Microsoft gives the bot no token ({why}): check GOVBOT_TEAMS_APP_ID and its password."  # noqa: S105
NO_ANSWER = "Microsoft's login gave no answer ({why})."


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    until: float


class Access:
    """Tokens by scope. `now` is a monotonic clock, in seconds."""

    def __init__(self, settings: TeamsSettings, now: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._now = now
        self._tokens: dict[str, _Token] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    async def token(self, scope: str, session: aiohttp.ClientSession) -> str:
        """A token of this scope; "" in the loopback test mode. Raises RetryLater where none can be had."""
        if self._settings.unchecked:
            return ""
        kept = self._tokens.get(scope)
        left = kept.until - self._now() if kept else 0.0
        if left < RENEW_BEFORE:
            asking = self._ask(scope, session)
            if left < LEAST_LEFT:
                await asyncio.shield(asking)
        return self._tokens[scope].text

    def _ask(self, scope: str, session: aiohttp.ClientSession) -> asyncio.Task[None]:
        asking = self._asking.get(scope)
        if asking is None or asking.done():
            asking = self._asking[scope] = asyncio.create_task(self._fetch(scope, session))
            asking.add_done_callback(lambda done: done.cancelled() or done.exception())
        return asking

    async def _fetch(self, scope: str, session: aiohttp.ClientSession) -> None:
        settings = self._settings
        address = f"{settings.hosts.login}/{settings.tenant}/oauth2/v2.0/token"
        asked = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "client_secret": settings.app_password.get_secret_value(),
            "scope": scope,
        }
        try:
            async with session.post(address, data=asked, allow_redirects=False) as answer:
                body = await answer.json(content_type=None)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise RetryLater(NO_ANSWER.format(why=type(error).__name__), 1.0) from error
        if answer.status != 200 or not isinstance(body, dict) or not body.get("access_token"):
            why = body.get("error", "") if isinstance(body, dict) else ""
            said = NO_TOKEN.format(why=why or f"HTTP {answer.status}")
            kind = RetryLater if answer.status >= 500 or answer.status == 429 else ChatRefusesGovbot
            raise kind(said, OPERATOR_SECONDS)
        until = self._now() + float(body.get("expires_in") or 0)
        self._tokens[scope] = _Token(str(body["access_token"]), until)
