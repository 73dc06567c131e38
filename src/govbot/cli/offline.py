"""The work of the commands that read or write a record while no server runs in this process."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from govbot.core.cards.operations import rows, warnings
from govbot.demo.controls import rehearsed_ahead
from govbot.demo.tour.rehearsal import Lists
from govbot.documents.clean import what_is_left
from govbot.documents.clean.shown import picture_of
from govbot.documents.worker_process import JobFailed, shared_pool
from govbot.library import write
from govbot.library.pictures import Source, all_pictures
from govbot.library.shelf import Shelved, slug
from govbot.library.shelving import shelved, site_of, without_word_files
from govbot.library.word_copies import LATER, WordCopies, word_file
from govbot.operations.importing import take_in
from govbot.record import DamagedDocument, Record, Tx, Verified
from govbot.record import verify as verified_in
from govbot.runtime.app import FOLDS, App
from govbot.runtime.clock import Clock
from govbot.runtime.clock_guard import in_words
from govbot.runtime.record_watch import require_record
from govbot.runtime.settings import Settings, database_at, process_at

NOT_WRITTEN = (
    "The {what} of {policy}, version {version}, is missing from the record, or is not as it was approved. So it was "
    "not written: “govbot verify” names it, and a copy has it."
)


NOT_CLEAN = "The clean copy of the Word file {original} holds {left}, so it is none."
CONFIRMED = (
    "It is noted that {now} is right. A running govbot takes it within seconds, if its own machine shows the same "
    "time; then all that was held is done and sent. “govbot status” says how it goes on."
)
NOT_HELD = "Deadlines and messages are not held."


@asynccontextmanager
async def _opened(database: str) -> AsyncIterator[Record]:
    record = Record(database_at(database), FOLDS, Clock().now)
    await record.open(migrating=False)
    try:
        yield record
    finally:
        await record.close()


async def verify(database: str) -> Verified:
    """Check the whole record, and note the outcome in its service status."""
    async with _opened(database) as record:
        verified = await record.read(verified_in, within=3600)
        unclean = [sentence async for sentence in _unclean_copies(record)]
        verified = replace(verified, problems=(*verified.problems, *unclean))
        await record.write(lambda tx: tx.service_status.note_check(verified.entries, verified.first))
        return verified


async def _unclean_copies(record: Record) -> AsyncIterator[str]:
    """A sentence for each kept clean copy that holds what none may: another file stands in its place."""
    for original, digest in await record.read(lambda tx: tx.clean_copies.all(), within=600):
        try:
            data = await record.read(partial(_data, digest))
        except DamagedDocument:
            continue  # that is told already
        if left := await what_is_left(data):
            yield NOT_CLEAN.format(original=original, left=left)


def _data(digest: str, tx: Tx) -> bytes:
    return tx.documents.data(digest)


async def clock(database: str, *, confirm: bool) -> tuple[list[str], bool]:
    """This machine's time and the last entry's, a line each, and whether deadlines and messages are held.

    With `confirm` this machine's time is noted as right.
    """
    async with _opened(database) as record:
        if confirm:
            at = await record.write(lambda tx: tx.clock_notes.confirm())
            return [CONFIRMED.format(now=in_words(at))], False
        now, last, held = await record.read(
            lambda tx: (tx.now, tx.recorded_at(), tx.clock_notes.held()),
        )
    shown = [f"This machine's clock shows {in_words(now)}."]
    if last:
        shown.append(f"The record's last entry is of {in_words(last)}.")
    return [*shown, held or NOT_HELD], bool(held)


async def service_status(settings: Settings, database: str) -> tuple[list[str], bool]:
    """The service status, a line for each row, warnings first; and whether there are no warnings."""
    process = process_at(settings.process, settings.texts)
    async with _opened(database or settings.database) as record:
        now = await record.read(lambda tx: tx.service_status.condition())
    warned = list(warnings(now, process))
    width = max(len(label) for label, _ in rows(now, process))
    return [*warned, *(f"{label:<{width}}  {value}" for label, value in rows(now, process))], not warned


async def import_lists(settings: Settings, database: str, lists: Lists, *, new: bool) -> int:
    """Record the lists in the directory; returns the number of events that this took.

    Raises UnsafeSettings without a record, unless one is to be made (`new`).
    """
    url = database or settings.database
    require_record(url, new=new)
    app = App(url, process_at(settings.process, settings.texts), secrets.token_bytes(32))
    await app.open()
    try:
        return await app.record.write(lambda tx: take_in(app.bot.context(tx), *lists), within=60)
    finally:
        await app.close()


def _app(settings: Settings, url: str) -> App:
    """govbot on this record, for one command: nobody presses the buttons that it draws."""
    return App(url, process_at(settings.process, settings.texts), secrets.token_bytes(32))


async def with_context(settings: Settings, database: str, work: Any, *, writes: bool = False) -> Any:
    """Call `work` with a request context on an existing record, in one transaction; returns its result."""
    app = _app(settings, database_at(database or settings.database))
    await app.record.open(migrating=False)
    try:
        app.clock.ahead = await app.record.read(rehearsed_ahead)
        do = app.record.write if writes else app.record.read
        return await do(lambda tx: work(app.bot.context(tx)), within=60)
    finally:
        await app.record.close()


async def on_nothing(settings: Settings, work: Any) -> Any:
    """Call `work` with a request context on a new record, which is thrown away; returns its result."""
    with TemporaryDirectory() as folder:
        app = _app(settings, f"sqlite:///{folder}/new.db")
        await app.open()
        try:
            return await app.record.read(lambda tx: work(app.bot.context(tx)), within=60)
        finally:
            await app.close()


async def write_library(settings: Settings, database: str, folder: Path) -> tuple[int, list[str]]:
    """Write the Library's pages to a folder; the number of files, and a sentence for each damaged document."""
    process = process_at(settings.process, settings.texts)

    def read(tx: Tx) -> Any:
        policies = [tx.state(stream)[0] for stream in tx.streams("policy")]
        entries = [shelved(policy, process, tx.documents.text, partial(word_file, tx)) for policy in policies]
        shelf = [entry for entry in entries if entry]
        files, faults = _word_files(tx, shelf)
        return [without_word_files(entry, faults) for entry in shelf], files, faults, shelf

    async with _opened(database or settings.database) as record:
        await _make_word_files(record)
        shelf, files, faults, all_of_it = await record.read(read, within=600)
        pictures = await _pictures(record)
    written = write(folder, shelf, site_of(process), files, pictures)
    return len(written), list(_not_written(all_of_it, faults))


