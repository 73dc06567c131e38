"""The record: one function is one transaction, awaited without ever blocking the event loop."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from govbot.record import migrate
from govbot.record.database import READERS, USUAL, reading_engine, take_at_most, writing_engine
from govbot.record.errors import BUSY, Busy, CommitOutcomeUnknown, StorageFault, at_opening, fault_in
from govbot.record.folds import Fold, Folded
from govbot.record.presence import Presence
from govbot.record.transaction import Tx
from govbot.record.writer import Writer

T = TypeVar("T")

WITHIN = USUAL
PROOF = 100_000  # characters
OPENING = 60.0  # seconds in which migrations should be done


class Record:
    """The record on disk. `folds` says how each kind of stream becomes a state.

    Every method may raise `StorageFault` or `Busy` (surely nothing was recorded) or `CommitOutcomeUnknown`.
    """

    def __init__(
        self,
        url: str,
        folds: Mapping[str, Fold],
        clock: Callable[[], datetime],
        randomness: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._url = url
        self._folds = folds
        self._clock = clock
        self._randomness = randomness
        self._folded = Folded()
        self._writer: Writer | None = None
        self.fault = ""  # why nothing could be recorded, until `prove` has found that one can again
        self._presence = Presence(url)
        self._reading: Engine | None = None
        self._readers: ThreadPoolExecutor | None = None

    def now(self) -> datetime:
        """The instant, by the record's clock."""
        return self._clock()

    # For the event loop

    async def open(self, *, migrating: bool = True) -> None:
        """Open the database, and bring it to this govbot's schema; else refuse one that has another."""
        await asyncio.to_thread(partial(self.open_now, migrating=migrating))

    async def close(self) -> None:
        """Finish what is queued, and close."""
        await asyncio.to_thread(self.close_now)

    async def write(self, work: Callable[[Tx], T], within: float = WITHIN) -> T:
        """Run `work` as one transaction. It goes on when its caller is cancelled or times out."""
        try:
            return await _hear(self._submit(work, within), within)
        except Busy:
            raise
        except StorageFault as fault:
            self.fault = str(fault)
            raise

    async def prove(self) -> str:
        """Write something, to prove that the record can be written: "", or a sentence that says why not.

        After a fault more is written than usual: on a full disk there may be room for a little.
        """
        try:
            if self.fault:
                await self._prove("x" * PROOF)
            await self._prove("")
        except (StorageFault, CommitOutcomeUnknown) as fault:
            self.fault = str(fault)
        else:
            self.fault = ""
        return self.fault

    async def look_whether_it_is_there(self) -> str:
        """Compare the database with what was opened: "", or a sentence from which on nothing is recorded."""
        presence = self._presence
        try:
            if presence.is_behind():
                presence.remember(*await self.write(presence.advance))
            else:
                await self.read(presence.compare)
        except Busy:
            return ""
        except (StorageFault, CommitOutcomeUnknown) as fault:
            self.fault = str(fault)
        return self.fault

    async def read(self, work: Callable[[Tx], T], within: float = WITHIN) -> T:
        """Run `work` on one consistent snapshot; it can't write."""
        assert self._readers is not None, "The record is not open."
        try:
            return await _hear(self._readers.submit(self._look, work, within), within)
        except StorageFault:
            self.fault = self._presence.missing or self.fault
            raise

    async def warm(self, stream: str) -> None:
        """Fold a stream that is not in memory, beside the writer: so nobody's write waits for a long history."""
        if not self._folded.has(stream):
            await self.read(lambda tx: tx.state(stream))

    async def _prove(self, words: str) -> None:
        await _hear(self._submit(lambda tx: tx.notes.set("proof", words), WITHIN), WITHIN)

    # For the command line and for tests

    def open_now(self, *, migrating: bool = True) -> None:
        writing, self._reading = writing_engine(self._url), reading_engine(self._url)
        self._writer = Writer(writing)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="record-reader")
        self._presence = Presence(self._url)
        self._presence.guard(writing, self._reading)
        try:
            _look_at(self._reading, migrate.current if migrating else migrate.refuse_other)
            if migrating:
                self._writer.call(lambda: _upgrade(writing, self._clock())).result()
            self._presence.remember_file()
        except BaseException:
            self.close_now()
            raise

    def close_now(self) -> None:
        if self._readers is not None:
            self._readers.shutdown()
        if self._writer is not None:
            self._writer.stop()
        if self._reading is not None:
            self._reading.dispose()
        self._writer = self._readers = self._reading = None

    def write_now(self, work: Callable[[Tx], T], within: float = WITHIN) -> T:
        return self._submit(work, within).result()

    def read_now(self, work: Callable[[Tx], T], within: float = WITHIN) -> T:
        assert self._readers is not None, "The record is not open."
        return self._readers.submit(self._look, work, within).result()

    async def rebuild_views(
        self,
        project: Callable[[Tx, str, Any], None],
        version: int,
        kind: str = "policy",
        within: float = 600.0,
    ) -> bool:
        """Build the list of policies again where its projection has changed. Sends nothing."""

        def rebuild(conn: Connection) -> tuple[bool, Callable[[], None]]:
            tx = self._tx(conn, silent=True)
            if tx.policies.version(kind) == version:
                return False, tx.keep_states
            tx.policies.clear()
            for stream in tx.streams(kind):
                project(tx, stream, tx.state(stream)[0])
            tx.policies.set_version(kind, version, tx.now)
            return True, tx.keep_states

        assert self._writer is not None, "The record is not open."
        return await _hear(self._writer.submit(rebuild, within), within)

    # Inside

    def _tx(self, conn: Connection, *, silent: bool = False, appended_to: set[str] | None = None) -> Tx:
        now, folds, folded = self._clock(), self._folds, self._folded
        return Tx(conn, folds, folded, now, self._randomness, silent=silent, appended_to=appended_to)

    def _submit(self, work: Callable[[Tx], T], within: float) -> Future[T]:
        appended_to: set[str] = set()  # known when it has to be decided again

        presence = self._presence

        def begin(conn: Connection) -> tuple[T, Callable[[], None]]:
            presence.require()
            tx = self._tx(conn, appended_to=appended_to)
            result = work(tx)

            def committed() -> None:
                presence.committed()
                tx.keep_states()

            return result, committed

        assert self._writer is not None, "The record is not open."
        return self._writer.submit(begin, within)

    def _look(self, work: Callable[[Tx], T], within: float) -> T:
        """Read; once more where the connection turns out to have been cut since it was last used."""
        try:
            return self._look_once(work, within)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise fault_in(error) or error from error
        try:
            return self._look_once(work, within)
        except DBAPIError as error:
            raise fault_in(error) or error from error

    def _look_once(self, work: Callable[[Tx], T], within: float) -> T:
        assert self._reading is not None, "The record is not open."
        self._presence.require()
        with self._reading.connect() as conn:
            take_at_most(conn, within)
            tx = self._tx(conn)
            result = work(tx)
            tx.keep_states()
            return result


def _upgrade(engine: Engine, now: datetime) -> None:
    try:
        migrate.upgrade(engine, OPENING, now)
    except DBAPIError as error:
        raise at_opening(error, engine.url) from error


def _look_at(engine: Engine, look: Callable[[Connection], object]) -> None:
    """Check before anything is written: another program's database is left as it is."""
    try:
        with engine.connect() as conn:
            look(conn)
    except DBAPIError as error:
        raise at_opening(error, engine.url) from error


async def _hear(future: Future[T], within: float) -> T:
    """Wait for a result. On timeout: cancel if not started, else raise CommitOutcomeUnknown."""
    heard = asyncio.wrap_future(future)
    heard.add_done_callback(_retrieve)
    done, _ = await asyncio.wait((heard,), timeout=within)
    if done:
        return heard.result()
    if future.cancel():
        raise Busy(BUSY)
    raise CommitOutcomeUnknown


def _retrieve(heard: asyncio.Future[Any]) -> None:
    """Retrieve the error of a transaction whose caller was cancelled, so that asyncio does not report it."""
    if not heard.cancelled():
        heard.exception()
