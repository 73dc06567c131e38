"""Receives Slack's requests over HTTP, and refuses those that Slack did not sign."""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import time
from collections.abc import Callable, Sequence

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from govbot.adapter_api.requests import body_of, is_encoded
from govbot_slack import limits

log = logging.getLogger(__name__)
PATH = "/slack/events"
# Slack's own advice: https://docs.slack.dev/authentication/verifying-requests-from-slack
OLDEST_SECONDS = 300
BODY_SECONDS = 5.0
SSL_CHECK_BYTES = 1024
_STAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class Endpoint:
    """Passes signed requests on to Bolt. `now` is in seconds since 1970."""

    def __init__(self, bolt: AsyncApp, signing_secret: str, now: Callable[[], float] = time.time) -> None:
        self._bolt = bolt
        self._verifier = SignatureVerifier(signing_secret)
        self._now = now

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Answer one request. Its signature is checked before its body is parsed.

        401 for what is not Slack's, 415 for a compressed body, 413 or 408 for too much or too slow, 400 for what
        can't be read.
        """
        if not self._is_plausible(request):
            return web.Response(text="") if await _is_ssl_check(request) else _closed(401)
        if is_encoded(request):
            return _closed(415)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                data = await body_of(request, limits.REQUEST_BYTES)
        except TimeoutError:
            return _closed(408)
        if data is None:
            return _closed(413)
        if not self._is_signed(request, data):
            return _closed(401)
        bolt_request = _read(request, data.decode())
        if bolt_request is None:
            return _closed(400)
        return await to_aiohttp_response(await self._bolt.async_dispatch(bolt_request))

    def _is_plausible(self, request: web.Request) -> bool:
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not _STAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature):
            return False
        return abs(self._now() - int(stamp)) <= OLDEST_SECONDS

    def _is_signed(self, request: web.Request, data: bytes) -> bool:
        stamp, signature = request.headers["X-Slack-Request-Timestamp"], request.headers["X-Slack-Signature"]
        try:
            body = data.decode()
        except UnicodeDecodeError:
            return False
        expected = self._verifier.generate_signature(timestamp=stamp, body=body)
        return expected is not None and hmac.compare_digest(expected, signature)


async def _is_ssl_check(request: web.Request) -> bool:
    """Slack's look whether the certificate is good: unsigned, as GET or POST, and nothing is done for it.

    https://docs.slack.dev/interactivity/implementing-slash-commands
    """
    if request.method == "GET":
        return request.query.get("ssl_check") == "1"
    if is_encoded(request) or request.content_type != "application/x-www-form-urlencoded":
        return False
    try:
        async with asyncio.timeout(BODY_SECONDS):
            data = await body_of(request, SSL_CHECK_BYTES)
    except TimeoutError:
        return False
    return data is not None and b"ssl_check=1" in data.split(b"&")


def _read(request: web.Request, body: str) -> AsyncBoltRequest | None:
    """The request as Bolt reads it, which looks at no shape first; None where it can't be one of Slack's."""
    headers: dict[str, str | Sequence[str]] = dict(request.headers.items())
    try:
        return AsyncBoltRequest(body=body, query=request.query_string, headers=headers)
    except (AttributeError, RecursionError, TypeError, ValueError):
        return None


def _closed(status: int) -> web.Response:
    log.warning("A request that can't be from Slack was turned away: HTTP %s", status)
    return web.Response(status=status, text="")
