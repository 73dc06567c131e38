"""Calls Microsoft Graph: finds accounts, manages group chats, installs the app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from govbot.adapter_api.chat import ChatRefusesGovbot, PermissionMissing
from govbot_teams.access import Access
from govbot_teams.errors import TeamsSays, in_words
from govbot_teams.settings import TeamsSettings

VERSION = "v1.0"
# What each call needs: the permissions are listed, each with its reason, in manifest.py.
READ, INSTALL, CREATE = "User.Read.All", "TeamsAppInstallation.ReadWriteSelfForUser.All", "Chat.Create"
IN_CHAT, MEMBERS = "TeamsAppInstallation.ReadWriteSelfForChat.All", "ChatMember.ReadWrite.WhereInstalled"
NOT_GRANTED = (
    "Microsoft Graph does not allow this ({code}). Grant the application permission {permission} on the app "
    "registration's page in Azure, with an administrator's consent."
)
_FIELDS = "id,mail,userPrincipalName,accountEnabled,userType"


class Graph:
    """Calls of Graph, each made once. They raise RetryLater, Undeliverable, or (`once`) DeliveryOutcomeUnknown."""

    def __init__(self, settings: TeamsSettings, access: Access) -> None:
        self._settings = settings
        self._access = access
        self.session: aiohttp.ClientSession | None = None

    async def user(self, email: str) -> Mapping[str, Any] | None:
        """The account of this address, by name or by mail."""
        user = await self.call(
            "GET", f"users/{quote(email, safe='')}?$select={_FIELDS}", missing=True, permission=READ
        )
        if user is not None:
            return user
        wanted = quote(f"mail eq '{email.replace(chr(39), chr(39) * 2)}'", safe="")
        listed = await self.call("GET", f"users?$filter={wanted}&$select={_FIELDS}", permission=READ)
        users = (listed or {}).get("value") or []
        return users[0] if len(users) == 1 else None

    async def install(self, user: str) -> None:
        """Install the app for a person; no error if it is installed already."""
        await self.call(
            "POST",
            f"users/{quote(user, safe='')}/teamwork/installedApps",
            self._app(),
            present=True,
            permission=INSTALL,
        )

    async def create_chat(self, topic: str, users: list[str]) -> str:
        """Create a group chat with these people; returns its id."""
        asked = {"chatType": "group", "topic": topic, "members": [self._member(user) for user in users]}
        chat = await self.call("POST", "chats", asked, once=True, permission=CREATE)
        return str((chat or {})["id"])

    async def install_in_chat(self, chat: str) -> None:
        """Install the app in a chat, so that the bot can write there."""
        await self.call(
            "POST",
            f"chats/{quote(chat, safe='')}/installedApps",
            self._app(),
            present=True,
            permission=IN_CHAT,
        )

    async def add(self, chat: str, user: str) -> None:
        """Add a person; no error if they are a member already."""
        await self.call(
            "POST",
            f"chats/{quote(chat, safe='')}/members",
            self._member(user),
            present=True,
            permission=MEMBERS,
        )

    async def members(self, chat: str) -> dict[str, str]:
        """The members of a chat: membership ids by user id."""
        listed = await self.call("GET", f"chats/{quote(chat, safe='')}/members", permission=MEMBERS)
        return {str(member.get("userId")): str(member["id"]) for member in (listed or {}).get("value") or ()}

    async def remove(self, chat: str, membership: str) -> None:
        """Remove a person; no error if they are no member."""
        address = f"chats/{quote(chat, safe='')}/members/{quote(membership, safe='')}"
        await self.call("DELETE", address, missing=True, permission=MEMBERS)

    async def call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        once: bool = False,
        missing: bool = False,
        present: bool = False,
        permission: str,
    ) -> Mapping[str, Any] | None:
        """Call Graph; None for a 404 if `missing` is allowed, and for a 409 if `present` is allowed."""
        assert self.session is not None
        graph = self._settings.hosts.graph
        try:
            token = await self._access.token(f"{graph}/.default", self.session)
        except ChatRefusesGovbot as refused:  # without Graph everything goes on that does not need it
            raise PermissionMissing(str(refused)) from refused
        headers = {"Authorization": f"Bearer {token}"}
        async with (
            in_words(once),
            self.session.request(
                method, f"{graph}/{VERSION}/{path}", json=body, headers=headers, allow_redirects=False
            ) as answer,
        ):
            if (missing and answer.status == 404) or (present and answer.status == 409):
                return None
            content = await answer.json(content_type=None) if answer.content_length != 0 else {}
            if not 200 <= answer.status < 300:
                error = content.get("error") if isinstance(content, dict) else None
                code = str(error.get("code") or "") if isinstance(error, dict) else ""
                if answer.status in (401, 403):
                    raise PermissionMissing(NOT_GRANTED.format(code=code, permission=permission))
                raise TeamsSays(answer.status, f"Graph {code}", "", _wait(answer.headers.get("Retry-After")))
        return content if isinstance(content, dict) else {}

    def _app(self) -> dict[str, str]:
        catalog = f"{self._settings.hosts.graph}/{VERSION}/appCatalogs/teamsApps/{self._settings.catalog_id}"
        return {"teamsApp@odata.bind": catalog}

    def _member(self, user: str) -> dict[str, Any]:
        return {
            "@odata.type": "#microsoft.graph.aadUserConversationMember",
            "roles": ["owner"],
            "user@odata.bind": f"{self._settings.hosts.graph}/{VERSION}/users('{user}')",
        }


def _wait(given: str | None) -> float:
    return float(given) if given and given.isdigit() else 0.0
