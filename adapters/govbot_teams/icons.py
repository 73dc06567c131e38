"""The app's icons, drawn here: a sheet with a check mark, in colour (192 × 192) and as a white outline (32 × 32).

Each pixel's shade follows from its distance to the lines, so edges are smooth. The file is the same on every
machine: it is stored, not compressed, since compressors differ.
https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/apps-package
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterable

COLOUR, OUTLINE = 192, 32
INK, PAPER = (0x1F, 0x3A, 0x5F), (0xFF, 0xFF, 0xFF)
# The symbol in a square of one by one: the sheet's centre, half its sides, its corners, and the lines on it.
SHEET = (0.5, 0.5, 0.34, 0.43, 0.08)
LINES = ((0.31, 0.26, 0.69, 0.26), (0.31, 0.41, 0.69, 0.41))
CHECK = ((0.33, 0.66, 0.45, 0.78), (0.45, 0.78, 0.68, 0.55))
THIN, BOLD = 0.035, 0.05  # half a line's width
Rows = Iterable[bytes]


def colour_icon() -> bytes:
    """White on the app's colour, with room around it: Teams may round the corners off."""
    shades = [
        tuple(round(a + (b - a) * step / 255) for a, b in zip(INK, PAPER, strict=True)) for step in range(256)
    ]
    palette = bytes(part for shade in shades for part in shade)
    rows = (bytes(_shade(x, y, COLOUR, 0.62) for x in range(COLOUR)) for y in range(COLOUR))
    return _png(COLOUR, 3, rows, ("PLTE", palette))


def outline_icon() -> bytes:
    """White on a transparent background."""
    rows = (
        b"".join(bytes((*PAPER, _shade(x, y, OUTLINE, 0.92))) for x in range(OUTLINE)) for y in range(OUTLINE)
    )
    return _png(OUTLINE, 6, rows)


def _shade(x: int, y: int, size: int, part: float) -> int:
    """How much of a pixel the symbol covers, 0 to 255, where it takes up this part of the picture."""
    scale = size * part
    distance = _distance(0.5 + (x + 0.5 - size / 2) / scale, 0.5 + (y + 0.5 - size / 2) / scale)
    return round(255 * min(1.0, max(0.0, 0.5 - distance * scale)))


def _distance(x: float, y: float) -> float:
    """How far a point is from the symbol; less than 0 inside it."""
    lines = [_from_line(x, y, *line) - THIN for line in LINES]
    check = [_from_line(x, y, *line) - BOLD for line in CHECK]
    return min(abs(_from_sheet(x, y, *SHEET)) - THIN, *lines, *check)


def _from_sheet(
    x: float, y: float, cx: float, cy: float, width: float, height: float, round_: float
) -> float:
    """The distance of a point from a box with round corners."""
    dx, dy = abs(x - cx) - width + round_, abs(y - cy) - height + round_
    return math.hypot(max(dx, 0.0), max(dy, 0.0)) + min(max(dx, dy), 0.0) - round_


def _from_line(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> float:
    """The distance of a point from a line segment with round ends."""
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
    t = min(1.0, max(0.0, along))
    return math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1))


def _png(size: int, kind: int, rows: Rows, *more: tuple[str, bytes]) -> bytes:
    """A PNG of 8 bits a channel: https://www.w3.org/TR/png-3/"""
    head = struct.pack(">IIBBBBB", size, size, 8, kind, 0, 0, 0)
    pixels = b"".join(b"\0" + row for row in rows)
    chunks = (("IHDR", head), *more, ("IDAT", _stored(pixels)), ("IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name.encode(), data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _stored(data: bytes) -> bytes:
    """zlib's form of data that is not compressed: https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4"""
    blocks = [data[at : at + 0xFFFF] for at in range(0, len(data), 0xFFFF)]
    last = len(blocks) - 1
    body = b"".join(
        struct.pack("<BHH", number == last, len(block), len(block) ^ 0xFFFF) + block
        for number, block in enumerate(blocks)
    )
    return b"\x78\x01" + body + struct.pack(">I", zlib.adler32(data))
