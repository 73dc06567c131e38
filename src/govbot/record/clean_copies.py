"""Clean copies of Word files, kept beside their originals: which there are, and why there is none.

A copy's bytes are a document like any other. The row that names it can be written again: a later version of govbot
may make copies differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from govbot.record.documents import Documents
from govbot.record.tables import clean_copies, documents

IS_ORIGINAL = "The clean copy of the Word file {original} is not one: it is a file that was handed in."
GONE = "The document {digest}, the clean copy of the Word file {original}, is missing."

_KEY = (clean_copies.c.original == bindparam("of")) & (clean_copies.c.text_sha256 == bindparam("text"))
_GET = select(clean_copies).where(_KEY)
_FORGET = delete(clean_copies).where(_KEY)
_KEPT = select(clean_copies.c.original, clean_copies.c.sha256).where(clean_copies.c.sha256 != "")


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A clean copy by its SHA-256, and the number of its maker; where there is none ("") `why` says why."""

    sha256: str
    why: str
    made_by: int


class CleanCopies:
    """The clean copies, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def get(self, original: str, text_sha256: str) -> KeptCopy | None:
        """The copy of this original that gives this text; None where nobody has tried to make it."""
        row = self._conn.execute(_GET, {"of": original, "text": text_sha256}).first()
        return None if row is None else KeptCopy(row.sha256, row.why, row.made_by)

    def all(self) -> list[tuple[str, str]]:
        """Each original of which there is a copy, with the copy's SHA-256."""
        return [(row.original, row.sha256) for row in self._conn.execute(_KEPT)]

    def keep(self, original: str, text_sha256: str, copy: KeptCopy, data: bytes = b"") -> None:
        """Keep a copy and its bytes, or why there is none, in place of what was there."""
        if copy.sha256:
            Documents(self._conn, self._now).store_bytes(copy.sha256, data)
        self._conn.execute(_FORGET, {"of": original, "text": text_sha256})
        row = {
            "original": original,
            "text_sha256": text_sha256,
            "made_by": copy.made_by,
            "sha256": copy.sha256,
        }
        self._conn.execute(insert(clean_copies), row | {"why": copy.why, "made_at": self._now})


def copy_problems(conn: Connection, named: frozenset[str]) -> Iterator[str]:
    """A sentence for each clean copy that is gone, or is another document that entries name.

    A file that was made as a clean copy (after a change of words) is its own.
    """
    for original, digest in conn.execute(_KEPT):
        if digest in named and digest != original:
            yield IS_ORIGINAL.format(original=original)
        elif conn.execute(select(documents.c.sha256).where(documents.c.sha256 == digest)).first() is None:
            yield GONE.format(digest=digest, original=original)
