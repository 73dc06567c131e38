"""Downloads a file that a person put into a form, from Slack's own hosts only."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp

from govbot.adapter_api.answers import Upload
from govbot_slack import limits
from govbot_slack.settings import SlackSettings

SECONDS = 2.0
TOO_LARGE = "This file is larger than 10 MB. Make it smaller, or ask for another way to hand it in."
NOT_OURS = "Slack did not hand over this file. Choose it again."
TOO_SLOW = "Slack did not hand over this file in time. Submit the form again."


class Unreadable(Exception):
    """The file can't be used; the message is a whole sentence for the field."""


async def download(
    file: Mapping[str, Any], session: aiohttp.ClientSession, settings: SlackSettings
) -> Upload:
    """The file described: the bot's token goes to Slack's own host only, and no redirect is followed."""
    address = str(file.get("url_private_download") or file.get("url_private") or "")
    if not settings.is_slack(address):
        raise Unreadable(NOT_OURS)
    if int(file.get("size") or 0) > limits.UPLOAD_BYTES:
        raise Unreadable(TOO_LARGE)
    try:
        async with asyncio.timeout(SECONDS):
            data = await _bytes(address, session, settings.bot_token.get_secret_value())
    except (TimeoutError, aiohttp.ClientError):
        raise Unreadable(TOO_SLOW) from None
    media = str(file.get("mimetype") or "application/octet-stream")
    return Upload(str(file.get("name") or "document"), media, data)


async def _bytes(address: str, session: aiohttp.ClientSession, token: str) -> bytes:
    headers = {"Authorization": f"Bearer {token}"}
    async with session.get(address, headers=headers, allow_redirects=False) as response:
        if response.status != 200:
            raise Unreadable(NOT_OURS)
        data = bytearray()
        async for chunk in response.content.iter_chunked(64 * 1024):
            data += chunk
            if len(data) > limits.UPLOAD_BYTES:
                raise Unreadable(TOO_LARGE)
    return bytes(data)
