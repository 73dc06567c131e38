"""The clean copies of Word files that the Library offers: made when a page first needs one, and kept in the record."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace

from govbot.core.workflow.policy import Policy
from govbot.core.workflow.policy import Version as Adopted
from govbot.core.workflow.word_files import WordSource, word_sources
from govbot.documents.clean import MAKER, CleanCopy, make_copy
from govbot.documents.worker_process import PoolBusy
from govbot.library.shelf import Appendix, slug
from govbot.record import DamagedDocument, KeptCopy, Record, Tx

CLEAN = (
    "is a clean copy of the file that was approved: without tracked changes, comments, hidden text, its authors' "
    "names and other properties. Read again, it gives this text."
)
BEFORE = (
    "is as approved, before this change. It is a clean copy, and differs from the text printed here in the words "
    "that were changed since."
)
NONE = (
    "No Word file is offered: no clean copy of the approved one could be made that gives this very text. The text is "
    "on this page, and as a file."
)
LATER = "The Word file cannot be offered at the moment. Open this page again in a minute."


@dataclass(frozen=True, slots=True)
class WordFile:
    """What the Library says of a version's Word file: the SHA-256 of its clean copy ("": none), and a sentence.

    `appendices` are the files that are published with it.
    """

    sha256: str = ""
    note: str = ""
    is_before: bool = False
    appendices: tuple[Appendix, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """A copy that has to be made."""

    source: WordSource
    data: bytes
    text: str
    changed: str


def word_file(tx: Tx, policy: Policy, version: Adopted) -> WordFile:
    """The Word file of a version and its appendices, as far as copies have been made."""
    return replace(_word_file(tx, policy, version), appendices=tuple(_appendices(tx, version)))


def _appendices(tx: Tx, version: Adopted) -> Iterator[Appendix]:
    """The appendices: of a Word file its clean copy, where there is one; any other as it is."""
    for n, file in enumerate(version.appendices, 1):
        kept = tx.clean_copies.get(file.paper.sha256, file.paper.text_sha256) if file.paper.is_word else None
        digest = (kept.sha256 if kept else "") if file.paper.is_word else file.paper.sha256
        yield Appendix(f"{n}-{slug(file.paper.name)}", file.paper.name, file.paper.media, digest)


def _word_file(tx: Tx, policy: Policy, version: Adopted) -> WordFile:
    sources = list(word_sources(policy, version))
    for source in sources:
        kept = tx.clean_copies.get(source.original.sha256, source.wanted)
        if kept is None:
            return WordFile(note=LATER)
        if kept.sha256:
            return WordFile(kept.sha256, BEFORE if source.is_before else CLEAN, source.is_before)
    return WordFile(note=NONE if sources else "")


class WordCopies:
    """Makes the copies that are missing, one at a time."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._making = asyncio.Lock()

    async def make(self, stream: str, number: str) -> WordFile:
        """The Word file of a policy's version, made now where it has not been."""
        while job := await self._record.read(lambda tx: _next_job(tx, stream, number)):
            async with self._making:
                if not await self._made(job):
                    break
        return await self._record.read(lambda tx: _file_now(tx, stream, number))

    async def _made(self, job: _Job) -> bool:
        """Make a copy, unless somebody has meanwhile; False where that has to wait."""
        source = job.source
        original, wanted = source.original.sha256, source.wanted
        if await self._record.read(lambda tx: _is_made(tx, source)):
            return True
        try:
            result = await make_copy(job.data, job.text, job.changed)
        except PoolBusy:
            return False
        kept, data = KeptCopy("", str(result), MAKER), b""
        if isinstance(result, CleanCopy):
            kept, data = KeptCopy(result.sha256, "", MAKER), result.data
        await self._record.write(lambda tx: tx.clean_copies.keep(original, wanted, kept, data))
        return True


def _version(tx: Tx, stream: str, number: str) -> tuple[Policy, Adopted | None]:
    policy: Policy = tx.state(stream)[0]
    return policy, next((version for version in policy.versions if version.number == number), None)


def _file_now(tx: Tx, stream: str, number: str) -> WordFile:
    policy, version = _version(tx, stream, number)
    return word_file(tx, policy, version) if version else WordFile()


def _next_job(tx: Tx, stream: str, number: str) -> _Job | None:
    """The first copy that is missing before there is one to offer; None where nothing is left to make."""
    policy, version = _version(tx, stream, number)
    for source in word_sources(policy, version) if version else ():
        if not _is_made(tx, source):
            return _job(tx, source)
        kept = tx.clean_copies.get(source.original.sha256, source.wanted)
        if kept and kept.sha256:
            break
    papers = [file.paper for file in version.appendices if file.paper.is_word] if version else []
    of_appendices = (WordSource(paper, paper.text_sha256) for paper in papers)
    return next((_job(tx, source) for source in of_appendices if not _is_made(tx, source)), None)


def _is_made(tx: Tx, source: WordSource) -> bool:
    kept = tx.clean_copies.get(source.original.sha256, source.wanted)
    return kept is not None and kept.made_by == MAKER


def _job(tx: Tx, source: WordSource) -> _Job | None:
    """What a copy is made from; None where the record does not have it any more: nothing is made from that."""
    try:
        data, text = tx.documents.data(source.original.sha256), tx.documents.text(source.original.text_sha256)
        changed = tx.documents.text(source.wanted) if source.is_changed else ""
    except DamagedDocument:
        return None
    return _Job(source, data, text, changed)
