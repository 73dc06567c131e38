"""Reads what a request brings, within bounds of size, time and depth."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from govbot.adapter_api.answers import Upload
from govbot_web.guard import no

MOST_BYTES = 12 * 1024 * 1024
MOST_WORDS = 1024 * 1024  # of JSON: forms are texts of a few thousand characters
SECONDS = 30.0
MOST_PARTS = 60

TOO_LARGE = "That is more than the playground takes: at most 12 MB in all, and 1 MB of typed text."
TOO_SLOW = "The request took too long to arrive: send it again."
UNREADABLE = "The request could not be read: reload the page, then try again."


class Unreadable(Exception):
    """A request that can't be taken, with the answer for it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.answer = no(status, sentence)


@dataclass(slots=True)
class Body:
    """What a request brought: its JSON object, and files by field name."""

    words: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text of the JSON object; "" when it is not there."""
        value = self.words.get(name, "")
        if not isinstance(value, str):
            raise Unreadable(400, UNREADABLE)
        return value


async def read(request: web.Request) -> Body:
    """The body of a POST: JSON, or a form with a part `json` and files."""
    if (request.content_length or 0) > MOST_BYTES:
        raise Unreadable(413, TOO_LARGE)
    try:
        async with asyncio.timeout(SECONDS):
            if request.content_type.startswith("multipart/"):
                return await _read_parts(await request.multipart())
            return Body(_object(await _bytes(request.content, MOST_WORDS)))
    except TimeoutError:
        raise Unreadable(408, TOO_SLOW) from None
    except (ValueError, RecursionError):
        raise Unreadable(400, UNREADABLE) from None


async def _read_parts(parts: MultipartReader) -> Body:
    body, left = Body(), MOST_BYTES
    for _ in range(MOST_PARTS):
        part = await parts.next()
        if part is None:
            return body
        if not isinstance(part, BodyPartReader):
            raise ValueError("nested parts")
        data = await _bytes(part, min(left, MOST_WORDS) if part.name == "json" else left)
        left -= len(data)
        if part.name == "json":
            body.words = _object(data)
        elif part.name and part.filename:
            media = part.headers.get("Content-Type", "application/octet-stream")
            body.uploads[part.name.removeprefix("file:")] = Upload(_own_name(part.filename), media, data)
    raise ValueError("too many parts")


async def _bytes(source: Any, most: int) -> bytes:
    """All bytes of a stream or part, or 413 as soon as there are more than `most`."""
    data = bytearray()
    read_some = source.read_chunk if isinstance(source, BodyPartReader) else source.read
    while chunk := await read_some(64 * 1024):
        data += chunk
        if len(data) > most:
            raise Unreadable(413, TOO_LARGE)
    return bytes(data)


def _object(data: bytes) -> dict[str, Any]:
    read = json.loads(data or b"{}")
    if not isinstance(read, dict):
        raise ValueError("not an object")
    return read


def _own_name(filename: str) -> str:
    return PurePosixPath(filename.replace("\\", "/")).name[:200] or "file"
