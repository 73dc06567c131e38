"""Downloads a file that a person sent in the personal chat, from Teams' own hosts only."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from govbot.adapter_api.answers import Upload
from govbot_teams import limits
from govbot_teams.settings import TeamsSettings

FILE_TYPE = "application/vnd.microsoft.teams.file.download.info"
SECONDS = 8.0
TOO_LARGE = "“{name}” is larger than 10 MB. Send a smaller file."
NOT_OURS = "Teams did not hand over “{name}”. Send it again."
TOO_SLOW = "Teams did not hand over “{name}” in time. Send it again."


class Unreadable(Exception):
    """The file can't be used; the message is a whole sentence for its sender."""


def sent(activity: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The files of a message."""
    attachments = activity.get("attachments")
    return [
        attachment
        for attachment in (attachments if isinstance(attachments, list) else ())
        if isinstance(attachment, Mapping) and attachment.get("contentType") == FILE_TYPE
    ]


async def download(
    file: Mapping[str, Any], session: aiohttp.ClientSession, settings: TeamsSettings
) -> Upload:
    """The file described. Its address needs no token, so none is sent; no redirect is followed."""
    name = str(file.get("name") or "document")
    content = file.get("content")
    address = str(content.get("downloadUrl") or "") if isinstance(content, Mapping) else ""
    if not settings.is_file_host(address):
        raise Unreadable(NOT_OURS.format(name=name))
    try:
        async with asyncio.timeout(SECONDS):
            data = await _bytes(address, name, session)
    except (TimeoutError, aiohttp.ClientError):
        raise Unreadable(TOO_SLOW.format(name=name)) from None
    return Upload(name, mimetypes.guess_type(name)[0] or "application/octet-stream", data)


async def _bytes(address: str, name: str, session: aiohttp.ClientSession) -> bytes:
    async with session.get(address, allow_redirects=False) as response:
        if response.status != 200:
            raise Unreadable(NOT_OURS.format(name=name))
        data = bytearray()
        async for chunk in response.content.iter_chunked(64 * 1024):
            data += chunk
            if len(data) > limits.UPLOAD_BYTES:
                raise Unreadable(TOO_LARGE.format(name=name))
    return bytes(data)
