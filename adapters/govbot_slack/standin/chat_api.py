"""Methods that write messages, and the `response_url`, which does the same without a token."""

from __future__ import annotations

import re
from typing import Any

from govbot_slack.standin.checks import check_message
from govbot_slack.standin.conversations_api import channel
from govbot_slack.standin.users_api import BOT, BOT_ID
from govbot_slack.standin.world import Conversation, Message, SlackSays, World

Dict = dict[str, Any]


def post(world: World, asked: Dict) -> Dict:
    """chat.postMessage."""
    place = _writable(world, asked)
    message = _message(world, place, asked)
    message.metadata = _metadata(asked)
    place.messages.append(message)
    world.seen.append(("", message))
    return {"channel": place.id, "ts": message.ts}


def post_alone(world: World, asked: Dict) -> Dict:
    """chat.postEphemeral."""
    place = _writable(world, asked)
    if asked.get("user") not in place.members:
        raise SlackSays("user_not_in_channel")
    message = _message(world, place, asked)
    message.ephemeral_for = asked["user"]
    world.ephemerals.append(message)
    world.seen.append((asked["user"], message))
    return {"message_ts": message.ts}


def update(world: World, asked: Dict) -> Dict:
    """chat.update: metadata that aren't given stay."""
    place = channel(world, asked)
    message = place.message(asked.get("ts", ""))
    if message is None:
        raise SlackSays("message_not_found")
    if message.user != BOT:
        raise SlackSays("cant_update_message")
    _redraw(world, message, asked)
    message.metadata = _metadata(asked) or message.metadata
    return {"channel": place.id, "ts": message.ts}


def delete(world: World, asked: Dict) -> Dict:
    """chat.delete."""
    place = channel(world, asked)
    message = place.message(asked.get("ts", ""))
    if message is None:
        raise SlackSays("message_not_found")
    if message.user != BOT:
        raise SlackSays("cant_delete_message")
    place.messages.remove(message)
    return {}


def unfurl(world: World, asked: Dict) -> Dict:
    """chat.unfurl: below a message that was sent, or in the composer."""
    unfurls = asked.get("unfurls")
    if not isinstance(unfurls, dict) or not unfurls:
        raise SlackSays("missing_unfurls")
    for unfurled in unfurls.values():
        check_message(unfurled.get("blocks") or [])
    if not asked.get("unfurl_id"):
        message = channel(world, asked).message(str(asked.get("ts") or ""))
        if message is None or not all(address in message.text for address in unfurls):
            raise SlackSays("cannot_unfurl_url")
    world.unfurled.append(asked)
    return {}


def respond(world: World, name: str, asked: Dict) -> None:
    """A `response_url`."""
    answer = world.answers.get(name)
    if answer is None or answer.left < 1 or world.now() > answer.until:
        raise SlackSays("used_url" if answer else "expired_url")
    if asked.get("replace_original") and answer.message is not None:
        _redraw(world, answer.message, asked)
    elif asked.get("response_type") == "in_channel":
        place = world.conversations[answer.conversation]
        place.messages.append(_message(world, place, asked))
        world.seen.append(("", place.messages[-1]))
    else:
        say_alone(world, answer.conversation, answer.user, asked)
    answer.left -= 1


def say_alone(world: World, conversation: str, user: str, asked: Dict) -> Message:
    """An ephemeral message, as an answer to a command or a click makes one."""
    message = _message(world, world.conversations[conversation], asked)
    message.ephemeral_for = user
    world.ephemerals.append(message)
    world.seen.append((user, message))
    return message


def _writable(world: World, asked: Dict) -> Conversation:
    if asked.get("channel", "").startswith("U"):
        asked["channel"] = world.direct(BOT, asked["channel"]).id
    place = channel(world, asked)
    if place.archived:
        raise SlackSays("is_archived")
    if BOT not in place.members:
        raise SlackSays("not_in_channel")
    others = [world.users[user] for user in place.members if user in world.users and user != BOT]
    if place.kind == "im" and all(user.deleted for user in others):
        raise SlackSays("channel_not_found")  # `account_inactive` speaks of the token
    return place


def _message(world: World, place: Conversation, asked: Dict) -> Message:
    text, blocks = _content(asked)
    return Message(place.id, world.ts(), BOT, text, blocks, thread=asked.get("thread_ts") or "", bot=BOT_ID)


def _redraw(world: World, message: Message, asked: Dict) -> None:
    message.text, message.blocks = _content(asked)
    message.redrawn += 1
    world.seen.append((message.ephemeral_for, message))


def _content(asked: Dict) -> tuple[str, list[Dict]]:
    text, blocks = str(asked.get("text") or ""), asked.get("blocks") or []
    if not text and not blocks:
        raise SlackSays("no_text")
    if len(text) > 40_000:
        raise SlackSays("msg_too_long")
    if blocks:
        check_message(blocks)
    return text, blocks


def _metadata(asked: Dict) -> Dict | None:
    metadata: Dict | None = asked.get("metadata")
    if metadata is None:
        return None
    if (
        not re.fullmatch(r"[A-Za-z0-9_.-]+", metadata.get("event_type", ""))
        or "event_payload" not in metadata
    ):
        raise SlackSays("invalid_metadata_schema")
    if len(str(metadata)) > 16_000:
        raise SlackSays("metadata_too_large")
    return metadata
