"""One transaction: its streams, and the parts of the record by purpose; synchronous, run again on a conflict."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection

from govbot.core.grammar import Acting, DocumentRef, Entry, Event, Obligation
from govbot.record import chain
from govbot.record.accounts import Accounts
from govbot.record.attempts import Attempts
from govbot.record.claims import Claims
from govbot.record.clean_copies import CleanCopies
from govbot.record.clock_notes import ClockNotes
from govbot.record.daily_counts import DailyCounts
from govbot.record.digests import Digests
from govbot.record.documents import Documents
from govbot.record.errors import WriteConflict
from govbot.record.folds import Fold, Folded, fold_of
from govbot.record.listing import Policies
from govbot.record.notes import Answers, Counters, Notes
from govbot.record.obligations import Obligations
from govbot.record.outbox import SILENT, Outbox
from govbot.record.outreach import Outreach
from govbot.record.people import People
from govbot.record.queue_leases import QueueLeases
from govbot.record.receipts import Receipts
from govbot.record.refusals import PlatformRefusals
from govbot.record.rooms import Rooms
from govbot.record.service_status import ServiceStatus

T = TypeVar("T")


class Tx:
    """One transaction. `now` is its instant; `conn` is for functions of this folder alone.

    Streams are its own methods; everything else the record keeps is a part of it, by purpose.
    """

    def __init__(
        self,
        conn: Connection,
        folds: Mapping[str, Fold],
        folded: Folded,
        now: datetime,
        randomness: Callable[[int], bytes],
        *,
        silent: bool = False,
        appended_to: set[str] | None = None,
    ) -> None:
        self.conn = conn
        self.now = now
        self._randomness = randomness
        self._folds = folds
        self._folded = folded
        self._silent = silent
        self._heads: dict[str, chain.Head] = {}
        self._taken: set[str] = set()
        # The streams that an earlier run of this transaction appended to are taken before anything is read.
        self._appended_to = set() if appended_to is None else appended_to
        self.lock(self._appended_to)
        self._states: dict[str, tuple[int, Any]] = {}
        self._derived: dict[str, tuple[Hashable, Any]] = {}
        self._since_put: dict[
            str, int
        ] = {}  # a stream's head before what was appended since `put_obligations`
        self._part_by_purpose()

    def _part_by_purpose(self) -> None:
        """The parts; making all of them takes a hundredth of a click's transaction (20 microseconds)."""
        conn, now = self.conn, self.now
        self.people = People(conn, now, self._randomness)
        self.accounts = Accounts(conn, now, self._randomness)
        self.policies = Policies(conn)
        self.documents = Documents(conn, now)
        self.clean_copies = CleanCopies(conn, now)
        self.obligations = Obligations(conn, now)
        self.digests = Digests(conn, now)
        self.outbox = Outbox(conn, now, self._randomness, silent=self._silent)
        self.claims = Claims(conn, now)
        self.receipts = Receipts(conn, now, self._randomness, silent=self._silent)
        self.outreach = Outreach(conn, now)
        self.rooms = Rooms(conn, now)
        self.queue_leases = QueueLeases(conn)
        self.service_status = ServiceStatus(conn, now)
        self.refusals = PlatformRefusals(conn)
        self.attempts = Attempts(conn)
        self.daily_counts = DailyCounts(conn, now)
        self.answers = Answers(conn)
        self.counters = Counters(conn)
        self.notes = Notes(conn)
        self.clock_notes = ClockNotes(conn, now)

    def lock(self, streams: Iterable[str], reading: Iterable[str] = ()) -> None:
        """Take these streams before looking at them; those that are only read may not grow meanwhile."""
        wanted = set(streams) - self._taken
        self._see(chain.lock(self.conn, set(reading) - self._taken - wanted, reading=True))
        self._see(chain.lock(self.conn, wanted))
        self._taken |= wanted

    def _see(self, heads: Mapping[str, chain.Head]) -> None:
        for stream, head in heads.items():
            if self._heads.setdefault(stream, head) != head:
                raise WriteConflict(f"{stream} has grown since it was looked at.")

    def exists(self, stream: str) -> bool:
        return self.head(stream) > 0

    def head(self, stream: str) -> int:
        """The seq of a stream's last entry; 0 where there is none."""
        return self._head(stream)[0]

    def streams(self, kind: str = "") -> list[str]:
        """The ids of all streams, or of those of a kind."""
        return chain.ids(self.conn, kind)

    def heads(self, kind: str) -> dict[str, int]:
        """The seq of the last entry of each stream of a kind, by stream."""
        return chain.heads(self.conn, kind)

    def extent(self, kind: str) -> tuple[int, int]:
        """How many streams of a kind there are, and how many entries they have; cheaper than `heads`."""
        return chain.extent(self.conn, kind)

    def recorded_at(self, stream: str = "") -> datetime | None:
        """When the last entry of a stream, or else of the whole record, was recorded; None without one."""
        return chain.recorded_at(self.conn, stream)

    def state(self, stream: str) -> tuple[Any, int]:
        """The state of a stream and the seq of its last entry; only entries not seen before are read."""
        head, fold = self._head(stream)[0], fold_of(self._folds, stream)
        kept = self._states.get(stream) or self._folded.get(stream, head)
        seq, state = kept or (0, fold.blank(stream))
        if seq < head:
            for entry in chain.of_stream(self.conn, self._folds, stream, after=seq, most=head - seq):
                state = fold.evolve(state, entry)
        if head:
            self._states[stream] = (head, state)
        return state, head

    def derived(self, name: str, version: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of this version of things, made once; others see it only after the commit."""
        kept = self._derived.get(name) or self._folded.derived(name)
        if kept is None or kept[0] != version:
            kept = self._derived[name] = (version, make())
        made: T = kept[1]
        return made

    def append(self, stream: str, acting: Acting, events: Sequence[Event]) -> list[Entry]:
        """Record what has happened, at the end of a stream."""
        if self._silent:
            raise RuntimeError(SILENT)
        if not events:
            return []
        self._appended_to.add(stream)
        self.lock([stream])
        before = self._head(stream)
        self._since_put.setdefault(stream, before[0])
        known = self._states.get(stream)
        after, entries = chain.append(self.conn, stream, before, acting, events, self.now, self._randomness)
        self._heads[stream] = after
        if known is not None or before == chain.START:
            fold = fold_of(self._folds, stream)
            state = known[1] if known else fold.blank(stream)
            for entry in entries:
                state = fold.evolve(state, entry)
            self._states[stream] = (after[0], state)
        return entries

    def entries(self, stream: str | None = None, after: int = 0, limit: int = 1000) -> list[Entry]:
        """The entries of a stream after a seq; without a stream, of all streams after a position."""
        if stream is not None:
            return list(chain.of_stream(self.conn, self._folds, stream, after, limit))
        return [entry for _, entry in self.numbered_entries(after, limit)]

    def numbered_entries(self, after: int = 0, limit: int = 1000) -> list[tuple[int, Entry]]:
        """The entries of all streams in the order of recording, each with its position, after a position."""
        return list(chain.of_all(self.conn, self._folds, after, limit))

    def digested_entries(self, stream: str = "", after: int = 0, limit: int = 100) -> list[tuple[Entry, str]]:
        """Entries with their digests: of a stream in order, or the last ones of all streams, newest first."""
        if stream:
            return chain.digested(self.conn, self._folds, stream, after, limit)
        return chain.last(self.conn, self._folds, limit)

    def evidence_paper(self, stream: str, seq: int) -> DocumentRef | None:
        """The document that was given as evidence of an entry."""
        return chain.evidence_paper(self.conn, stream, seq)

    def _head(self, stream: str) -> chain.Head:
        if stream not in self._heads:
            self._heads[stream] = chain.head(self.conn, stream)
        return self._heads[stream]

    def put_obligations(
        self, stream: str, obligations: Iterable[Obligation]
    ) -> tuple[list[Obligation], list[Obligation]]:
        """Write the open obligations of a stream, as a difference: those that were opened, and were settled."""
        wanted = {obligation.key: obligation for obligation in obligations}
        name, seq = f"obligations {stream}", self._head(stream)[0]
        kept = self._derived.get(name) or self._folded.derived(name)
        self._derived[name] = (seq, wanted)
        if kept is None or kept[0] != self._since_put.pop(stream, seq):
            return self.obligations.put(stream, wanted)
        return self.obligations.put_after(stream, kept[1], wanted)

    def keep_states(self) -> None:
        """After the commit, for the record alone: states folded here may be used by others."""
        self._folded.keep(self._states, self._derived)
