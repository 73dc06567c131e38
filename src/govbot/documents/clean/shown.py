"""The pictures of a Word file as pages show them: drawn anew from their pixels, and no larger than a screen."""

from __future__ import annotations

import io

from PIL import Image

from govbot.documents.archive import Archive
from govbot.documents.clean.pictures import redrawn
from govbot.documents.errors import Unreadable
from govbot.documents.pictures import IN_TEXT, Picture
from govbot.documents.word import read_word

LONGEST_SIDE = 1_600  # pixels
MEDIA = {"png": "image/png", "jpeg": "image/jpeg"}


def picture_of(data: bytes, text: str, id: str) -> tuple[str, bytes]:
    """A picture's media type and bytes; ("", b"") where the file has no such picture. A job for a child process.

    `data` is the Word file, and `text` the one in which the picture stands: where the file is a copy with other bytes
    of the same pictures, it is found by its place.
    """
    try:
        shown = read_word(data).pictures
    except Unreadable:
        return "", b""
    picture = _found(shown, [match[2] for match in IN_TEXT.finditer(text)], id)
    pixels = Archive(data).read(picture.path) if picture else None
    result = redrawn(pixels, picture.crop) if picture and pixels else None
    if result is None:
        return "", b""
    ending, drawn, size = result
    return MEDIA[ending], _smaller(drawn, ending) if max(size) > LONGEST_SIDE else drawn


def _found(shown: tuple[Picture, ...], in_text: list[str], id: str) -> Picture | None:
    by_id = {picture.id: picture for picture in shown}
    if id in by_id or id not in in_text:
        return by_id.get(id)
    return shown[in_text.index(id)] if len(shown) == len(in_text) else None


def _smaller(drawn: bytes, ending: str) -> bytes:
    with Image.open(io.BytesIO(drawn)) as picture:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        packed = io.BytesIO()
        picture.save(packed, ending.upper())
    return packed.getvalue()
