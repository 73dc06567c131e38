"""Makes clean copies in a child process, within a time that is bounded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import structlog

from govbot.documents.clean.copy import CleanCopy, clean_copy, clean_copy_of, reworded_copy
from govbot.documents.clean.leftovers import leftovers
from govbot.documents.errors import TOO_INTRICATE, Unreadable
from govbot.documents.worker_process import JobFailed, PoolBusy, WorkerPool, shared_pool

WITHIN = 30.0  # seconds: pictures are drawn anew

log = structlog.get_logger("govbot.documents")


async def make_copy(
    data: bytes, text: str, changed: str = "", pool: WorkerPool | None = None
) -> CleanCopy | str:
    """A clean copy of a Word file that was read as `text`; with the passage changed that differs in `changed`.

    Why there is none, as the rest of a sentence after the file's name. Raises PoolBusy.
    """
    try:
        return await (pool or shared_pool()).run(_made, data, text, changed, within=WITHIN)
    except PoolBusy:
        raise
    except JobFailed as failure:
        log.warning("clean copy not made", size=len(data), failure=type(failure).__name__, why=str(failure))
        return TOO_INTRICATE


async def make_copy_through(
    data: bytes, texts: Sequence[str], pool: WorkerPool | None = None
) -> CleanCopy | str:
    """A clean copy of a Word file that was read as the first of these texts, changed passage by passage to the last.

    Each text differs from the one before in one passage. Why there is none, as the rest of a sentence after the
    file's name. Raises PoolBusy.
    """
    try:
        return await (pool or shared_pool()).run(_through, data, tuple(texts), within=WITHIN)
    except PoolBusy:
        raise
    except JobFailed as failure:
        log.warning("clean copy not made", size=len(data), failure=type(failure).__name__, why=str(failure))
        return TOO_INTRICATE


def _through(data: bytes, texts: tuple[str, ...]) -> CleanCopy | str:
    try:
        for text, changed in pairwise(texts[:-1]):
            data = clean_copy(data, (text, changed))
        return reworded_copy(data, *texts[-2:])
    except Unreadable as fault:
        return str(fault)


async def what_is_left(data: bytes, pool: WorkerPool | None = None) -> str:
    """What a clean copy holds that it must not, in a few words; "" where it is clean."""
    try:
        return await (pool or shared_pool()).run(_left, data)
    except JobFailed:
        return "something that could not be read"


def _made(data: bytes, text: str, changed: str) -> CleanCopy | str:
    try:
        return (
            reworded_copy(data, text, changed) if changed and changed != text else clean_copy_of(data, text)
        )
    except Unreadable as fault:
        return str(fault)


def _left(data: bytes) -> str:
    try:
        return next(leftovers(data), "")
    except Exception:  # whatever it is, it is no file of ours
        return "something that could not be read"
