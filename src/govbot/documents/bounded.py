"""Documents read in a child process, within a time and a memory that are bounded."""

from __future__ import annotations

from dataclasses import replace

import structlog

from govbot.core.grammar import Document, Refusal
from govbot.documents.errors import BUSY, TOO_INTRICATE, TOO_SLOW
from govbot.documents.upload import read_text, read_upload, safe_name
from govbot.documents.worker_process import DeadlinePassed, JobFailed, PoolBusy, WorkerPool, shared_pool

AT_ONCE = 2_000  # characters of typed text that are read without a child process: it takes a millisecond

log = structlog.get_logger("govbot.documents")


async def read_upload_bounded(name: str, media: str, data: bytes, pool: WorkerPool | None = None) -> Document:
    """A file as it was uploaded, as `read_upload` reads it. Raises Refusal, also for a file that takes too long.

    The deadline is 10 seconds from the moment at which a child process begins to read.
    """
    try:
        document = await (pool or shared_pool()).run(_read_without_data, name, media, data)
    except JobFailed as failure:
        log.warning("document not read", size=len(data), failure=type(failure).__name__, why=str(failure))
        raise Refusal(f"“{safe_name(name)}” {_sentence(failure)}") from failure
    return replace(document, data=data)


async def read_text_bounded(words: str, name: str = "draft.md") -> Document:
    """Words typed into a form, as `read_text` reads them. Raises Refusal."""
    if len(words) <= AT_ONCE:
        return read_text(words, name)
    return await read_upload_bounded(name, "text/markdown", words.encode("utf-8", "replace"))


def _read_without_data(name: str, media: str, data: bytes) -> Document:
    """The document without its bytes, which the caller has already."""
    return replace(read_upload(name, media, data), data=b"")


def _sentence(failure: JobFailed) -> str:
    match failure:
        case DeadlinePassed():
            return TOO_SLOW
        case PoolBusy():
            return BUSY
        case _:
            return TOO_INTRICATE
