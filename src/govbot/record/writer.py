"""The one writer: a thread with a queue, so that a transaction goes on whatever becomes of its caller."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from govbot.record.database import BUSY_MS, wait_at_most
from govbot.record.faults import BUSY, Busy, fault_in

T = TypeVar("T")
Begin = Callable[[Connection], "tuple[T, Callable[[], None]]"]

_TIMES = 3
_MARGIN = 0.2  # seconds in which the caller hears of a fault before the deadline


class Writer:
    """Runs transactions one after the other. A job says what to do once it is committed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conn: Connection | None = None
        self._jobs: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="record-writer", daemon=True)
        self._thread.start()

    def submit(self, begin: Begin[T], within: float) -> Future[T]:
        """Queue a transaction that should be done within so many seconds; after that it isn't begun."""
        deadline = monotonic() + within
        return self.call(lambda: self._transact(begin, deadline))

    def call(self, job: Callable[[], T]) -> Future[T]:
        """Queue something that is to run on this thread."""
        future: Future[T] = Future()
        self._jobs.put((job, future))
        return future

    def stop(self) -> None:
        """Finish what is queued, then end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (queued := self._jobs.get()) is not None:
            job, future = queued
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error)
            del queued, job, future
        self._hang_up()
        self._engine.dispose()

    def _transact(self, begin: Begin[T], deadline: float) -> T:
        """Run a transaction; where another process was first (an integrity error), decide again."""
        for turn in range(_TIMES):
            try:
                return self._once(begin, deadline)
            except IntegrityError:
                if turn == _TIMES - 1:
                    raise
        raise AssertionError("unreachable")

    def _once(self, begin: Begin[T], deadline: float) -> T:
        left = deadline - monotonic() - _MARGIN
        if left <= 0:
            raise Busy(BUSY)
        committing = False
        try:
            if self._conn is None:
                self._conn = self._engine.connect()
            wait_at_most(self._conn, min(left, BUSY_MS / 1000))
            with self._conn.begin() as transaction:
                result, committed = begin(self._conn)
                committing = True
                transaction.commit()
        except DBAPIError as error:
            fault = fault_in(error, committing=committing)
            if fault is None:
                raise
            self._hang_up()
            raise fault from error
        committed()
        return result

    def _hang_up(self) -> None:
        """Close the connection: after a fault the next transaction begins with a fresh one."""
        conn, self._conn = self._conn, None
        if conn is not None:
            conn.invalidate()
            conn.close()
