"""Microsoft's public signing keys: cached, renewed before they expire."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

log = logging.getLogger(__name__)
RENEW_AFTER = 12 * 3600.0
TOO_OLD = 24 * 3600.0
# A token with an unknown key makes us look for new keys, but an attacker can't make us do it without end.
LOOK_AGAIN_AFTER = 300.0


class NoKeys(Exception):
    """The keys can't be downloaded now; the sender may try again."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key, and the channels for which it is endorsed."""

    key: Any
    endorsements: frozenset[str]


class Keys:
    """The keys of one OpenID document. `now` is a monotonic clock, in seconds."""

    def __init__(self, address: str, now: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._now = now
        self._keys: Mapping[str, Key] = {}
        self._at: float | None = None
        self._looked: float | None = None
        self._download: asyncio.Task[None] | None = None

    async def get(self, kid: str, session: aiohttp.ClientSession) -> Key | None:
        """The key of this id, or None. Raises NoKeys where none can be had."""
        age = None if self._at is None else self._now() - self._at
        if age is None or age > TOO_OLD:
            await self._renewed(session)
        elif age > RENEW_AFTER:
            self._renew(session)
        if kid not in self._keys and self._may_look_again():
            await self._renewed(session)
        return self._keys.get(kid)

    def _may_look_again(self) -> bool:
        return self._looked is None or self._now() - self._looked > LOOK_AGAIN_AFTER

    async def _renewed(self, session: aiohttp.ClientSession) -> None:
        await asyncio.shield(self._renew(session))
        if self._at is None or self._now() - self._at > TOO_OLD:
            raise NoKeys("The keys of the Bot Framework can't be downloaded.")

    def _renew(self, session: aiohttp.ClientSession) -> asyncio.Task[None]:
        """Begin a download, or join the one that is under way."""
        if self._download is None or self._download.done():
            self._looked = self._now()
            self._download = asyncio.create_task(self._fetch(session))
        return self._download

    async def _fetch(self, session: aiohttp.ClientSession) -> None:
        try:
            document = await _json(session, self._address)
            keys = await _json(session, str(document["jwks_uri"]))
            self._keys = {str(key["kid"]): _key(key) for key in keys["keys"] if key.get("kty") == "RSA"}
            self._at = self._now()
        except (
            aiohttp.ClientError,
            OSError,
            TimeoutError,
            ValueError,
            KeyError,
            TypeError,
            jwt.PyJWTError,
        ) as error:
            log.warning("The keys of the Bot Framework were not downloaded: %s", type(error).__name__)


async def _json(session: aiohttp.ClientSession, address: str) -> dict[str, Any]:
    async with session.get(address, allow_redirects=False) as answer:
        if answer.status != 200:
            raise ValueError(f"HTTP {answer.status}")
        content = await answer.json(content_type=None)
    if not isinstance(content, dict):
        raise ValueError("not an object")
    return content


def _key(key: dict[str, Any]) -> Key:
    return Key(jwt.PyJWK(key, algorithm="RS256").key, frozenset(key.get("endorsements") or ()))
