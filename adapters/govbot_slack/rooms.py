"""Opens rooms (private channels with a legal name) and changes who is in them."""

from __future__ import annotations

import asyncio
import logging
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from govbot.adapter_api.chat import DeliveryOutcomeUnknown, RetryLater, Undeliverable
from govbot_slack import limits
from govbot_slack.api import call

log = logging.getLogger(__name__)

NAMES = 50
WORDS = {
    "missing_argument": (
        "The app is installed for a whole organisation, and nobody said in which workspace rooms are opened: "
        "name it in GOVBOT_SLACK_TEAM."
    ),
    "too_many_convos_for_team": (
        "This Slack workspace has reached its limit of channels. Ask its administrators to archive some, "
        "or link a channel that is there with “/gov link”."
    ),
    "restricted_action": (
        "A setting of Slack lets the bot open no private channel. Ask the workspace's administrators, or link "
        "a channel with “/gov link”."
    ),
}
_ALREADY = {"already_in_channel", "cant_invite_self", "not_in_channel", "cant_kick_self"}


def legal_name(name: str, number: int = 1) -> str:
    """A channel's name: lower case, at most 80 characters, no spaces or signs; "-2" for a second."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    suffix = f"-{number}" if number > 1 else ""
    words = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_") or "room"
    return words[: limits.CHANNEL_NAME - len(suffix)].rstrip("-_") + suffix


async def open_room(
    slack: AsyncWebClient, name: str, topic: str, users: Sequence[str], team: str = ""
) -> str:
    """Create the channel, set its topic and invite people; a later failure does not undo the channel.

    `team` is the workspace to create it in, which an organisation-wide token has to name:
    https://docs.slack.dev/reference/methods/conversations.create
    """
    room = await _create(slack, name, team)
    try:
        await _patiently(slack, "conversations.setTopic", channel=room, topic=topic[: limits.TOPIC])
        await invite(slack, room, users)
    except (RetryLater, Undeliverable, DeliveryOutcomeUnknown) as error:
        log.warning("The room %s exists, but was not finished: %s", room, error)
    return room


async def invite(slack: AsyncWebClient, room: str, users: Sequence[str]) -> None:
    """Add people, at most 100 a call; a person who can't be added does not stop the others.

    Raises Undeliverable when somebody could not be added, after all the others were.
    """
    refused: list[str] = []
    for at in range(0, len(users), limits.INVITED_AT_ONCE):
        some = ",".join(users[at : at + limits.INVITED_AT_ONCE])
        try:
            # With `force`, Slack invites whom it can: conversations.invite.
            answer = await _patiently(slack, "conversations.invite", channel=room, users=some, force=True)
        except Undeliverable as error:
            answer = _answer(error)
            if not answer.get("errors") and answer.get("error") not in _ALREADY:
                raise
        refused += [
            _refusal(failure)
            for failure in answer.get("errors") or ()
            if failure.get("error") not in _ALREADY
        ]
    if refused:
        raise Undeliverable(
            f"Slack did not add {len(refused)} of {len(users)} people: {', '.join(refused[:10])}."
        )


async def remove(slack: AsyncWebClient, room: str, users: Sequence[str]) -> None:
    """Remove people, one a call; those who are not there are no error."""
    for user in users:
        try:
            await _patiently(slack, "conversations.kick", channel=room, user=user)
        except Undeliverable as error:
            if _answer(error).get("error") not in _ALREADY | {"user_not_found"}:
                raise


async def _create(slack: AsyncWebClient, name: str, team: str) -> str:
    where = {"team_id": team} if team else {}
    for number in range(1, NAMES + 1):
        named: dict[str, Any] = {"name": legal_name(name, number), "is_private": True, **where}
        try:
            answer = await call(slack, "conversations.create", once=True, **named)
        except Undeliverable as error:
            why = _answer(error).get("error")
            if why in WORDS:
                raise Undeliverable(WORDS[why]) from error
            if why != "name_taken":
                raise
        else:
            return str(answer["channel"]["id"])
    raise Undeliverable(f"Slack has {NAMES} channels of the name {legal_name(name)}. Choose another name.")


async def _patiently(slack: AsyncWebClient, method: str, **arguments: Any) -> Mapping[str, Any]:
    """Call, and wait up to a minute if Slack asks for it: the caller can't resume a half-made room."""
    for _ in range(3):
        try:
            return await call(slack, method, **arguments)
        except RetryLater as pause:
            if pause.seconds > 20:
                raise
            await asyncio.sleep(pause.seconds)
    return await call(slack, method, **arguments)


def _answer(error: Exception) -> Mapping[str, Any]:
    cause = error.__cause__
    data = getattr(cause.response, "data", None) if isinstance(cause, SlackApiError) else None
    return data if isinstance(data, dict) else {}


def _refusal(error: Mapping[str, Any]) -> str:
    return f"{error.get('user', '')} ({error.get('error', 'unknown')})"
