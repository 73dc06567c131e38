"""Methods about conversations: opening them, their people, their topics and their history."""

from __future__ import annotations

import re
from typing import Any

from govbot_slack.standin.users_api import BOT, known
from govbot_slack.standin.world import Conversation, Message, SlackSays, World

Dict = dict[str, Any]


def open_direct(world: World, asked: Dict) -> Dict:
    """conversations.open for one person."""
    user = known(world, asked.get("users", ""))
    if user.deleted:
        raise SlackSays("user_disabled")
    if user.is_bot:
        raise SlackSays("cannot_dm_bot")
    return {"channel": {"id": world.direct(BOT, user.id).id}}


def create(world: World, asked: Dict) -> Dict:
    """conversations.create; an organisation-wide token has to name the workspace."""
    name = asked.get("name", "")
    if world.enterprise and not asked.get("team_id"):
        raise SlackSays("missing_argument", arg="team_id")
    if asked.get("team_id", world.team) != world.team:
        raise SlackSays("team_access_not_granted")
    if len(name) > 80:
        raise SlackSays("invalid_name_maxlength")
    if not name:
        raise SlackSays("invalid_name_required")
    if not re.search(r"[a-z0-9]", name):
        raise SlackSays("invalid_name_punctuation")
    if not re.fullmatch(r"[a-z0-9_-]+", name):
        raise SlackSays("invalid_name_specials")
    if any(place.name == name for place in world.conversations.values()):
        raise SlackSays("name_taken")
    kind = "private" if asked.get("is_private") else "public"
    made = Conversation(world.id("C"), "private" if kind == "private" else "public", name, members={BOT})
    world.conversations[made.id] = made
    return {"channel": described(made)}


def set_topic(world: World, asked: Dict) -> Dict:
    """conversations.setTopic."""
    if len(asked.get("topic", "")) > 250:
        raise SlackSays("too_long")
    channel(world, asked).topic = asked["topic"]
    return {}


def invite(world: World, asked: Dict) -> Dict:
    """conversations.invite: at most 100 people, those who can't come are named."""
    place, users = channel(world, asked), asked.get("users", "").split(",")
    if len(users) > 100:
        raise SlackSays("too_many_users")
    errors = [
        {"user": user, "ok": False, "error": why}
        for user in users
        if (why := _not_invited(world, place, user))
    ]
    fine = [user for user in users if user not in [error["user"] for error in errors]]
    if errors and not (asked.get("force") and fine):
        raise SlackSays(str(errors[0]["error"]), errors=errors)
    place.members |= set(fine)
    return {"channel": described(place), **({"errors": errors} if errors else {})}


def kick(world: World, asked: Dict) -> Dict:
    """conversations.kick."""
    place, user = channel(world, asked), asked.get("user", "")
    if user == BOT:
        raise SlackSays("cant_kick_self")
    if user not in place.members:
        raise SlackSays("not_in_channel")
    place.members.discard(user)
    return {}


def members(world: World, asked: Dict) -> Dict:
    """conversations.members, all on one page."""
    return {"members": sorted(channel(world, asked).members), "response_metadata": {"next_cursor": ""}}


def info(world: World, asked: Dict) -> Dict:
    """conversations.info."""
    return {"channel": described(channel(world, asked))}


def listed(world: World, asked: Dict) -> Dict:
    """conversations.list: channels that the bot can see."""
    seen = [place for place in world.conversations.values() if place.kind == "public" or BOT in place.members]
    wanted = [described(place) for place in seen if place.kind != "im"]
    return {"channels": wanted, "response_metadata": {"next_cursor": ""}}


def history(world: World, asked: Dict) -> Dict:
    """conversations.history: newest first, replies in threads left out."""
    messages = [
        message
        for message in channel(world, asked).messages
        if not message.thread or message.thread == message.ts
    ][::-1]
    start, size = int(asked.get("cursor") or 0), min(int(asked.get("limit") or 100), 999)
    page = messages[start : start + size]
    following = str(start + size) if start + size < len(messages) else ""
    metadata = str(asked.get("include_all_metadata", "")).lower() in ("1", "true")
    return {
        "messages": [message_described(message, metadata) for message in page],
        "has_more": bool(following),
        "response_metadata": {"next_cursor": following},
    }


def channel(world: World, asked: Dict) -> Conversation:
    """The conversation of this id, as far as the bot may know of it."""
    place = world.conversations.get(asked.get("channel", ""))
    if place is None or (place.kind == "private" and BOT not in place.members):
        raise SlackSays("channel_not_found")
    return place


def described(place: Conversation) -> Dict:
    """A conversation as conversations.info describes it."""
    return {
        "id": place.id,
        "name": place.name,
        "is_private": place.kind == "private",
        "is_im": place.kind == "im",
        "is_archived": place.archived,
        "topic": {"value": place.topic},
    }


def message_described(message: Message, metadata: bool = False) -> Dict:
    """A message as history and payloads describe it."""
    payload: Dict = {"type": "message", "ts": message.ts, "user": message.user, "text": message.text}
    if message.bot:
        payload["bot_id"] = message.bot
    if message.blocks:
        payload["blocks"] = message.blocks
    if message.thread:
        payload["thread_ts"] = message.thread
    if metadata and message.metadata:
        payload["metadata"] = message.metadata
    return payload


def _not_invited(world: World, place: Conversation, user: str) -> str:
    account = world.users.get(user)
    if user == BOT:
        return "cant_invite_self"
    if account is None or account.deleted:
        return "user_not_found"
    return "already_in_channel" if user in place.members else ""
