"""Checks the token, tenant and service address of a request from Teams.

https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
import jwt

from govbot_teams.keys import Keys
from govbot_teams.settings import LOOPBACK, TeamsSettings

CHANNEL = "msteams"
SKEW = 300
_LONGEST = 10_000  # characters of a token


class Denied(Exception):
    """The request is refused: 401 without a valid token, 403 for another tenant or service."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Checks:
    """The checks of every request, for one app in one tenant."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._settings = settings
        self._keys = Keys(settings.hosts.keys)

    async def sender(self, header: str, session: aiohttp.ClientSession, peer: str = "") -> dict[str, Any]:
        """The claims of a request's token, before its body is read. Raises Denied, or NoKeys for now."""
        if not self._settings.unchecked:
            return await self._claims(header, session)
        if peer != LOOPBACK:
            raise Denied(403, "The loopback test mode serves this machine only.")
        return {}

    def compare(self, claims: Mapping[str, Any], activity: Mapping[str, Any]) -> None:
        """Raises Denied where an activity is not what its sender's token was made for."""
        service = str(activity.get("serviceUrl") or "")
        if self._settings.unchecked:
            if not self._settings.is_service(service):
                raise Denied(403, "The loopback test mode serves this machine only.")
            return
        if activity.get("channelId") != CHANNEL:
            raise Denied(401, "The request comes from another channel.")
        if not service or claims.get("serviceurl") != service:
            raise Denied(401, "The token was made for another service address.")
        if not self._settings.is_service(service):
            raise Denied(403, "The service address is not Teams' own.")
        self._tenant(activity)

    async def _claims(self, header: str, session: aiohttp.ClientSession) -> dict[str, Any]:
        scheme, _, token = header.partition(" ")
        if scheme.casefold() != "bearer" or not token or len(token) > _LONGEST:
            raise Denied(401, "There is no token.")
        try:
            head = jwt.get_unverified_header(token)
        except jwt.PyJWTError as error:
            raise Denied(401, "The token can't be read.") from error
        if head.get("alg") != "RS256" or not isinstance(head.get("kid"), str):
            raise Denied(401, "The token is not signed as Microsoft signs.")
        key = await self._keys.get(head["kid"], session)
        if key is None:
            raise Denied(401, "The token is signed with an unknown key.")
        if CHANNEL not in key.endorsements:
            raise Denied(401, "The token's key is not endorsed for Teams.")
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self._settings.app_id,
                issuer=self._settings.hosts.issuer,
                leeway=SKEW,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
            raise Denied(401, f"The token is not good: {type(error).__name__}.") from error
        return claims

    def _tenant(self, activity: Mapping[str, Any]) -> None:
        """Require at least one tenant id in the activity, and no other than the configured one."""
        tenants = {
            _part(activity, "channelData", "tenant", "id"),
            _part(activity, "conversation", "tenantId"),
        }
        tenants |= {_part(activity, "from", "tenantId")}
        if tenants - {""} != {self._settings.tenant}:
            raise Denied(403, "The request comes from another tenant.")


def _part(activity: Mapping[str, Any], *names: str) -> str:
    part: Any = activity
    for name in names:
        part = part.get(name) if isinstance(part, Mapping) else None
    return str(part or "")
