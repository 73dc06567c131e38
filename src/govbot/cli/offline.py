"""The work of the commands that read or write a record while no server runs in this process."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from govbot.core.cards.operations import rows, warnings
from govbot.demo.tour.rehearsal import Lists
from govbot.library import write
from govbot.library.shelf import Shelved
from govbot.library.shelving import shelved, site_of, without_originals
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
        await record.write(lambda tx: tx.service_status.note_check(verified.entries, verified.first))
        return verified


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


async def with_context(settings: Settings, database: str, work: Any, *, writes: bool = False) -> Any:
    """Call `work` with a request context on an existing record, in one transaction; returns its result."""
    app = App(
        database_at(database or settings.database),
        process_at(settings.process, settings.texts),
        secrets.token_bytes(32),
    )
    await app.record.open(migrating=False)
    try:
        do = app.record.write if writes else app.record.read
        return await do(lambda tx: work(app.bot.context(tx)), within=60)
    finally:
        await app.record.close()


async def on_nothing(settings: Settings, work: Any) -> Any:
    """Call `work` with a request context on a new record, which is thrown away; returns its result."""
    with TemporaryDirectory() as folder:
        app = App(
            f"sqlite:///{folder}/new.db",
            process_at(settings.process, settings.texts),
            secrets.token_bytes(32),
        )
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
        entries = [shelved(policy, process, tx.documents.text) for policy in policies]
        shelf = [entry for entry in entries if entry]
        originals, faults = _originals(tx, shelf)
        return [without_originals(entry, faults) for entry in shelf], originals, faults

    async with _opened(database or settings.database) as record:
        shelf, originals, faults = await record.read(read, within=600)
    return len(write(folder, shelf, site_of(process), originals)), list(_not_written(shelf, faults))


def _originals(tx: Tx, shelf: Sequence[Shelved]) -> tuple[dict[str, bytes], set[str]]:
    """The original files of all versions by SHA-256, and the hashes of those that are gone or changed."""
    originals: dict[str, bytes] = {}
    faults: set[str] = set()
    for version in (version for policy in shelf for version in policy.versions):
        try:
            originals[version.sha256] = tx.documents.data(version.sha256)
        except DamagedDocument:
            faults.add(version.sha256)
    return originals, faults


def _not_written(shelf: Sequence[Shelved], faults: Collection[str]) -> Iterator[str]:
    """A sentence for each text and each original file that is missing from the Library's pages."""
    for policy in shelf:
        for version in policy.versions:
            if version.damaged:
                yield NOT_WRITTEN.format(what="text", policy=policy.policy_id, version=version.number)
            if version.sha256 in faults:
                yield NOT_WRITTEN.format(
                    what="original file", policy=policy.policy_id, version=version.number
                )
