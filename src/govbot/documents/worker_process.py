"""A pool of child processes for work that may take too long or too much memory.

A thread cannot be ended from outside; a process can. Each child runs one job at a time, with bounded memory, at
a low priority and without the parent's environment variables. It is killed when its job passes the deadline,
and the next job gets a new one. A child that is idle waits for the next job, so a job costs a few
milliseconds and not the start of an interpreter.

The child runs `main`: pickled jobs on its standard input, pickled answers on its standard output.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from govbot.core.grammar import Refusal

T = TypeVar("T")

DEADLINE = 10.0  # seconds that one job may take
MEMORY = 2**30  # bytes of address space of one child; the largest Word file that is accepted needs 300 MB
MOST_WAITING = 24  # jobs that run or wait; more are refused at once
NICENESS = 10  # so that clicks go first
PASSED_ON = (
    "PATH",
    "PYTHONPATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "VIRTUAL_ENV",
    "SYSTEMROOT",
    "COVERAGE_PROCESS_START",
)


class JobFailed(Exception):
    """The job did not end as it should: it passed its deadline, its process died, or it raised an unknown error."""


class DeadlinePassed(JobFailed):
    """The job was ended at its deadline."""


class PoolBusy(JobFailed):
    """Too many jobs are waiting already."""


class WorkerPool:
    """Runs functions in child processes, `size` at a time. Children are started when they are first needed."""

    def __init__(self, size: int = 2) -> None:
        self.owner = os.getpid()
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._children: set[_Child] = set()
        self._waiting = 0
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="govbot-worker")

    async def run(self, function: Callable[..., T], *arguments: Any, within: float = DEADLINE) -> T:
        """Call `function(*arguments)` in a child. Its result is returned; a Refusal that it raises is raised.

        `function` is one that can be imported, its arguments and its result can be pickled; `within` is in
        seconds, counted from the start of the job. Raises JobFailed.
        """
        with self._lock:
            if self._waiting >= MOST_WAITING:
                raise PoolBusy
            self._waiting += 1
        future = self._threads.submit(self._run, function, arguments, within)
        future.add_done_callback(self._done)
        result: T = await asyncio.wrap_future(future)
        return result

    def warm(self) -> None:
        """Start one child now, so that the first job does not wait for it."""
        with self._lock:
            if not self._children:
                self._idle.append(self._started())

    def close(self) -> None:
        """Kill the children. Jobs under way raise JobFailed; a later job starts a new child."""
        if self.owner != os.getpid():
            return
        with self._lock:
            children, self._children, self._idle = self._children, set(), []
        for child in children:
            child.end()

    def _done(self, _: object) -> None:
        with self._lock:
            self._waiting -= 1

    def _run(self, function: Callable[..., Any], arguments: tuple[Any, ...], within: float) -> Any:
        with self._lock:
            child = self._idle.pop() if self._idle else self._started()
        try:
            raised, result = child.ask((function, arguments, within), within)
        except BaseException:
            child.end()
            self._replace(child)
            raise
        with self._lock:
            if child in self._children:
                self._idle.append(child)
        if raised:
            raise result
        return result

    def _replace(self, child: _Child) -> None:
        """A new child for one that was ended, unless the pool is closed."""
        with self._lock:
            if child in self._children:
                self._children.remove(child)
                self._idle.append(self._started())

    def _started(self) -> _Child:
        child = _Child()
        self._children.add(child)
        return child


class _Child:
    """One child process, asked by one thread at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", f"from {__name__} import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            start_new_session=True,  # Ctrl+C in a terminal is for govbot, which ends its children
        )

    def ask(self, job: object, within: float) -> tuple[bool, Any]:
        """The child's answer; it is killed when `within` seconds pass without one."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(within, stop)
        timer.daemon = True
        timer.start()
        try:
            assert self._process.stdin
            assert self._process.stdout
            pickle.dump(job, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            kind, result = pickle.load(self._process.stdout)  # noqa: S301 - written by `main` below
        except (OSError, EOFError, pickle.UnpicklingError, ValueError) as error:
            if late.is_set():
                raise DeadlinePassed from error
            raise JobFailed(f"The worker process ended ({error}).") from error
        finally:
            timer.cancel()
        if kind == "failed":
            raise JobFailed(result)
        return kind == "raised", result

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # a job that the child no longer reads
                if pipe is not None:
                    pipe.close()


# The child -------------------------------------------------------------------------------------------


def main() -> None:
    """Run jobs from standard input until it is closed."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what is printed is not taken for an answer
    _bounded()
    while True:
        try:
            function, arguments, within = pickle.load(jobs)  # noqa: S301 - written by the parent
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, within + 1)  # ends it also when the parent is no more
        answer = pickle.dumps(_answer(function, arguments), pickle.HIGHEST_PROTOCOL)
        signal.setitimer(signal.ITIMER_REAL, 0)
        answers.write(answer)
        answers.flush()
        del function, arguments, answer


def _bounded() -> None:
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    """The outcome of a job; a refusal goes on to the caller, every other error as its traceback."""
    try:
        return "returned", function(*arguments)
    except Refusal as error:
        return "raised", error.with_traceback(None)
    except BaseException:
        return "failed", traceback.format_exc(limit=-8)


_pool: WorkerPool | None = None


def shared_pool() -> WorkerPool:
    """The process's one pool: uploads and pages share its memory and its processors."""
    global _pool
    if _pool is None or _pool.owner != os.getpid():  # a fork must not talk to its parent's children
        _pool = WorkerPool()
        atexit.register(_pool.close)
    return _pool
