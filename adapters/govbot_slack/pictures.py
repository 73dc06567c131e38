"""Puts a card's pictures into the conversation, below the card, as files with words for screen readers.

Slack takes a file in three calls: an address to put it to, the bytes, and where it is shown.
https://docs.slack.dev/messaging/working-with-files#upload
An image block of the card itself would name the file, but Slack refuses a file there until it has looked at it.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
from collections.abc import Sequence

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from govbot.adapter_api.chat import DeliveryOutcomeUnknown, RetryLater, Undeliverable
from govbot.core.cards.vocabulary import Card, Picture
from govbot_slack.api import call
from govbot_slack.settings import SlackSettings
from govbot_slack.text import cut

SECONDS = 2.5  # for all of it: the courier waits five seconds for a card
ALT_TEXT = 1000  # characters: https://docs.slack.dev/reference/methods/files.getUploadURLExternal
NOT_SHARED = "The card went out without its picture. {why}"
NOT_SLACKS = "Slack named another host for the file."
TOO_SLOW = "Slack did not take the file in time."

log = logging.getLogger(__name__)


async def share(slack: AsyncWebClient, settings: SlackSettings, channel: str, card: Card) -> str:
    """Show the card's pictures in the channel; returns a note for the operator where Slack did not take them."""
    pictures = [part for part in card.parts if isinstance(part, Picture) and part.png]
    if not pictures:
        return ""
    try:
        async with asyncio.timeout(SECONDS):
            await _share(slack, settings, channel, pictures)
    except (RetryLater, DeliveryOutcomeUnknown, Undeliverable) as error:
        return _note(str(error))
    except (TimeoutError, aiohttp.ClientError):
        return _note(TOO_SLOW)
    return ""


def _note(why: str) -> str:
    log.warning("a card's picture was not taken: %s", why)
    return NOT_SHARED.format(why=why)


async def _share(
    slack: AsyncWebClient, settings: SlackSettings, channel: str, pictures: Sequence[Picture]
) -> None:
    files = []
    for number, picture in enumerate(pictures, 1):
        data = base64.b64decode(picture.png)
        place = await call(
            slack, "files.getUploadURLExternal", filename=f"picture-{number}.png", length=len(data),
            alt_txt=cut(picture.alt, ALT_TEXT),
        )  # fmt: skip
        await _put(slack, settings, str(place["upload_url"]), data)
        files.append({"id": str(place["file_id"]), "title": cut(picture.alt, ALT_TEXT)})
    await call(slack, "files.completeUploadExternal", files=json.dumps(files), channel_id=channel)


async def _put(slack: AsyncWebClient, settings: SlackSettings, address: str, data: bytes) -> None:
    """Hand the bytes over, to Slack's own host alone; the address is the permission, so no token goes with them."""
    if not settings.is_slack(address):
        raise Undeliverable(NOT_SLACKS)
    assert slack.session is not None
    async with slack.session.post(address, data=data, allow_redirects=False) as answer:
        if answer.status != 200:
            raise Undeliverable(f"Slack answered {answer.status} to the file.")
