"""Without a permission Graph refuses the call that needs it, and nothing else."""

from __future__ import annotations

import pytest

from govbot.adapter_api.chat import PermissionMissing, Undeliverable
from govbot_teams import TeamsAdapter
from govbot_teams.standin import Workspace
from govbot_teams.standin.graph_api import NEEDED

ADA, BEN = "ada@state.example", "ben@state.example"
CALLS = {
    "User.Read.All": "address",
    "TeamsAppInstallation.ReadWriteSelfForUser.All": "send",
    "Chat.Create": "open",
    "TeamsAppInstallation.ReadWriteSelfForChat.All": "install",
    "ChatMember.ReadWrite.WhereInstalled": "members",
}


async def _done(teams: Workspace, adapter: TeamsAdapter) -> set[str]:
    """What still works: everything that the adapter does in Graph, each tried by itself."""
    ada, ben = (adapter.chat._account(teams.person(email).user.id) for email in (ADA, BEN))
    done = set()

    async def tried(name: str, call: object) -> None:
        try:
            await call  # type: ignore[misc]
        except Undeliverable:
            return
        done.add(name)

    await tried("address", adapter.chat.address(ADA))
    await tried("send", adapter._graph.install(ben.user))
    await tried("open", adapter._graph.create_chat("ITP-1", [ada.user]))
    chat = teams.add_chat("The room", teams.person(ADA))
    await tried("install", adapter._graph.install_in_chat(chat.id))
    await tried("members", adapter._graph.add(chat.id, ben.user))
    return done


def test_every_permission_is_tried() -> None:
    assert set(CALLS) == {permission for _, _, permission in NEEDED}


@pytest.mark.parametrize("permission", CALLS)
async def test_a_call_needs_its_own_permission(
    teams: Workspace, adapter: TeamsAdapter, permission: str
) -> None:
    assert await _done(teams, adapter) == set(CALLS.values())
    teams.server.graph.granted.discard(permission)
    # An address that is known already is found without Graph.
    kept = {"address"} if permission == "User.Read.All" else set()
    assert await _done(teams, adapter) == (set(CALLS.values()) - {CALLS[permission]}) | kept


async def test_a_missing_permission_is_named(teams: Workspace, adapter: TeamsAdapter) -> None:
    teams.server.graph.granted.clear()
    with pytest.raises(PermissionMissing, match=r"User\.Read\.All"):
        await adapter.chat.address(ADA)
    with pytest.raises(PermissionMissing, match=r"Chat\.Create"):
        await adapter.chat.open_room("ITP-1", "", [])


async def test_members_are_kept_where_the_app_is_installed_alone(
    teams: Workspace, adapter: TeamsAdapter
) -> None:
    chat = teams.add_chat("The room", teams.person(ADA))
    chat.bot = False
    with pytest.raises(Undeliverable):
        await adapter._graph.add(chat.id, teams.person(BEN).user.id)
