"""How Slack's requests reach the adapter: signed over HTTP, or through Socket Mode."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import time
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp

from govbot_slack.standin.sockets import Sockets

Dict = dict[str, Any]


class NotAnswered(AssertionError):
    """The adapter did not answer 200 within 3 seconds: the person sees a warning sign."""


class Delivery(Protocol):
    """One of the two ways. `kind` is "slash_commands", "interactive" or "events_api"."""

    async def send(self, kind: str, payload: Dict) -> Dict:
        """Deliver, and return the body of the answer; raises NotAnswered."""


@dataclass
class OverHttp:
    """Signed requests to the adapter's address. `last` is kept, so that a test can send it again."""

    address: str
    secret: str
    session: aiohttp.ClientSession
    last: tuple[str, dict[str, str]] = ("", {})

    async def send(self, kind: str, payload: Dict) -> Dict:
        """As Slack sends it."""
        form = "application/x-www-form-urlencoded"
        match kind:
            case "slash_commands":
                return await self.post(urlencode({k: v for k, v in payload.items() if v is not None}), form)
            case "interactive":
                return await self.post(urlencode({"payload": json.dumps(payload)}), form)
            case _:
                return await self.post(json.dumps(payload), "application/json")

    async def post(self, body: str, media: str) -> Dict:
        """Sign and send a body."""
        self.last = (body, {"Content-Type": media, **signed(body, self.secret, str(int(time.time())))})
        return await self.again()

    async def again(self) -> Dict:
        """Send the last request once more, as whoever captured it would."""
        body, headers = self.last
        try:
            status, text = await self.raw(body, headers)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise NotAnswered(f"the adapter gave no answer: {error!r}") from error
        if status != 200:
            raise NotAnswered(f"the adapter answered HTTP {status}")
        if not text.startswith("{"):
            return {"text": text} if text else {}
        answer: Dict = json.loads(text)
        return answer

    async def raw(self, body: str, headers: dict[str, str]) -> tuple[int, str]:
        """Send exactly this, and return the status and the text."""
        timeout = aiohttp.ClientTimeout(total=3.0)
        data = io.BytesIO(body.encode())
        async with self.session.post(self.address, data=data, headers=headers, timeout=timeout) as answer:
            return answer.status, await answer.text()


@dataclass
class OverSocket:
    """Envelopes over Socket Mode."""

    sockets: Sockets

    async def send(self, kind: str, payload: Dict) -> Dict:
        """As Slack sends it."""
        answer = await self.sockets.deliver(kind, payload)
        if answer is None:
            raise NotAnswered("the envelope was not acknowledged within 3 seconds")
        return answer


def signed(body: str, secret: str, stamp: str) -> dict[str, str]:
    """The headers that show that a request is Slack's."""
    base = f"v0:{stamp}:{body}".encode()
    signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
