"""Microsoft's SDK, file 1 of 2: its connector over our HTTP session, limited to Teams' own addresses."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import ConnectorFactory
from botframework.connector.bot_framework_sdk_client_async import BotFrameworkConnectorConfiguration
from msrest.authentication import Authentication
from msrest.pipeline import Response
from msrest.pipeline.async_abc import AsyncHTTPSender, AsyncPipeline
from msrest.universal_http.aiohttp import AioHttpClientResponse

from govbot_teams.errors import NotOurs, TeamsSays
from govbot_teams.text import dumped

Token = Callable[[], Awaitable[str]]
MOST = 50


class Connectors(ConnectorFactory):  # type: ignore[misc] # the SDK has no types
    """Makes connectors for Teams' own service addresses, and for no other: the token is not sent there."""

    def __init__(
        self, is_service: Callable[[str], bool], token: Token, session: aiohttp.ClientSession
    ) -> None:
        self._is_service = is_service
        self._token = token
        self._session = session
        self._made: dict[str, ConnectorClient] = {}

    async def create(self, service_url: str, audience: str = "") -> ConnectorClient:
        """The connector of this address. Raises NotOurs."""
        if not self._is_service(service_url):
            raise NotOurs(service_url)
        if service_url not in self._made:
            self._made[service_url] = self._make(service_url)
        return self._made[service_url]

    def _make(self, service_url: str) -> ConnectorClient:
        """Making one takes 8 ms, so each is made once: Teams has a handful of addresses, one a region."""
        if len(self._made) > MOST:
            self._made.clear()
        configuration = BotFrameworkConnectorConfiguration(Authentication(), service_url)
        sender = _Sender(self._is_service, self._token, self._session)
        configuration.custom_pipeline = AsyncPipeline([configuration.user_agent_policy], sender)
        return ConnectorClient(None, custom_configuration=configuration)


class _Sender(AsyncHTTPSender[Any, Any]):
    """Sends each request once; the courier decides about retries."""

    def __init__(
        self, is_service: Callable[[str], bool], token: Token, session: aiohttp.ClientSession
    ) -> None:
        self._is_service = is_service
        self._token = token
        self._session = session

    async def __aenter__(self) -> _Sender:
        return self

    async def __aexit__(self, *what: object) -> None:
        return None

    def build_context(self) -> None:
        return None

    async def send(self, request: Any, **configuration: Any) -> Any:
        """Raises NotOurs, TeamsSays, and what aiohttp raises."""
        asked = request.http_request
        if not self._is_service(asked.url):
            raise NotOurs(asked.url)
        token = await self._token()
        headers = {name: value for name, value in asked.headers.items() if name != "Content-Length"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = dumped(json.loads(asked.data)) if asked.data else None
        answer = await self._session.request(
            asked.method, asked.url, data=data, headers=headers, allow_redirects=False
        )
        async with answer:
            body = await answer.read()
        if not 200 <= answer.status < 300:
            raise TeamsSays(answer.status, *_error(body), _wait(answer.headers.get("Retry-After")))
        response = AioHttpClientResponse(asked, answer)
        setattr(response, "_body", body or b"{}")  # noqa: B010 # its type says None
        result = Response(request, response)
        result.context["deserialized_data"] = json.loads(body) if body.strip() else None
        return result


def _error(body: bytes) -> tuple[str, str]:
    """The code and the words of an error: {"error": {"code": …, "message": …}}."""
    try:
        content = json.loads(body)
    except ValueError:
        return "", ""
    error = content.get("error") if isinstance(content, dict) else None
    if not isinstance(error, dict):
        return "", str(content.get("message") or "") if isinstance(content, dict) else ""
    return str(error.get("code") or ""), str(error.get("message") or "")


def _wait(given: str | None) -> float:
    try:
        return float(given or 0)
    except ValueError:
        return 0.0
