"""A form, read as it arrives: never more than its limits in memory, never longer than its time.

What a file unpacks to is checked by whoever reads documents.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from govbot.adapter_api.answers import Answer, Upload
from govbot.core.cards import pages as say

FILE_BYTES = 10 * 2**20
TEXT_BYTES = 64 * 1024
REQUEST_BYTES = FILE_BYTES + 2**20
PARTS = 1500  # a list of many people is one part for each that is chosen
SECONDS = 120.0
AT_ONCE = 4  # so many uploads are read at the same time: some 50 MB at the most
FIELD = "answer:"  # how the names of a form's own questions begin


# What aiohttp raises of a body that is no form: also of lines that are too long, and of unknown encodings.
UNREADABLE = (
    *(ValueError, AssertionError, RuntimeError, LookupError, web.HTTPException, ConnectionError, EOFError),
    HttpProcessingError,
)


class UploadRefused(Exception):
    """A whole sentence, and the status to answer with."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(slots=True)
class Sent:
    """What a form brought: its proof, its token, the answers by question, the files by question."""

    proof: str = ""
    token: str = ""
    given: dict[str, list[str]] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    @property
    def answers(self) -> Mapping[str, Answer]:
        return {name: listed[0] if len(listed) == 1 else listed for name, listed in self.given.items()}


class Reader:
    """Reads forms, a few at a time."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)

    async def read(self, request: web.Request) -> Sent:
        """The form in this request; raises `Refusal`."""
        length = request.content_length
        if length is None or not request.content_type.startswith("multipart/form-data"):
            raise UploadRefused(411 if length is None else 415, say.UNREADABLE)
        if length > REQUEST_BYTES:
            raise UploadRefused(413, say.TOO_LARGE)
        if self._places.locked():
            raise UploadRefused(503, say.TOO_MANY)
        async with self._places:
            try:
                async with asyncio.timeout(SECONDS):
                    return await _form(request)
            except TimeoutError:
                raise UploadRefused(408, say.TOO_SLOW) from None
            except UNREADABLE:
                raise UploadRefused(400, say.UNREADABLE) from None


async def _form(request: web.Request) -> Sent:
    sent, left = Sent(), REQUEST_BYTES
    reader = await request.multipart()
    for _ in range(PARTS):
        part = await reader.next()
        if part is None:
            return sent
        if not isinstance(part, BodyPartReader):
            raise UploadRefused(400, say.UNREADABLE)
        data = await _bytes(part, min(left, FILE_BYTES if part.filename is not None else TEXT_BYTES))
        left -= len(data)
        _take(sent, part, data)
    raise UploadRefused(400, say.UNREADABLE)


async def _bytes(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk():
        data += chunk
        if len(data) > most:
            raise UploadRefused(413, say.TOO_LARGE)
    return bytes(data)


def _take(sent: Sent, part: BodyPartReader, data: bytes) -> None:
    name = part.name or ""
    if part.filename is not None:
        if name.startswith(FIELD) and (part.filename or data):
            media = part.headers.get("Content-Type", "application/octet-stream")
            sent.uploads[name.removeprefix(FIELD)] = Upload(part.filename, media, data)
        return
    words = data.decode()  # raises ValueError: what is no UTF-8 comes from no form of ours
    match name:
        case "proof":
            sent.proof = words
        case "token":
            sent.token = words
        case _ if name.startswith(FIELD):
            sent.given.setdefault(name.removeprefix(FIELD), []).append(words)
        case _:
            pass
