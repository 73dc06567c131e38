"""The stand-in's Microsoft Graph: finds accounts, manages group chats, installs the app."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from govbot_teams.standin.identity import Identity
from govbot_teams.standin.world import Conversation, TeamsSays, User, World

Dict = dict[str, Any]
# The application permission that each call needs: https://learn.microsoft.com/en-us/graph/permissions-reference
NEEDED = (
    ("GET", r"users(/[^/]+)?", "User.Read.All"),
    ("POST", r"users/[^/]+/teamwork/installedApps", "TeamsAppInstallation.ReadWriteSelfForUser.All"),
    ("POST", r"chats", "Chat.Create"),
    ("POST", r"chats/[^/]+/installedApps", "TeamsAppInstallation.ReadWriteSelfForChat.All"),
    ("(GET|POST)", r"chats/[^/]+/members", "ChatMember.ReadWrite.WhereInstalled"),
    ("DELETE", r"chats/[^/]+/members/[^/]+", "ChatMember.ReadWrite.WhereInstalled"),
)
INSTALLED_ONLY = "ChatMember.ReadWrite.WhereInstalled"


class GraphApi:
    """Answers the calls that the app's permissions allow; an administrator has granted those in `granted`."""

    def __init__(self, world: World, identity: Identity) -> None:
        self._world = world
        self._identity = identity
        self.granted = {permission for _, _, permission in NEEDED}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        address = f"{request.scheme}://{request.host}/graph"
        self._identity.check(request.headers.get("Authorization", ""), address)
        path = request.match_info["path"].split("/")
        self._check_permission(request.method, path)
        asked: Dict = await request.json() if request.can_read_body else {}
        match request.method, path:
            case "GET", ["users"]:
                wanted = re.fullmatch(r"mail eq '(.*)'", request.query.get("$filter", ""))
                mail = wanted[1].replace("''", "'") if wanted else ""
                users = [user for user in self._world.users.values() if user.email == mail]
                return web.json_response({"value": [_told(user) for user in users]})
            case "GET", ["users", name]:
                return web.json_response(_told(self._user(name)))
            case "POST", ["users", name, "teamwork", "installedApps"]:
                user = self._user(name)
                if user.installed:
                    raise TeamsSays(409, "Conflict")
                user.installed = True
                return web.Response(status=201)
            case "POST", ["chats"]:
                return web.json_response({"id": self._create(asked)}, status=201)
            case "POST", ["chats", chat, "installedApps"]:
                self._world.place(chat).bot = True
                return web.Response(status=201)
            case "GET", ["chats", chat, "members"]:
                listed = [{"id": f"in-{user}", "userId": user} for user in self._world.place(chat).members]
                return web.json_response({"value": listed})
            case "POST", ["chats", chat, "members"]:
                self._world.place(chat).members.add(self._named(asked).id)
                return web.json_response({"id": "membership"}, status=201)
            case "DELETE", ["chats", chat, "members", membership]:
                self._world.place(chat).members.discard(membership.removeprefix("in-"))
                return web.Response(status=204)
            case _:
                raise TeamsSays(403, "Forbidden", f"{request.method} {path}: the app has no permission")

    def _check_permission(self, method: str, path: list[str]) -> None:
        """The call's permission is granted; and that for where the app is installed is used there alone."""
        called = "/".join(path)
        for verb, pattern, permission in NEEDED:
            if re.fullmatch(verb, method) and re.fullmatch(pattern, called):
                if permission not in self.granted:
                    raise TeamsSays(403, "Forbidden", f"{called} needs {permission}")
                if permission == INSTALLED_ONLY and not self._world.place(path[1]).bot:
                    raise TeamsSays(403, "Forbidden", "the app is not installed in this chat")

    def _create(self, asked: Dict) -> str:
        if asked.get("chatType") != "group" or len(asked.get("topic") or "") > 250:
            raise TeamsSays(400, "BadRequest")
        chat = f"19:{self._world.id()}@thread.v2"
        members = {self._named(member).id for member in asked["members"]}
        self._world.conversations[chat] = Conversation(chat, "groupChat", asked["topic"], members, bot=False)
        return chat

    def _named(self, member: Dict) -> User:
        reference = re.search(r"/users\('([^']+)'\)$", str(member.get("user@odata.bind")))
        if reference is None or member.get("@odata.type") != "#microsoft.graph.aadUserConversationMember":
            raise TeamsSays(400, "BadRequest")
        return self._user(reference[1])

    def _user(self, name: str) -> User:
        try:
            return self._world.user(name)
        except TeamsSays:
            raise TeamsSays(404, "Request_ResourceNotFound") from None


def _told(user: User) -> Dict:
    kind = "Guest" if user.role == "guest" else "Member"
    names = {"id": user.id, "mail": user.email, "userPrincipalName": user.email}
    return {**names, "accountEnabled": not user.disabled, "userType": kind}
