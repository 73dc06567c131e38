"""Which texts hold some words: the texts of versions and drafts, by policy, searched in memory.

What there is to search is read from the entries that are new since the last search, never by folding a history. The
texts themselves stay in memory up to `MOST_BYTES`, those searched last. What somebody may read of it is not known
here: whoever asks looks at the policy's state before showing anything.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy import bindparam, select

from govbot.record.errors import DamagedDocument
from govbot.record.tables import entries
from govbot.record.transaction import Tx

MOST_BYTES = 64_000_000
MOST_AT_ONCE = 500  # parameters of one statement; SQLite takes more, the statement stays short
TEXTS = ("DraftSubmitted", "Adopted", "TechnicallyCorrected")
ANSWERS = ("FeedbackGiven",)
_e = entries.c
_ALL_TEXTS = select(_e.stream, _e.seq, _e.type, _e.body).where(_e.type.in_(TEXTS)).order_by(_e.position)
_ALL_ANSWERS = select(_e.stream, _e.actor, _e.position).where(_e.type.in_(ANSWERS))
_LATER = (_e.stream == bindparam("of"), _e.seq > bindparam("after"))
_LATER_TEXTS = _ALL_TEXTS.where(*_LATER)
_LATER_ANSWERS = _ALL_ANSWERS.where(*_LATER)
_BODIES = select(_e.stream, _e.body).where(_e.position.in_(bindparam("positions", expanding=True)))


@dataclass(slots=True)
class _Texts:
    """The SHA-256 of the texts of one policy: of its last two versions, and of the drafts since the last adoption."""

    versions: list[str] = field(default_factory=list)
    drafts: dict[int, str] = field(default_factory=dict)

    def all(self) -> Iterable[str]:
        return dict.fromkeys((*self.versions, *self.drafts.values()))


class TextIndex:
    """The texts of all policies, for one process; any thread may ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: dict[str, int] = {}
        self._texts: dict[str, _Texts] = {}
        self._answers: dict[str, set[int]] = {}
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0

    def holding(self, tx: Tx, words: Sequence[str]) -> frozenset[str]:
        """The streams of the policies one of whose texts holds all of these words, each in any case."""
        wanted = [_folded(word) for word in words]
        with self._lock:
            self._refresh(tx)
            return frozenset(
                stream
                for stream, texts in self._texts.items()
                if any(_holds(self._text(tx, sha), wanted) for sha in texts.all())
            )

    def answers_holding(self, tx: Tx, person: str, words: Sequence[str]) -> list[tuple[str, str]]:
        """The comments of this person that hold all of these words: the stream and the comment's id of each."""
        wanted = [_folded(word) for word in words]
        with self._lock:
            self._refresh(tx)
            positions = sorted(self._answers.get(person, ()), reverse=True)
        return [
            (stream, data["comment"])
            for stream, data in _bodies(tx, positions)
            if _holds(_folded(data.get("text", "")), wanted)
        ]

    def _refresh(self, tx: Tx) -> None:
        """Read what is new. The heads come first: an entry that is read twice changes nothing."""
        heads = tx.heads("policy")
        if not self._seen:
            self._take(tx.conn.execute(_ALL_TEXTS))
            self._take_answers(tx.conn.execute(_ALL_ANSWERS))
        else:
            for stream, seq in heads.items():
                if (after := self._seen.get(stream, 0)) < seq:
                    new = {"of": stream, "after": after}
                    self._take(tx.conn.execute(_LATER_TEXTS, new))
                    self._take_answers(tx.conn.execute(_LATER_ANSWERS, new))
        self._seen = heads

    def _take(self, rows: Iterable[Any]) -> None:
        for row in rows:
            if row.body is None:  # redacted
                continue
            texts, data = self._texts.setdefault(row.stream, _Texts()), json.loads(row.body)
            match row.type:
                case "DraftSubmitted":
                    texts.drafts[data["draft"]] = data["paper"]["text_sha256"]
                case "Adopted":
                    texts.drafts.clear()
                    texts.versions = [*texts.versions, data["text_sha256"]][-2:]
                case _:
                    texts.versions = [*texts.versions, data["paper"]["text_sha256"]][-2:]

    def _take_answers(self, rows: Iterable[Any]) -> None:
        for row in rows:
            self._answers.setdefault(row.actor, set()).add(row.position)

    def _text(self, tx: Tx, digest: str) -> bytes:
        """The folded text; empty where the document is damaged."""
        text = self._kept.get(digest)
        if text is not None:
            self._kept.move_to_end(digest)
            return text
        try:
            text = _folded(tx.documents.text(digest))
        except DamagedDocument:
            text = b""
        self._kept[digest] = text
        self._bytes += len(text)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            self._bytes -= len(self._kept.popitem(last=False)[1])
        return text


def _bodies(tx: Tx, positions: Sequence[int]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The streams and the facts of these entries, the last recorded first; none of those that were redacted."""
    for at in range(0, len(positions), MOST_AT_ONCE):
        some = list(positions[at : at + MOST_AT_ONCE])
        rows = tx.conn.execute(_BODIES.order_by(_e.position.desc()), {"positions": some})
        yield from ((row.stream, json.loads(row.body)) for row in rows if row.body is not None)


def _folded(text: str) -> bytes:
    """In UTF-8, since bytes are searched ten times as fast as the code points of a text."""
    return text.casefold().encode()


def _holds(text: bytes, words: Sequence[bytes]) -> bool:
    return bool(text) and all(word in text for word in words)
