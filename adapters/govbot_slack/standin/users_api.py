"""Methods about people: users.* and auth.test."""

from __future__ import annotations

from typing import Any

from govbot_slack.standin.world import SlackSays, User, World

Dict = dict[str, Any]
BOT = "U0GOVBOT"
BOT_ID = "B0GOVBOT"


def auth_test(world: World, asked: Dict) -> Dict:
    """Who the bot is."""
    grid = world.enterprise or None
    return {"team_id": world.team, "user_id": BOT, "bot_id": BOT_ID, "user": "govbot", "enterprise_id": grid}


def look_up(world: World, asked: Dict) -> Dict:
    """users.lookupByEmail. Deactivated accounts are not found."""
    email = asked.get("email", "").lower()
    account = next((user for user in world.users.values() if user.email.lower() == email), None)
    if account is None or account.deleted:
        raise SlackSays("users_not_found")
    return {"user": described(world, account)}


def info(world: World, asked: Dict) -> Dict:
    """users.info."""
    return {"user": described(world, known(world, asked.get("user", "")))}


def listed(world: World, asked: Dict) -> Dict:
    """users.list, all on one page."""
    members = [described(world, user) for user in world.users.values()]
    return {"members": members, "response_metadata": {"next_cursor": ""}}


def known(world: World, user: str) -> User:
    """The user of this id."""
    if user not in world.users:
        raise SlackSays("user_not_found")
    return world.users[user]


def described(world: World, user: User) -> Dict:
    """A user as users.info describes them."""
    grid = {"enterprise_user": {"id": user.id, "enterprise_id": user.enterprise}} if user.enterprise else {}
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.name.lower().replace(" ", "."),
        "deleted": user.deleted,
        "is_bot": user.is_bot,
        "is_restricted": user.restricted,
        "is_ultra_restricted": False,
        "profile": {"real_name": user.name, "display_name": user.name, "email": user.email},
        **({"is_stranger": True} if user.stranger else {}),
        **grid,
    }
