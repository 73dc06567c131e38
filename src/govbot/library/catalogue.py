"""All policies of the Library without their texts, kept in memory and read again where a policy's record has grown."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

from govbot.core.process import Process
from govbot.core.workflow.policy import Policy
from govbot.library.listing import in_order
from govbot.library.shelf import Shelved, described
from govbot.library.shelving import shelved
from govbot.record import DamagedDocument, Record, Tx

BATCH = 50  # policies that are read in one transaction, so that no reader of the record waits long
READ_WITHIN = 60.0  # seconds
Extent = tuple[int, int]  # how many policies there are, and how many entries they have


@dataclass(frozen=True, slots=True)
class Listed:
    """A policy at one seq of its stream; None where it has no version. `words` are what a search looks through."""

    seq: int
    policy: Shelved | None
    words: bytes = b""

    def has(self, words: Sequence[str]) -> bool:
        """Whether each of these words (case-folded) stands somewhere in the policy."""
        searched = zlib.decompress(self.words).decode()
        return all(word in searched for word in words)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The listed policies in the order of the list, at one extent of the record; `modified` is in UTC."""

    extent: Extent = (0, 0)
    modified: datetime | None = None
    listed: tuple[Listed, ...] = ()
    policies: tuple[Shelved, ...] = ()

    def matching(self, query: str) -> tuple[Shelved, ...]:
        """The policies in which every word of the query stands."""
        words = query.casefold().split()
        if not words:
            return self.policies
        return tuple(row.policy for row in self.listed if row.policy and row.has(words))


class Catalogue:
    """The newest `Shelf` of a record."""

    def __init__(self, record: Record, process: Process) -> None:
        self._record, self._process = record, process
        self._listed: dict[str, Listed] = {}
        self._shelf = Shelf()
        self._refreshing = asyncio.Lock()

    async def current(self) -> Shelf:
        """The shelf of this moment; only policies that have grown since the last call are read."""
        if await self._extent() == self._shelf.extent:
            return self._shelf
        async with self._refreshing:
            if await self._extent() != self._shelf.extent:
                await self._refresh()
            return self._shelf

    async def _extent(self) -> Extent:
        return await self._record.read(lambda tx: tx.extent("policy"))

    async def _refresh(self) -> None:
        heads, modified = await self._record.read(lambda tx: (tx.heads("policy"), tx.recorded_at()))
        behind = iter([name for name, seq in heads.items() if self._seq_of(name) != seq])
        while batch := tuple(islice(behind, BATCH)):
            self._listed |= await self._record.read(partial(self._look, batch), within=READ_WITHIN)
        extent = (len(heads), sum(heads.values()))
        self._shelf = await asyncio.to_thread(_shelf_of, extent, modified, dict(self._listed))

    def _seq_of(self, stream: str) -> int:
        listed = self._listed.get(stream)
        return listed.seq if listed else 0

    def _look(self, batch: Sequence[str], tx: Tx) -> Mapping[str, Listed]:
        return {stream: self._listed_at(tx, *tx.state(stream)) for stream in batch}

    def _listed_at(self, tx: Tx, policy: Policy, seq: int) -> Listed:
        without_texts = shelved(policy, self._process, lambda sha256: "")
        if without_texts is None:
            return Listed(seq, None)
        text = _text(tx, without_texts.shown.text_sha256)
        return Listed(seq, without_texts, zlib.compress(searched(without_texts, text).encode()))


def searched(policy: Shelved, text: str) -> str:
    """Each different word of a policy once, case-folded: a word of a query can be looked for in it."""
    return "\n".join(dict.fromkeys(f"{described(policy)}\n{text}".casefold().split()))


def _text(tx: Tx, sha256: str) -> str:
    """A version's text; empty where the record does not have it any more: the policy is listed all the same."""
    try:
        return tx.documents.text(sha256)
    except DamagedDocument:
        return ""


def _shelf_of(extent: Extent, modified: datetime | None, listed: Mapping[str, Listed]) -> Shelf:
    by_policy = {id(row.policy): row for row in listed.values() if row.policy}
    policies = in_order([row.policy for row in listed.values() if row.policy])
    return Shelf(extent, modified, tuple(by_policy[id(policy)] for policy in policies), policies)
