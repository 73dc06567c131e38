"""Writer threads with one queue of transactions: a transaction goes on when its caller is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from govbot.record.database import take_at_most, wait_at_most, writers_of
from govbot.record.errors import BUSY, Busy, WriteConflict, decide_again, fault_in

T = TypeVar("T")
Begin = Callable[[Connection], "tuple[T, Callable[[], None]]"]

_TIMES = 3
_MARGIN = 0.2  # seconds in which the caller hears of a fault before the deadline


class Writer:
    """Runs transactions, on SQLite one after the other. A job says what to do once it is committed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: SimpleQueue[tuple[Callable[[WriterConnection], Any], Future[Any]] | None] = SimpleQueue()
        self._threads = [
            Thread(target=self._run, name=f"record-writer-{number}", daemon=True)
            for number in range(writers_of(engine))
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, begin: Begin[T], within: float) -> Future[T]:
        """Queue a transaction that should be done within so many seconds; after that it isn't begun."""
        deadline = monotonic() + within
        return self._queue(lambda connection: connection.transact(begin, deadline))

    def call(self, job: Callable[[], T]) -> Future[T]:
        """Queue something that is to run on a writer's thread."""
        return self._queue(lambda _: job())

    def stop(self) -> None:
        """Finish what is queued, then end the threads."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._engine.dispose()

    def _queue(self, job: Callable[[WriterConnection], T]) -> Future[T]:
        future: Future[T] = Future()
        self._jobs.put((job, future))
        return future

    def _run(self) -> None:
        connection = WriterConnection(self._engine)
        while (queued := self._jobs.get()) is not None:
            job, future = queued
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job(connection))
            except BaseException as error:
                future.set_exception(error)
            del queued, job, future
        connection.hang_up()


class WriterConnection:
    """One writer's connection, kept from transaction to transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conn: Connection | None = None

    def transact(self, begin: Begin[T], deadline: float) -> T:
        """Run a transaction; where another was first, decide again."""
        for left in reversed(range(_TIMES)):
            try:
                return self._once(begin, deadline)
            except WriteConflict as error:
                if not left:
                    raise Busy(BUSY) from error
            except DBAPIError as error:
                if not left or not decide_again(error):
                    raise fault_in(error) or error from error
        raise AssertionError("unreachable")

    def _once(self, begin: Begin[T], deadline: float) -> T:
        left = deadline - monotonic() - _MARGIN
        if left <= 0:
            raise Busy(BUSY)
        committing = False
        try:
            conn = self._connected()
            wait_at_most(conn, left)
            with conn.begin() as transaction:
                take_at_most(conn, left)
                result, committed = begin(conn)
                committing = True
                transaction.commit()
        except DBAPIError as error:
            fault = fault_in(error, committing=committing)
            if fault is not None:
                self.hang_up()
            if fault is not None and committing:
                raise fault from error
            raise
        committed()
        return result

    def _connected(self) -> Connection:
        if self._conn is None:
            self._conn = self._engine.connect()
        return self._conn

    def hang_up(self) -> None:
        """Close the connection: after a fault the next transaction begins with a fresh one."""
        conn, self._conn = self._conn, None
        if conn is not None:
            conn.invalidate()
            conn.close()
