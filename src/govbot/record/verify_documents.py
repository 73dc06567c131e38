"""Checks every kept document against its hash, and that each one that an entry names is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from govbot.record.documents import holds
from govbot.record.tables import documents
from govbot.record.verify_chain import StoredEntry

AT_A_TIME = 10  # documents in memory
CHANGED = "The document {digest}{named} was changed."
MISSING = "The document {digest}{named} is missing."

_ALL = select(documents.c.sha256, documents.c.data)


class NamedDocuments:
    """The documents that entries name, each by its hash, with the first entry that names it."""

    def __init__(self) -> None:
        self.by: dict[str, tuple[str, int]] = {}

    def note(self, row: StoredEntry) -> None:
        """Note the documents that an entry names in its body or as its evidence."""
        for text in (row.body, row.evidence):
            if isinstance(text, str) and '"text_sha256"' in text:
                json.loads(text, object_hook=lambda fields: self._note(row, fields))

    def _note(self, row: StoredEntry, named: Mapping[str, Any]) -> Mapping[str, Any]:
        for name in ("sha256", "text_sha256", "held_sha256"):
            if "text_sha256" in named and named.get(name):
                self.by.setdefault(named[name], (row.stream, row.seq))
        return named


def changed_or_missing(conn: Connection, named: NamedDocuments) -> Iterator[tuple[str, str]]:
    """The hash of each document that is kept or named, and a sentence where it is not as recorded, else ""."""
    missing = dict(named.by)
    with conn.execute(_ALL, execution_options={"yield_per": AT_A_TIME}) as rows:
        for digest, data in rows:
            missing.pop(digest, None)
            yield (
                digest,
                "" if holds(data, digest) else CHANGED.format(digest=digest, named=_entry(named, digest)),
            )
    for digest in missing:
        yield digest, MISSING.format(digest=digest, named=_entry(named, digest))


def _entry(named: NamedDocuments, digest: str) -> str:
    stream, seq = named.by.get(digest, ("", 0))
    return f", which entry {seq} of {stream} names," if stream else ""
