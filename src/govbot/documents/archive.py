"""The zip archive that a Word file is, opened with every size checked first.

A part is unpacked only when asked for, and never past its declared size.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from posixpath import dirname, join, normpath

from govbot.documents.errors import DAMAGED, TOO_LARGE_INSIDE, Unreadable

MOST_MEMBERS = 2_000
MOST_UNPACKED = 50 * 2**20
MOST_RATIO = 200  # a Word file of plain text packs 10 to 40 times; a bomb a thousand
SMALL = 2**20  # below that, the ratio doesn't matter
MOST_DIRECTORY = 2**20

# What unpacking a damaged member raises, by whichever method it says that it was packed.
_UNPACKING = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
_END = struct.Struct("<4s4H2LH")


class Archive:
    """The parts of a Word file, by path. `read` gives a part's bytes, or None where there is none."""

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(DAMAGED) from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        unpacked = sum(info.file_size for info in self._zip.infolist())
        if len(self._zip.infolist()) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
            raise Unreadable(TOO_LARGE_INSIDE)
        if unpacked > SMALL and unpacked > MOST_RATIO * len(data):
            raise Unreadable(TOO_LARGE_INSIDE)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def size_of(self, path: str) -> int:
        """The size in bytes that the archive gives for a part."""
        return self._members[path].file_size

    def read(self, path: str, most: int = MOST_UNPACKED) -> bytes | None:
        """At most `most` bytes, or Unreadable."""
        info = self._members.get(path)
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise Unreadable("is protected by a password: save it without one, and upload that.")
        if info.file_size > most:
            raise Unreadable(TOO_LARGE_INSIDE)
        try:
            with self._zip.open(info) as member:
                data = member.read(info.file_size + 1)
        except _UNPACKING as error:
            raise Unreadable(DAMAGED) from error
        if len(data) > info.file_size:
            raise Unreadable(TOO_LARGE_INSIDE)
        return data


def beside(path: str, target: str) -> str:
    """Where a part's relationship points to: relative to the part's folder, or from the root."""
    return normpath(join("/", dirname(path), target)).lstrip("/")


def _check_directory(data: bytes) -> None:
    """Refuses an oversized list of members before it is read: that list alone can fill the memory."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 2**16 - _END.size))
    if end < 0 or len(data) < end + _END.size:
        raise Unreadable(DAMAGED)
    _, _, _, _, members, size, _, _ = _END.unpack_from(data, end)
    if (
        members > MOST_MEMBERS
        or size > MOST_DIRECTORY
        or data[max(0, end - 20) : end].startswith(b"PK\x06\x07")
    ):
        raise Unreadable(TOO_LARGE_INSIDE)