async def _pictures(record: Record) -> dict[str, bytes]:
    """The pictures of all versions, by their paths in the Library; one that cannot be drawn is left out."""
    files: dict[str, bytes] = {}
    for policy, number, id, source in await record.read(lambda tx: [*all_pictures(tx)], within=600):
        try:
            held = await record.read(partial(_held, source))
            _, data = await shared_pool().run(picture_of, *held, id)
        except (DamagedDocument, JobFailed):
            continue
        if data:
            files[f"{slug(policy)}/v{slug(number)}/picture/{id}"] = data
    return files


def _held(source: Source, tx: Tx) -> tuple[bytes, str]:
    return tx.documents.data(source[0]), tx.documents.text(source[1])


async def _make_word_files(record: Record) -> None:
    """Make the clean copies of Word files that have not been made."""
    copies = WordCopies(record)
    numbers = await record.read(
        lambda tx: [
            (stream, version.number)
            for stream in tx.streams("policy")
            for version in tx.state(stream)[0].versions
        ],
        within=600,
    )
    for stream, number in numbers:
        await copies.make(stream, number)


def _word_files(tx: Tx, shelf: Sequence[Shelved]) -> tuple[dict[str, bytes], set[str]]:
    """The Word files and appendices of all versions by SHA-256, and the hashes of those that are gone or changed."""
    files: dict[str, bytes] = {}
    faults: set[str] = set()
    versions = [version for policy in shelf for version in policy.versions]
    wanted = [
        digest for v in versions for digest in (v.word, *(file.sha256 for file in v.appendices)) if digest
    ]
    for digest in wanted:
        try:
            files[digest] = tx.documents.data(digest)
        except DamagedDocument:
            faults.add(digest)
    return files, faults


def _not_written(shelf: Sequence[Shelved], faults: Collection[str]) -> Iterator[str]:
    """A sentence for each text and each Word file that is missing from the Library's pages."""
    for policy in shelf:
        for version in policy.versions:
            if version.damaged:
                yield NOT_WRITTEN.format(what="text", policy=policy.policy_id, version=version.number)
            if version.word in faults or version.word_note == LATER:
                yield NOT_WRITTEN.format(what="Word file", policy=policy.policy_id, version=version.number)
