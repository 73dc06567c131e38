"""Documents on disk: the original bytes and the converted text, each kept once under its own
SHA-256, and compared with it whenever it is read."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select

from govbot.core.grammar import Document
from govbot.record.errors import DamagedDocument
from govbot.record.tables import documents

_KNOWN = select(documents.c.sha256).where(documents.c.sha256 == bindparam("sha"))
_DATA = select(documents.c.data).where(documents.c.sha256 == bindparam("sha"))
_KEEP = insert(documents)


def holds(data: object, digest: str) -> bool:
    """Whether a column's value is the bytes with this SHA-256; SQLite lets one put a text there, too."""
    return isinstance(data, bytes) and sha256(data).hexdigest() == digest


class Documents:
    """The kept documents, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def store(self, document: Document) -> None:
        """Keep a document's bytes, its text, and what it holds besides; what is there already stays as it is."""
        self.store_bytes(document.paper.sha256, document.data)
        self.store_bytes(document.paper.text_sha256, document.text.encode())
        if document.paper.held_sha256:
            self.store_bytes(document.paper.held_sha256, document.held.encode())

    def store_bytes(self, digest: str, data: bytes) -> None:
        """Keep these bytes under their SHA-256. Raises ValueError where it is not theirs."""
        if sha256(data).hexdigest() != digest:
            raise ValueError("The document is not the one that its hash names.")
        if self._conn.execute(_KNOWN, {"sha": digest}).first() is None:
            self._conn.execute(_KEEP, {"sha256": digest, "data": data, "stored_at": self._now})

    def data(self, digest: str) -> bytes:
        """The bytes with this SHA-256, compared with it. Raises DamagedDocument where they are gone or changed."""
        row = self._conn.execute(_DATA, {"sha": digest}).first()
        if row is None or not holds(row.data, digest):
            raise DamagedDocument(digest)
        return bytes(row.data)

    def text(self, digest: str) -> str:
        """The converted text with this SHA-256. Raises DamagedDocument where it is gone or changed."""
        return self.data(digest).decode()
