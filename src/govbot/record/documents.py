"""Documents on disk: the original bytes and the converted text, each kept once under its own SHA-256."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select

from govbot.core.grammar import Document
from govbot.record.tables import documents

_KNOWN = select(documents.c.sha256).where(documents.c.sha256 == bindparam("sha"))
_DATA = select(documents.c.data).where(documents.c.sha256 == bindparam("sha"))
_KEEP = insert(documents)
_ALL = select(documents.c.sha256, documents.c.data)


class Documents:
    """The kept documents, within one transaction."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._now = now

    def store(self, document: Document) -> None:
        """Keep a document's bytes and its text; what is there already stays as it is."""
        self._store(document.paper.sha256, document.data)
        self._store(document.paper.text_sha256, document.text.encode())

    def _store(self, digest: str, data: bytes) -> None:
        if sha256(data).hexdigest() != digest:
            raise ValueError("The document is not the one that its hash names.")
        if self._conn.execute(_KNOWN, {"sha": digest}).first() is None:
            self._conn.execute(_KEEP, {"sha256": digest, "data": data, "stored_at": self._now})

    def data(self, digest: str) -> bytes:
        """The bytes with this SHA-256. Raises LookupError when they are not kept."""
        row = self._conn.execute(_DATA, {"sha": digest}).first()
        if row is None:
            raise LookupError(f"No document with the hash {digest} is kept.")
        return bytes(row.data)

    def text(self, digest: str) -> str:
        """The converted text with this SHA-256. Raises LookupError when it is not kept."""
        return self.data(digest).decode()


def damaged(conn: Connection) -> str:
    """The hash of the first document whose bytes are not those that its hash names; "" where all are."""
    with conn.execute(_ALL, execution_options={"yield_per": 10}) as rows:
        return next((row.sha256 for row in rows if sha256(row.data).hexdigest() != row.sha256), "")
